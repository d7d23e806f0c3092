/** A bad day: whatever of the app dies, nothing of a run survives and the rest goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { AppApi } from '#shared/ipc/contract';
import { usualLimits } from '#shared/lab/run';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { commandLineOf, descendantsOf, isAlive, parentOf, stateOf } from './processes';

declare global {
  interface Window {
    readonly app: AppApi;
  }
}

const sleeper = 'import os, time\nos.fork()\nos.fork()\ntime.sleep(300)\n';

/** Starts a program that never ends by itself; the pids of its processes and of all that watches over them. */
async function startRun(page: Page, appPid: number): Promise<readonly number[]> {
  const limits = { ...usualLimits, seconds: 120 };
  const reply = await page.evaluate(
    ([text, bounds]) =>
      window.app.request('lab:start', {
        program: { kind: 'own', name: 'sleeper.py', text },
        stdout: 'pipe',
        gated: false,
        policy: { name: 'round-robin', seed: 1, schedule: [] },
        limits: bounds,
      }),
    [sleeper, limits] as const,
  );
  expect(reply.ok).toBe(true);
  const ofRun = () => descendantsOf(appPid).filter((pid) => /python3?|supervisor|sleeper/.test(commandLineOf(pid)));
  await eventually('four processes and their supervisor are there', () => ofRun().length >= 5);
  return ofRun();
}

/** Private folders of the runs that this app has started, whose pid is in their names. */
function runFolders({ electron }: RunningApp): readonly string[] {
  const mark = new RegExp(`^forkscope-run-\\d+-${electron.process().pid}-`);
  return readdirSync(tmpdir()).filter((name) => mark.test(name));
}

test('when the main process is killed, nothing of a run survives', async () => {
  const app = await launchApp();
  const main = app.electron.process();
  const pids = await startRun(app.page, main.pid ?? 0);
  main.kill('SIGKILL');
  await eventually('all are gone', () => pids.every((pid) => !isAlive(pid)));
});

test('what a run leaves when main and supervisor are killed is named at the next start, and removed when told so', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'forkscope-killed-'));
  const args = [`--user-data-dir=${userData}`];
  const app = await launchApp({ args });
  const main = app.electron.process();
  const pids = await startRun(app.page, main.pid ?? 0);
  const supervisor = pids.find((pid) => /supervisor/.test(commandLineOf(pid)) && parentOf(pid) === main.pid) ?? 0;
  const init = pids.find((pid) => parentOf(pid) === supervisor) ?? 0;
  // Who is stopped can neither notice that it is alone nor clean up in the moment before it is killed.
  for (const pid of [init, supervisor]) process.kill(pid, 'SIGSTOP');
  await eventually('both are stopped', () => [init, supervisor].every((pid) => stateOf(pid) === 'T'));
  main.kill('SIGKILL');
  process.kill(supervisor, 'SIGKILL');
  await eventually('main is gone', () => !isAlive(main.pid ?? 0));
  const next = await launchApp({ args });
  const notice = next.page.getByRole('alert', { name: 'Left over from a run that was broken off' });
  await expect(notice).toContainText(`Process ${init} lab-init`);
  await expect(notice).toContainText(join(tmpdir(), `forkscope-run-`));
  if (process.getuid?.() === 0) await expect(notice).toContainText('Control group /sys/fs/cgroup');
  const folders = await notice.getByText(/^Folder /).allTextContents();
  await notice.getByRole('button', { name: 'Clean up' }).click();
  await expect(next.page.getByText('All is removed')).toBeVisible();
  await expect(notice).toBeHidden();
  await eventually('all are gone', () => pids.every((pid) => !isAlive(pid)));
  for (const folder of folders) expect(existsSync(folder.replace('Folder ', ''))).toBe(false);
  await next.close();
  rmSync(userData, { recursive: true, force: true });
});

test('when the supervisor is killed, its processes die with it and the app goes on', async () => {
  const app = await launchApp();
  const pids = await startRun(app.page, app.electron.process().pid ?? 0);
  const supervisor = pids.find((pid) => /supervisor/.test(commandLineOf(pid)));
  expect(supervisor).toBeDefined();
  process.kill(supervisor ?? 0, 'SIGKILL');
  await eventually('all are gone', () => pids.every((pid) => !isAlive(pid)));
  await eventually('its folder is gone', () => runFolders(app).length === 0);
  const status = () => app.page.evaluate(async () => (await window.app.request('lab:describe')).status);
  await expect.poll(status).toMatchObject({ kind: 'ended', outcome: 'error' });
  const again = await startRun(app.page, app.electron.process().pid ?? 0);
  expect(again.length).toBeGreaterThan(4);
  await app.close();
  await eventually('nothing is left', () => again.every((pid) => !isAlive(pid)));
});

test('a page that crashed comes back with the past that the collector kept', async () => {
  const app = await launchApp();
  await expect(app.page.getByRole('treeitem').first()).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  // Asked of main: Playwright's own page has died with the renderer.
  const items = () =>
    app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return 0;
      const count = contents.executeJavaScript('document.querySelectorAll("[role=treeitem]").length');
      // A page that is being made takes the question and never answers it.
      return Promise.race([count, new Promise<number>((unanswered) => setTimeout(unanswered, 500, 0))]);
    });
  await expect.poll(items).toBeGreaterThan(0);
  await app.close();
});

test('a second start brings the first window to the front and ends', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'forkscope-twice-'));
  const first = await launchApp({ args: [`--user-data-dir=${userData}`] });
  await expect(first.page.getByRole('treeitem').first()).toBeVisible();
  await first.electron.evaluate(({ app }) => {
    app.once('second-instance', () => {
      (globalThis as { wasAsked?: boolean }).wasAsked = true;
    });
  });
  const second = spawn(process.env.FORKSCOPE_ELECTRON ?? '', [
    '--no-sandbox',
    join(import.meta.dirname, '..'),
    `--user-data-dir=${userData}`,
  ]);
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  const wasAsked = () => first.electron.evaluate(() => (globalThis as { wasAsked?: boolean }).wasAsked === true);
  await eventually('the first was told', wasAsked);
  await first.close();
  rmSync(userData, { recursive: true, force: true });
});

test('the window comes back where it was and as large', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'forkscope-place-'));
  const args = [`--user-data-dir=${userData}`];
  const first = await launchApp({ args });
  await first.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 900, height: 640 }),
  );
  await first.close();
  const second = await launchApp({ args });
  const bounds = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toMatchObject({ width: 900, height: 640 });
  await second.close();
  rmSync(userData, { recursive: true, force: true });
});
