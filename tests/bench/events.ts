/** Whether any of very many, very short processes is lost, and what a long series of storms leaves in memory. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingSummary } from '#shared/recording/recording-format';
import { firstLine, runForkStorm } from './load';
import { type Figure, isInstalled } from './measure';

const COUNT = 20_000;
const NOBODY = '65534';
const output = join(import.meta.dirname, '../../out');

export async function benchEvents(): Promise<Figure[]> {
  return [await stormAs('as this user', []), await stormAsNobody()];
}

async function stormAsNobody(): Promise<Figure> {
  const name = `of ${COUNT} short processes, as an ordinary user, missed`;
  if (process.getuid?.() !== 0) return { name, value: undefined, unit: '', note: 'this user is one' };
  if (!isInstalled('setpriv')) return { name, value: undefined, unit: '', note: 'setpriv is not installed' };
  // An ordinary user may not be allowed into the folder of the repository: it gets a copy of the program.
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-bench-'));
  try {
    chmodSync(folder, 0o755);
    execFileSync('cp', [
      '-rL',
      output,
      join(output, '../node_modules/koffi'),
      join(output, '../node_modules/ps-list'),
      folder,
    ]);
    execFileSync(
      'sh',
      [
        '-c',
        `mkdir node_modules && mv koffi ps-list node_modules && cp -rL '${join(output, '../node_modules/@koromix')}' node_modules && cp '${join(output, '../package.json')}' .`,
      ],
      { cwd: folder },
    );
    return await stormAs(
      'as an ordinary user',
      ['setpriv', '--reuid', NOBODY, '--regid', NOBODY, '--clear-groups'],
      join(folder, 'out'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function stormAs(who: string, prefix: readonly string[], from = output): Promise<Figure> {
  const [command = '', ...rest] = [...prefix, process.execPath, join(from, 'main/cli.js'), 'watch', '--for', '600'];
  const watcher = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const header = JSON.parse(await firstLine(watcher));
  const ended = lastLine(watcher);
  await runForkStorm(COUNT);
  watcher.kill('SIGINT');
  const { summary } = JSON.parse(await ended) as { summary: RecordingSummary };
  const name = `of ${COUNT} short processes, ${who}, missed`;
  if (header.mode !== 'event')
    return { name, value: undefined, unit: '', note: `no kernel events: ${summary.sampledBecause}` };
  return { name, value: Math.max(summary.lost, COUNT - summary.startsSeen, 0), unit: 'processes', goal: 0 };
}

async function lastLine(child: ChildProcess): Promise<string> {
  let rest = '';
  child.stdout?.on('data', (chunk) => {
    rest = (rest + chunk).split('\n').slice(-2).join('\n');
  });
  child.stdout?.resume();
  await once(child, 'close');
  return rest.trim().split('\n').at(-1) ?? '';
}
