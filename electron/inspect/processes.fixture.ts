/** Real processes for the tests of what is read from, and done to, processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type ProcessId, processId } from '#shared/model/process';
import { readStat } from './process-folder';

const started: ChildProcess[] = [];

export interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly id: ProcessId;
  /** The first line that it printed. */
  readonly line: string;
  /** The next one that it prints. */
  next(): Promise<string>;
}

interface StartOptions {
  readonly env?: { readonly [name: string]: string };
  /** What to run it with, e.g. setpriv and its arguments. */
  readonly through?: readonly string[];
}

/** Runs a Python program that prints a line when it is ready, and ends when its input does. */
export async function startPython(program: string, { env, through = [] }: StartOptions = {}): Promise<Started> {
  const [command = 'python3', ...args] = [...through, 'python3', '-c', `import os, sys\n${program}\nsys.stdin.read()`];
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(env === undefined ? {} : { env }),
  });
  started.push(child);
  if (child.stdout === null || child.pid === undefined) throw new Error('python3 could not be started');
  const lines = createInterface({ input: child.stdout });
  const next = async () => String((await once(lines, 'line'))[0]);
  const line = await next();
  return { child, pid: child.pid, id: idOf(child.pid), line, next };
}

/** Its first thread ends, alone; another one lives. */
export const withoutLeader = `
import ctypes, threading
os.umask(0o027); os.chdir('/usr')
threading.Thread(target=lambda: sys.stdin.read()).start()
print('ready', flush=True)
ctypes.CDLL(None).syscall({'x86_64': 60}.get(os.uname().machine, 93), 0)`;

export const ready = "print('ready', flush=True)";

export function pidOf(id: ProcessId): number {
  return Number.parseInt(id, 10);
}

export function idOf(pid: number): ProcessId {
  return readStat(`/proc/${pid}`)?.id ?? processId(pid, 0);
}

export function endAll(): void {
  for (const child of started.splice(0)) child.kill('SIGKILL');
}
