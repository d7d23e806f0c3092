/** The system gets difficult: what it refuses is said, what can go on goes on, and all is well when it relents. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { eventually } from './eventually';
import { type LaunchOptions, launchApp, type RunningApp } from './launch-app';
import { canMount, changeProc, electronWithOwnMounts } from './mount-namespace';
import { commandLineOf, descendantsOf, startSleep, type TestProcess } from './processes';

let app: RunningApp;
let running: RunningApp | undefined;
let folder: string;
const sleepers: TestProcess[] = [];

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-bad-day-'));
});
test.afterEach(async () => {
  await running?.close();
  running = undefined;
  for (const sleeper of sleepers.splice(0)) await sleeper.end();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: LaunchOptions = {}): Promise<void> {
  app = await launchApp(options);
  running = app;
  await expect(app.page.getByRole('treeitem').first()).toBeAttached();
}

const mainPid = () => app.electron.process().pid ?? 0;
const stale = () => app.page.getByRole('button', { name: /^stale since/ });
const fresh = () => app.page.getByRole('button', { name: /^(every event|sampled)/ });
const counted = async () =>
  Number(/\d+/.exec((await app.page.getByTitle(/^Processes alive/).textContent()) ?? '')?.[0]);

/** A new process, found by the search in the window. */
async function seesNewProcess(): Promise<void> {
  const sleeper = await startSleep(600);
  sleepers.push(sleeper);
  await app.page.keyboard.press('/');
  await app.page.locator('#query-field').fill(`pid=${sleeper.pid}`);
  await expect(app.page.getByText('1 match', { exact: true })).toBeVisible();
  await app.page.locator('#query-field').fill('');
}

function collectorPid(): number {
  const pid = descendantsOf(mainPid()).find((each) =>
    /forkscope-collector|node\.mojom\.NodeService/.test(commandLineOf(each)),
  );
  if (pid === undefined) throw new Error('there is no collector');
  return pid;
}

/** The soft limit of open files. */
function limitDescriptors(pid: number, most: number): void {
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${most}:`]);
}

test('/proc covered for a moment: the last picture stays and says since when; then all goes on', async () => {
  test.skip(!canMount, 'only root can mount');
  await open({ executable: electronWithOwnMounts(folder) });
  await expect(fresh()).toBeVisible();
  const before = await counted();
  changeProc(collectorPid(), 'cover');
  await expect(stale()).toBeVisible();
  await expect(stale()).toHaveAttribute('title', /\/proc/);
  expect(await counted()).toBeGreaterThan(before / 2);
  changeProc(mainPid(), 'uncover');
  await expect(fresh()).toBeVisible();
  await seesNewProcess();
});

test('the limit of open files reached: what was kept open is given up; with none left it says so, and recovers', async () => {
  await open();
  const collector = collectorPid();
  const openFiles = () => readdirSync(`/proc/${collector}/fd`).length;
  const usual = await eventually('it keeps files open', () => openFiles() > 60 && openFiles());
  const mode = await fresh().textContent();
  limitDescriptors(collector, usual);
  for (let count = 0; count < 4; count++) await seesNewProcess();
  await eventually('it has given up files', () => openFiles() < usual);
  await expect(fresh()).toHaveText(mode ?? '');
  limitDescriptors(collector, 8);
  await expect(stale()).toBeVisible();
  await expect(stale()).toHaveAttribute('title', /EMFILE/);
  limitDescriptors(collector, 1_024);
  await expect(fresh()).toHaveText(mode ?? '');
  await seesNewProcess();
});

test('the disk full: settings, log and window go unwritten, a recording says why it ends, the app goes on', async () => {
  test.skip(!canMount, 'only root can mount');
  const disk = join(folder, 'disk');
  const mounts = `mkdir -p ${disk} && mount -t tmpfs -o size=8m none ${disk}`;
  await open({ executable: electronWithOwnMounts(folder, mounts), args: [`--user-data-dir=${disk}/settings`] });
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, `${disk}/long.forkscope`);
  const main = `/proc/${mainPid()}/root${disk}`;
  await eventually('the disk is full', () => {
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${main}/ballast-${Date.now()}`, 'bs=64k'], { stdio: 'ignore' });
      return false;
    } catch {
      return readdirSync(main).some((name) => name.startsWith('ballast'));
    }
  });
  await app.page.getByRole('radio', { name: 'Recordings', exact: true }).check({ force: true });
  await app.page.getByRole('button', { name: 'Record…' }).click();
  await expect(app.page.getByText(/disk is full/).first()).toBeVisible();
  await app.page.getByRole('radio', { name: 'Live', exact: true }).check({ force: true });
  await app.page.keyboard.press('Alt+2');
  await expect(app.page.getByRole('treegrid')).toBeVisible();
  await seesNewProcess();
});

test('stopped and continued, as by a suspended computer: what happened meanwhile is there, the page was not lost', async () => {
  await open();
  await app.page.evaluate(() => Object.assign(window, { wasHere: true }));
  const pids = [mainPid(), ...descendantsOf(mainPid())];
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  const storm = spawn('sh', ['-c', 'i=0; while [ $i -lt 2000 ]; do (:); i=$((i+1)); done']);
  await once(storm, 'exit');
  const sleeper = await startSleep(600);
  sleepers.push(sleeper);
  for (const pid of pids) process.kill(pid, 'SIGCONT');
  await app.page.locator('#query-field').fill(`pid=${sleeper.pid}`);
  await expect(app.page.getByText('1 match', { exact: true })).toBeVisible();
  await app.page.locator('#query-field').fill('');
  await expect(fresh()).toBeVisible();
  expect(await app.page.evaluate(() => (window as { wasHere?: boolean }).wasHere)).toBe(true);
});

