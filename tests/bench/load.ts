/** Loads that a benchmark starts and ends itself. Each is one process group, killed as one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Load {
  end(): Promise<void>;
}

/** `count` processes that sleep. Resolves when the last of them runs. */
export async function startSleepers(count: number): Promise<Load> {
  const program = `i=0; while [ $i -lt ${count} ]; do sleep 3600 & i=$((i+1)); done; echo ready; wait`;
  const child = spawn('sh', ['-c', program], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  await firstLine(child);
  return { end: () => endGroup(child) };
}

const forkStorm = `
import os, sys
for _ in range(int(sys.argv[1])):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
`;

/** Forks and ends \`count\` processes one after the other, as fast as it can, in each of two workers. */
export async function runForkStorm(count: number): Promise<void> {
  const workers = [0, 1].map(() => spawn('python3', ['-c', forkStorm, String(count / 2)], { stdio: 'ignore' }));
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The load was started without a pipe');
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  lines.close();
  return String(line);
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
  await once(child, 'exit');
}
