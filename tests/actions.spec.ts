/** Signals and priorities from the real window to real processes that these tests start. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, test } from '@playwright/test';
import type { AppApi } from '#shared/ipc/contract';
import { processId } from '#shared/model/process';
import { select } from './details';
import { launchApp, type RunningApp } from './launch-app';
import { isAlive, startPython, startSleep, stateOf, zombieProgram } from './processes';

let app: RunningApp;

test.beforeAll(async () => {
  app = await launchApp();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

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

test('sends a signal to a process group: to its members and to nobody else', async () => {
  const { page } = app;
  const { pid, firstLine, end } = await startPython(`
import os, sys, time
os.setpgid(0, 0)
pids = []
for leaves in (False, True):
    child = os.fork()
    if child == 0:
        if leaves: os.setpgid(0, 0)
        time.sleep(100)
        os._exit(0)
    if leaves: os.setpgid(child, child)
    pids.append(child)
print(*pids, flush=True)
sys.stdin.readline()`);
  const [member = 0, stranger = 0] = firstLine.split(' ').map(Number);
  try {
    const details = await select(page, member);
    await details.getByRole('button', { name: 'Signal…' }).click();
    const dialog = page.getByRole('dialog', { name: /Send a signal/ });
    await dialog.getByRole('radio', { name: 'its group (2)' }).check();
    const preview = dialog.getByRole('list', { name: 'Who gets it' }).getByRole('listitem');
    await expect(preview).toHaveCount(2);
    await dialog.getByLabel('Signal').selectOption({ label: 'SIGSTOP (19)' });
    await dialog.getByRole('button', { name: 'Send SIGSTOP' }).click();
    await expect(dialog.getByRole('status')).toHaveText('SIGSTOP was sent to 2 of 2 processes.');
    await page.keyboard.press('Escape');
    await expect.poll(() => [pid, member, stranger].map(stateOf)).toEqual(['T', 'T', 'S']);
  } finally {
    await end();
    for (const one of [member, stranger]) process.kill(one, 'SIGKILL');
  }
});

test('asks twice before a process of another user is hit, or gives the reason', async () => {
  test.skip(process.getuid?.() !== 0, 'Only root can start a process of another user.');
  const { page } = app;
  const { pid, end } = await startPython(`
import os, sys
os.setgroups([]); os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
print('ready', flush=True)
sys.stdin.readline()`);
  try {
    const details = await select(page, pid);
    await details.getByRole('button', { name: 'Signal…' }).click();
    const dialog = page.getByRole('dialog', { name: /Send a signal/ });
    await expect(dialog).toContainText('belongs to another user');
    await dialog.getByRole('button', { name: 'Send SIGTERM' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Really?');
    expect(isAlive(pid)).toBe(true);
    await dialog.getByRole('button', { name: 'Send SIGTERM all the same' }).click();
    await expect(dialog.getByRole('status')).toHaveText('SIGTERM was sent to 1 of 1 process.');
    await page.keyboard.press('Escape');
    await expect.poll(() => isAlive(pid)).toBe(false);
  } finally {
    await end();
  }
});

test('refuses what no signal reaches, with the reason: a zombie', async () => {
  const { page } = app;
  const parent = await startPython(zombieProgram);
  try {
    const details = await select(page, Number(parent.firstLine));
    await details.getByRole('button', { name: 'Signal…' }).click();
    const dialog = page.getByRole('dialog', { name: /Send a signal/ });
    await expect(dialog).toContainText('a zombie has ended already');
    await expect(dialog.getByRole('button', { name: 'Send SIGTERM' })).toBeDisabled();
    await page.keyboard.press('Escape');
  } finally {
    await parent.end();
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

test('a key that is held down, or a double click, does not answer the second question too', async () => {
  const { page } = app;
  const child = await startPython(
    "import os; os.setpgid(0, 0); os.setresuid(65534, 65534, 65534); print('ready', flush=True); os.read(0, 1)",
  );
  test.skip(process.getuid?.() !== 0, 'Only root can start a process of another user.');
  try {
    const details = await select(page, child.pid);
    const dialog = page.getByRole('dialog', { name: /Send a signal/ });
    const ask = async () => {
      await details.getByRole('button', { name: 'Signal…' }).click();
      await expect(dialog).toContainText('belongs to another user');
      return dialog.getByRole('button', { name: 'Send SIGTERM' });
    };
    await (await ask()).focus();
    // The second `down` of a key that is not up is a repeat.
    for (let count = 0; count < 3; count++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await expect(dialog.getByRole('alert')).toContainText('Really?');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await (await ask()).dblclick();
    await expect(dialog.getByRole('alert')).toContainText('Really?');
    expect(isAlive(child.pid)).toBe(true);
    await dialog.getByRole('button', { name: 'Send SIGTERM all the same' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('status')).toHaveText('SIGTERM was sent to 1 of 1 process.');
    await page.keyboard.press('Escape');
  } finally {
    await child.end();
  }
});

test('asks twice before the priority of the app itself is changed', async () => {
  const { page } = app;
  const pid = app.electron.process().pid ?? 0;
  const before = getPriority(pid);
  const details = await select(page, pid);
  await details.getByRole('button', { name: 'Priority…' }).click();
  const dialog = page.getByRole('dialog', { name: /Change the priority/ });
  await expect(dialog).toContainText('this app itself');
  await dialog.getByLabel('nice value').press('ArrowRight');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Really?');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(getPriority(pid)).toBe(before);
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
    await expect(dialog).toContainText(`The nice value is ${before + 1} now, for all its threads.`);
    expect(getPriority(pid)).toBe(before + 1);
    await page.keyboard.press('Escape');
  } finally {
    await end();
  }
});

test('copies the pid, the command line, the path or the row, and shows the executable in its folder', async () => {
  const { page, electron } = app;
  const { pid, end } = await startSleep(100);
  try {
    const details = await select(page, pid);
    const copied = async (what: string) => {
      await page.getByRole('button', { name: what, exact: true }).click();
      await expect(page.getByText('Copied')).toBeVisible();
      return electron.evaluate(({ clipboard }) => clipboard.readText());
    };
    await details.getByRole('button', { name: 'Copy' }).click();
    expect(await copied('pid')).toBe(String(pid));
    await expect.poll(() => copied('command line')).toBe('sleep 100');
    const executable = readlinkSync(`/proc/${pid}/exe`);
    await expect.poll(() => copied('path of the executable')).toBe(executable);
    await expect.poll(async () => (await copied('row as JSON')).startsWith('{')).toBe(true);
    const row = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(JSON.parse(row)).toMatchObject({ pid, name: 'sleep' });
    await electron.evaluate(({ shell }) => {
      shell.showItemInFolder = (path) => Object.assign(globalThis, { shown: path });
    });
    await page.getByRole('button', { name: 'Show the file' }).click();
    const shown = () => electron.evaluate(() => (globalThis as unknown as { shown: string }).shown);
    await expect.poll(shown).toBe(executable);
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
      dialog.showMessageBox = async (...given: unknown[]) => {
        Object.assign(globalThis, { asked: (given.at(-1) as { message: string }).message });
        return { response: 0, checkboxChecked: false };
      };
    });
    const question = () => electron.evaluate(() => (globalThis as unknown as { asked: string }).asked);
    expect(await ask('action:read-only', { readOnly: true, language: 'en' })).toEqual({ readOnly: true });
    const id = processId(pid, ticksOf(pid));
    const order = { ids: [id], signal: 9, confirmed: true };
    expect(await ask('action:signal', order)).toMatchObject({
      results: [{ id, outcome: { kind: 'refused', reason: 'read-only' } }],
    });
    // The page asks to be freed; the person says no.
    expect(await ask('action:read-only', { readOnly: false, language: 'en' })).toEqual({ readOnly: true });
    expect(await question()).toBe('Allow signals and priorities again?');
    // In the language of the page, whatever the system speaks.
    expect(await ask('action:read-only', { readOnly: false, language: 'zh' })).toEqual({ readOnly: true });
    expect(await question()).toBe('重新允许发送信号和调整优先级？');
    await page.reload();
    const details = await select(page, pid);
    await expect(details.getByRole('button', { name: 'Signal…' })).toBeDisabled();
    await electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
    });
    expect(await ask('action:read-only', { readOnly: false, language: 'en' })).toEqual({ readOnly: false });
    const ended = once(child, 'exit');
    expect(await ask('action:signal', order)).toMatchObject({ results: [{ id, outcome: { kind: 'done' } }] });
    expect(await ended).toEqual([null, 'SIGKILL']);
  } finally {
    child.kill('SIGKILL');
  }
});
