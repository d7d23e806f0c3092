/** What the page may do: show, and ask by name. Asserted on the running app. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { AppApi } from '#shared/ipc/contract';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { commandLineOf, descendantsOf } from './processes';

declare global {
  interface Window {
    readonly app: AppApi;
  }
}

let app: RunningApp;
test.beforeAll(async () => {
  app = await launchApp();
});
test.afterAll(async () => {
  await app.close();
});

test('the page is sandboxed, isolated and without Node', async () => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Electron.WebPreferences;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(preferences.webSecurity).not.toBe(false);
  expect(preferences.webviewTag).not.toBe(true);
});

test('it opens no window and goes nowhere else', async () => {
  const before = app.page.url();
  const opened = await app.page.evaluate(() => window.open('https://example.org') === null);
  expect(opened).toBe(true);
  await app.page.evaluate(() => {
    location.href = 'https://example.org';
  });
  await app.page.evaluate(() => {
    const link = document.body.appendChild(document.createElement('a'));
    link.href = 'file:///etc/passwd';
    link.click();
    link.remove();
  });
  expect(app.page.url()).toBe(before);
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('it is granted no permission', async () => {
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const;
    const answers = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
    return (await Promise.all(answers)).map(({ state }) => state);
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('what it asks with wrong words is refused before anything is done', async () => {
  const failures = await app.page.evaluate(async () => {
    const wrong: readonly (readonly [string, unknown])[] = [
      ['lab:start', { program: { kind: 'own', name: 'x', text: 'y' } }],
      ['lab:command', { kind: 'step', id: '../etc/passwd' }],
      ['collector:interval', { intervalMs: 0 }],
      ['process:threads', { id: '1; reboot' }],
      ['no:such', undefined],
    ];
    const ask = window.app.request as (name: string, args: unknown) => Promise<unknown>;
    return Promise.all(
      wrong.map(([name, args]) =>
        ask(name, args).then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      ),
    );
  });
  expect(failures).toHaveLength(5);
  for (const failure of failures) expect(failure).toMatch(/bad arguments|There is no request/);
});

/** A line of /proc/PID/status. */
function statusOf(pid: number, name: string): string | undefined {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
}

test('the collector has given up what it does not need', async () => {
  const main = app.electron.process().pid ?? 0;
  const collector = descendantsOf(main).find((pid) => /node\.mojom\.NodeService/.test(commandLineOf(pid))) ?? 0;
  await eventually('it has begun', () => statusOf(collector, 'NoNewPrivs') === '1');
  if (process.getuid?.() !== 0) return;
  // DAC_OVERRIDE, DAC_READ_SEARCH, NET_ADMIN, SYS_PTRACE.
  const kept = (1n << 1n) | (1n << 2n) | (1n << 12n) | (1n << 19n);
  for (const set of ['CapEff', 'CapPrm', 'CapBnd']) expect(BigInt(`0x${statusOf(collector, set)}`) & ~kept).toBe(0n);
});

test('a supervisor cannot gain privileges', async () => {
  const started = await app.page.evaluate(() =>
    window.app.request('lab:start', {
      program: { kind: 'own', name: 'held.py', text: 'print(1)\n' },
      stdout: 'pipe',
      gated: true,
      policy: { name: 'round-robin', seed: 1, schedule: [] },
      limits: { processes: 8, seconds: 60, memoryMiB: 256, outputKiB: 64 },
    }),
  );
  if (!started.ok) throw new Error(started.code);
  const supervisor = Number(started.value.supervisor.split('@')[0]);
  expect(statusOf(supervisor, 'NoNewPrivs')).toBe('1');
  await app.page.evaluate(() => window.app.request('lab:command', { kind: 'stop' }));
});
