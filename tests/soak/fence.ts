/**
 * Storms and crowds within bounds of their own: a PID namespace that ends with whoever made it, and a most of processes.
 * Root is bound by a control group, others by RLIMIT_NPROC.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { eventually } from '../eventually';

export interface Fence {
  start(program: string, ...args: readonly string[]): ChildProcess;
  /** Resolves when nothing within it is left. */
  close(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;

export function buildFence(mostProcesses: number): Fence {
  const group = isRoot ? makeGroup(mostProcesses) : undefined;
  const flags = ['--pid', '--fork', '--kill-child', '--mount-proc', ...(isRoot ? [] : ['--user', '--map-root-user'])];
  const bound = group === undefined ? `ulimit -u ${ownProcesses() + mostProcesses}` : `echo $$ > ${group}/cgroup.procs`;
  const children = new Set<ChildProcess>();
  return {
    start: (program, ...args) => {
      const command = `${bound}; exec unshare ${flags.join(' ')} python3 -c "$0" "$@"`;
      const child = spawn('sh', ['-c', command, program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
      children.add(child);
      child.once('exit', () => children.delete(child));
      return child;
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      await eventually(
        'the fence is empty',
        () => children.size === 0 && (group === undefined || removed(group)),
        60_000,
      );
    },
  };
}

/** Version 1 has a folder for the controller, version 2 one for all. */
function makeGroup(mostProcesses: number): string {
  const troubles: string[] = [];
  for (const root of ['/sys/fs/cgroup/pids', '/sys/fs/cgroup']) {
    const group = `${root}/forkscope-soak-${process.pid}`;
    try {
      mkdirSync(group);
      writeFileSync(`${group}/pids.max`, String(mostProcesses));
      return group;
    } catch (error) {
      troubles.push((error as Error).message);
      removed(group);
    }
  }
  throw new Error(`There is no control group to bound the storm: ${troubles.join('; ')}`);
}

function removed(group: string): boolean {
  try {
    rmdirSync(group);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function ownProcesses(): number {
  const threads = execFileSync('ps', ['-L', '-u', String(process.getuid?.()), '-o', 'lwp='], { encoding: 'utf8' });
  return threads.split('\n').length + readdirSync('/proc').filter((name) => isOwn(name)).length;
}

function isOwn(name: string): boolean {
  try {
    return /^\d+$/.test(name) && statSync(`/proc/${name}`).uid === process.getuid?.();
  } catch {
    return false;
  }
}
