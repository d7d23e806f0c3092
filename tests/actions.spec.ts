/** Signals and priorities from the real window to real processes that these tests start. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { AppApi } from '#shared/ipc/contract';
import { processId } from '#shared/model/process';
import { launchApp, type RunningApp } from './launch-app';
import { isAlive, startPython, startSleep } from './processes';

let app: RunningApp;

test.beforeAll(async () => {
  app = await launchApp();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function select(page: Page, pid: number): Promise<Locator> {
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(`pid=${pid}`);
  await page.keyboard.press('Enter');
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details.getByRole('heading', { level: 2 })).toContainText(String(pid));
  return details;
}

function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
}

test('sends a signal to a subtree after a preview of exactly who gets it, and tells what became of each', async () => {
  const { page } = app;
  const { pid, firstLine, end } = await startPython(`
import os, sys, time
children = []
for _ in range(2):
    child = os.fork()
    if child == 0:
        time.sleep(100)
        os._exit(0)
    children.append(child)
print(*children, flush=True)
sys.stdin.readline()`);
  const children = firstLine.split(' ').map(Number);
  try {
    const details = await select(page, pid);
    await details.getByRole('button', { name: 'Signal…' }).click();
    const dialog = page.getByRole('dialog', { name: /Send a signal/ });
    await dialog.getByRole('radio', { name: 'its subtree (3)' }).check();
    const preview = dialog.getByRole('list', { name: 'Who gets it' }).getByRole('listitem');
    await expect(preview).toHaveCount(3);
    for (const one of [pid, ...children]) await expect(preview.filter({ hasText: String(one) })).toHaveCount(1);
    await dialog.getByLabel('Signal').selectOption({ label: 'SIGKILL (9)' });
    await expect(dialog).toContainText('cannot be caught, blocked or ignored');
    await dialog.getByRole('button', { name: 'Send SIGKILL' }).click();
    await expect(dialog.getByRole('status')).toHaveText('SIGKILL was sent to 3 of 3 processes.');
    await expect(dialog).toContainText('pidfd');
    await page.keyboard.press('Escape');
    await expect.poll(() => [pid, ...children].filter(isAlive)).toEqual([]);
  } finally {
    await end();
  }
});

test('asks twice before the app itself is hit, and does not hit it when the person turns back', async () => {
  const { page } = app;
  const details = await select(page, app.electron.process().pid ?? 0);
  await details.getByRole('button', { name: 'Signal…' }).click();
  const dialog = page.getByRole('dialog', { name: /Send a signal/ });
  await expect(dialog).toContainText('this app itself');
  await dialog.getByRole('button', { name: 'Send SIGTERM' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Really?');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(app.electron.process().exitCode).toBeNull();
});

test('never hits a process that only has the pid: the id of an earlier owner is gone', async () => {
  const { page } = app;
  const { pid, end } = await startSleep(100);
  try {
    const earlier = processId(pid, ticksOf(pid) - 1);
    const order = { ids: [earlier], signal: 9, confirmed: true };
    const report = await page.evaluate(
      (asked) => (globalThis as unknown as { app: AppApi }).app.request('action:signal', asked),
      order,
    );
    expect(report.results).toEqual([{ id: earlier, outcome: { kind: 'gone' } }]);
    expect(isAlive(pid)).toBe(true);
  } finally {
    await end();
  }
});

test('changes a priority', async () => {
  const { page } = app;
  const { pid, end } = await startSleep(100);
  try {
    const details = await select(page, pid);
    await details.getByRole('button', { name: 'Priority…' }).click();
    const dialog = page.getByRole('dialog', { name: /Change the priority/ });
    const before = getPriority(pid);
    await dialog.getByLabel('nice value').press('ArrowRight');
    await dialog.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(dialog).toContainText(`The nice value is ${before + 1} now.`);
    expect(getPriority(pid)).toBe(before + 1);
    await page.keyboard.press('Escape');
  } finally {
    await end();
  }
});

test('copies what is asked for', async () => {
  const { page, electron } = app;
  const { pid, end } = await startSleep(100);
  try {
    const details = await select(page, pid);
    await details.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'row as JSON' }).click();
    await expect(page.getByText('Copied')).toBeVisible();
    const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(JSON.parse(text)).toMatchObject({ pid, name: 'sleep' });
    await page.keyboard.press('Escape');
  } finally {
    await end();
  }
});

test('read-only, nothing is sent, whatever the page asks; only a person can switch it off', async () => {
  const { page, electron } = app;
  const child = spawn('sleep', ['100']);
  const pid = child.pid ?? 0;
  const ask = (name: 'action:signal' | 'action:read-only', args: unknown) =>
    page.evaluate(
      ([asked, given]) =>
        (globalThis as unknown as { app: AppApi }).app.request(asked as 'action:signal', given as never),
      [name, args] as const,
    );
  try {
    await electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    });
    expect(await ask('action:read-only', { readOnly: true })).toEqual({ readOnly: true });
    const id = processId(pid, ticksOf(pid));
    const order = { ids: [id], signal: 9, confirmed: true };
    expect(await ask('action:signal', order)).toMatchObject({
      results: [{ id, outcome: { kind: 'refused', reason: 'read-only' } }],
    });
    // The page asks to be freed; the person says no.
    expect(await ask('action:read-only', { readOnly: false })).toEqual({ readOnly: true });
    await page.reload();
    const details = await select(page, pid);
    await expect(details.getByRole('button', { name: 'Signal…' })).toBeDisabled();
    await electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
    });
    expect(await ask('action:read-only', { readOnly: false })).toEqual({ readOnly: false });
    const ended = once(child, 'exit');
    expect(await ask('action:signal', order)).toMatchObject({ results: [{ id, outcome: { kind: 'done' } }] });
    expect(await ended).toEqual([null, 'SIGKILL']);
  } finally {
    child.kill('SIGKILL');
  }
});
