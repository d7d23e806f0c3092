/** What it costs to keep watching: processor time over a stretch of time, beside htop on the same processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startSleepers } from './load';
import { cpuMsDuring, type Figure, familyOf, isInstalled } from './measure';

const SECONDS = 10;
const SETTLE_MS = 2_500;
const cli = join(import.meta.dirname, '../../out/main/cli.js');

export async function benchSteady(): Promise<Figure[]> {
  const load = await startSleepers(2_000);
  try {
    const ours = await shareOf(() => spawn(process.execPath, [cli, 'watch', '--for', '60'], { stdio: 'ignore' }));
    const figure = { name: 'watching 2,000 processes, one look a second', value: ours, unit: '% of a core' };
    if (!isInstalled('htop') || !isInstalled('script')) {
      return [figure, { name: '  against', against: 'htop -d 10', value: undefined, unit: '', note: 'not installed' }];
    }
    // htop wants a terminal; script(1) gives it one.
    const terminal = { ...process.env, TERM: 'xterm', COLUMNS: '120', LINES: '40' };
    const htop = await shareOf(() =>
      spawn('script', ['-qc', 'htop -d 10', '/dev/null'], { stdio: ['pipe', 'ignore', 'ignore'], env: terminal }),
    );
    return [
      figure,
      { name: '  against', against: 'htop -d 10', value: htop, unit: '% of a core', ratio: ours / htop, goal: 0.35 },
    ];
  } finally {
    await load.end();
  }
}

async function shareOf(start: () => ChildProcess): Promise<number> {
  const child = start();
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const used = await cpuMsDuring(() => familyOf(child.pid ?? 0), SECONDS);
    return used / (SECONDS * 10);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