/**
 * Chromium takes no page for hung that a debugger is attached to, and Playwright's is: so this one drives itself. It lets
 * the page loop for ever, presses keys until a new page answers, and tells what that one knows of the past.
 */
const hangingMain = (main: string) => `
import { app } from 'electron';
await import(${JSON.stringify(main)});
const tell = (what) => process.stdout.write(JSON.stringify(what) + '\\n');
const oldest = 'Number(document.querySelector("[role=slider]")?.getAttribute("aria-valuemin") ?? NaN)';
const items = 'document.querySelectorAll("[role=treeitem]").length';
const until = (contents, script, isGood) =>
  contents.executeJavaScript(script).then((value) =>
    isGood(value) ? value : new Promise((again) => setTimeout(again, 100)).then(() => until(contents, script, isGood)),
  );
app.once('browser-window-created', (_event, window) => {
  const { webContents } = window;
  webContents.once('did-finish-load', async () => {
    await until(webContents, items, (count) => count > 0);
    const hungAt = Date.now();
    window.once('unresponsive', () => tell({ unresponsive: true }));
    webContents.executeJavaScript('setTimeout(() => { for (;;); })').catch(() => {});
    const keys = setInterval(() => {
      if (!webContents.isCrashed()) webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F6' });
    }, 200);
    webContents.once('did-finish-load', async () => {
      clearInterval(keys);
      await until(webContents, items, (count) => count > 0);
      tell({ hungAt, oldest: await until(webContents, oldest, (at) => at > 0) });
      app.quit();
    });
  });
});`;

test('a page that hangs is noticed and loaded again, with the past that the collector kept', async () => {
  const main = pathToFileURL(join(import.meta.dirname, '..', 'out', 'main', 'main.js')).href;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'forkscope', version: '0', type: 'module', main: 'main.mjs' }),
  );
  writeFileSync(join(folder, 'main.mjs'), hangingMain(main));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = spawn(
    process.env.FORKSCOPE_ELECTRON ?? '',
    [...sandbox, folder, `--user-data-dir=${folder}/settings`],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let told = '';
  electron.stdout.on('data', (data) => {
    told += data;
  });
  await once(electron, 'exit');
  expect(told).toContain('{"unresponsive":true}');
  const last = JSON.parse(told.trim().split('\n').at(-1) ?? '') as { readonly hungAt: number; readonly oldest: number };
  expect(last.oldest).toBeLessThan(last.hungAt);
});

for (const env of [
  { LANG: 'C', LC_ALL: 'POSIX', LANGUAGE: '' },
  { LANG: 'xx_YY.ISO-8859-1', LC_ALL: '', LANGUAGE: 'xx' },
]) {
  test(`under LANG=${env.LANG} it speaks English and reads every name`, async () => {
    const named = spawn('python3', [
      '-c',
      'open("/proc/self/comm","w").write("进程-ü"); print(1, flush=True); input()',
    ]);
    await once(named.stdout, 'data');
    await open({ env });
    await app.page.locator('#query-field').fill(`pid=${named.pid}`);
    await expect(app.page.getByRole('treeitem', { name: /^进程-ü/ })).toBeAttached();
    await expect(fresh()).toBeVisible();
    const written = await app.page.evaluate(async () => {
      const api = (window as unknown as { app: { request(name: string, args?: unknown): Promise<never> } }).app;
      const limits = { processes: 8, seconds: 60, memoryMiB: 256, outputKiB: 64 };
      const policy = { name: 'round-robin', seed: 1, schedule: [] };
      const program = { kind: 'own', name: 'p.py', text: 'print("你好 ü")\n' };
      await api.request('lab:start', { program, stdout: 'pipe', gated: false, policy, limits });
      for (;;) {
        const { status, events } = (await api.request('lab:describe')) as {
          status: { kind: string };
          events: readonly { kind: string; text?: string }[];
        };
        if (status.kind === 'ended') return events.map(({ kind, text }) => (kind === 'output' ? text : '')).join('');
      }
    });
    expect(written).toContain('你好 ü');
    named.kill('SIGKILL');
  });
}

test('with a home that cannot be written to, it runs, and says that settings are not kept', async () => {
  // One folder for each user, the same each time: what an earlier start has left in it is not ours to begin with.
  const expected = join(tmpdir(), `forkscope-settings-${process.getuid?.()}`);
  rmSync(expected, { recursive: true, force: true });
  const args = ['--user-data-dir=/sys/nowhere'];
  await open({ args, env: { HOME: '/sys/nowhere', XDG_CONFIG_HOME: '/sys/nowhere/.config' } });
  await expect(app.page.getByText(/^Settings will not be remembered/)).toBeVisible();
  await app.page.keyboard.press('Alt+2');
  await expect(app.page.getByRole('treegrid')).toBeVisible();
  const own = await app.electron.evaluate(({ app: main }) => main.getPath('userData'));
  expect(own).toBe(expected);
  expect(readFileSync(join(own, 'logs', 'main.log'), 'utf8')).toContain('Forkscope');
});
