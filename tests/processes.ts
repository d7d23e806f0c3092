/** Real processes for the tests to look at; all of them end when the test says so, whatever happened. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface TestProcess {
  readonly pid: number;
  /** The first line it printed. */
  readonly firstLine: string;
  /** Sends it a line on its input. */
  tell(): void;
  end(): Promise<void>;
}

/** Runs a Python program; it is ready when it has printed a line. */
export async function startPython(program: string): Promise<TestProcess> {
  return startProgram('python3', ['-c', program]);
}

export async function startSleep(seconds: number): Promise<TestProcess> {
  return startProgram('sh', ['-c', `echo ready; exec sleep ${seconds}`]);
}

/** Any program; it is ready when it has printed a line. */
export async function startProgram(command: string, args: readonly string[]): Promise<TestProcess> {
  return ready(spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] }));
}

async function ready(child: ChildProcess): Promise<TestProcess> {
  if (child.stdout === null || child.pid === undefined) throw new Error('The test process could not be started');
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  const { pid } = child;
  return {
    pid,
    firstLine: String(line),
    tell: () => void child.stdin?.write('\n'),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** A parent that does not wait for its child, which exits with code 7; a line on its input makes it wait. */
export const zombieProgram = `
import os, sys
pid = os.fork()
if pid == 0:
    os._exit(7)
print(pid, flush=True)
sys.stdin.readline()
os.waitpid(pid, 0)
sys.stdin.readline()`;

/** Three generations; at a line on its input the middle one exits. Prints the pids of the middle one and of its child. */
export const orphanProgram = `
import os, sys, signal
read_end, write_end = os.pipe()
middle = os.fork()
if middle == 0:
    child = os.fork()
    if child == 0:
        os.close(write_end)
        signal.alarm(120)
        signal.pause()
    os.write(write_end, b'%d' % child)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.alarm(120)
    signal.pause()
print(middle, os.read(read_end, 20).decode(), flush=True)
sys.stdin.readline()
os.kill(middle, signal.SIGTERM)
os.waitpid(middle, 0)
sys.stdin.readline()`;

/** A parent of so many sleeping children. They wait for the end of a pipe that only the parent holds, so they end with it. */
export function crowdProgram(count: number): string {
  return `
import os, sys
read_end, write_end = os.pipe()
for _ in range(${count}):
    if os.fork() == 0:
        os.close(write_end)
        os.read(read_end, 1)
        os._exit(0)
print('ready', flush=True)
sys.stdin.readline()`;
}

export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** Field 4 of /proc/PID/stat. */
export function parentOf(pid: number): number | undefined {
  const field = fieldsOf(pid)?.[1];
  return field === undefined ? undefined : Number(field);
}

/** Field 3: one letter. */
export function stateOf(pid: number): string | undefined {
  return fieldsOf(pid)?.[0];
}

/** What stands behind the name, which may contain anything. */
function fieldsOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Everything below a process, as the parents stand now. */
export function descendantsOf(ancestor: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid !== 0 && (parents.get(pid) === ancestor || isBelow(parents.get(pid)));
  return pids.filter(isBelow);
}

/** Arguments joined by spaces; empty for a zombie, a kernel thread, and what is gone. */
export function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
