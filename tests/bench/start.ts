/**
 * How long a start takes, until there is a tree to be seen, against a window with nothing in it. Of both it is a usual
 * start, with the profile of the starts before it: Chromium keeps compiled scripts there from the second one on.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { launchApp } from '../launch-app';
import { type Figure, median } from './measure';

const WARM_UPS = 3;
const ROUNDS = 7;

const emptyMain = `
import { app, BrowserWindow } from 'electron';
app.whenReady().then(() => {
  new BrowserWindow({ width: 1280, height: 800 }).loadFile('empty.html');
});
`;

/** By turns, so that a slow moment of the machine hits both. */
export async function benchStart(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-bench-'));
  const [empty, own]: [number[], number[]] = [[], []];
  const startEmpty = prepareEmptyApp(folder);
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    empty.push(await msToFirst(startEmpty));
    own.push(await msToFirst(() => launchApp({ userData: join(folder, 'own') })));
  }
  rmSync(folder, { recursive: true, force: true });
  const [base, value] = [median(empty.slice(WARM_UPS)), median(own.slice(WARM_UPS))];
  return [
    {
      name: 'from start to the first tree drawn,',
      against: `against an empty Electron window (${Math.round(base)} ms)`,
      value,
      unit: 'ms',
      ratio: value / base,
      goal: 1.6,
    },
  ];
}

async function msToFirst(launch: () => Promise<{ page: Page; close(): Promise<void> }>): Promise<number> {
  const begin = performance.now();
  const app = await launch();
  await app.page.getByRole('treeitem').first().waitFor({ state: 'attached' });
  const ms = performance.now() - begin;
  await app.close();
  return ms;
}

function prepareEmptyApp(folder: string) {
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'empty', version: '0.0.0', type: 'module', main: 'main.mjs' }),
  );
  writeFileSync(join(folder, 'main.mjs'), emptyMain);
  writeFileSync(join(folder, 'empty.html'), '<div role="treeitem">empty</div>');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return async () => {
    const electron = await _electron.launch({
      executablePath: process.env.FORKSCOPE_ELECTRON ?? '',
      chromiumSandbox: sandbox.length === 0,
      args: [...sandbox, folder, `--user-data-dir=${join(folder, 'empty')}`],
    });
    return { page: await electron.firstWindow(), close: () => electron.close() };
  };
}
