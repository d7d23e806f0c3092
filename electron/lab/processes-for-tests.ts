/** Tests look at /proc with their own eyes: what the kernel says, not what the supervisor says. */
import { readdirSync, readFileSync } from 'node:fs';
import { type ExitStatus, type ProcessId, processId } from '#shared/model/process';
import { createStatLine, exitStatusOf, parseStat } from '#shared/parse/proc-stat';

export interface SeenProcess {
  readonly id: ProcessId;
  readonly pid: number;
  readonly ppid: number;
  readonly sid: number;
  /** As proc_pid_stat(5) has it, e.g. `Z`. */
  readonly state: string;
  readonly exit: ExitStatus;
}

export function readProcess(pid: number): SeenProcess | undefined {
  const bytes = readStat(pid);
  const line = createStatLine();
  if (bytes === undefined || !parseStat(bytes, bytes.length, line)) return undefined;
  const { ppid, sid, startTicks, stateByte, exitCode } = line;
  const state = String.fromCharCode(stateByte);
  return { id: processId(pid, startTicks), pid, ppid, sid, state, exit: exitStatusOf(exitCode) };
}

function readStat(pid: number): Buffer | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`);
  } catch {
    return undefined;
  }
}

export function pidOf(id: ProcessId): number {
  return Number(id.split('@')[0]);
}

export function isThere(id: ProcessId): boolean {
  return readProcess(pidOf(id))?.id === id;
}

/** All below `ancestor`, without it, in one look. */
export function descendantsOf(ancestor: number): readonly SeenProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const found: SeenProcess[] = [];
  let parents = new Set([ancestor]);
  while (parents.size > 0) {
    const children = all.filter(({ ppid }) => parents.has(ppid));
    found.push(...children);
    parents = new Set(children.map(({ pid }) => pid));
  }
  return found;
}
