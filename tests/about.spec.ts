/** What the app tells of itself: reachable three ways, complete, and copied for a report of a fault. */
import { homedir, release } from 'node:os';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { launchApp, type RunningApp } from './launch-app';

let app: RunningApp;
let page: Page;

async function open(options: Parameters<typeof launchApp>[0] = {}): Promise<void> {
  app = await launchApp(options);
  page = app.page;
  await expect(page.getByRole('treeitem').first()).toBeAttached();
}

test.afterEach(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function choose(command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

/** As the person chooses it in the menu of the window. */
async function chooseInMenu(label: string): Promise<void> {
  await app.electron.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find((item) => item.label === wanted)?.click();
  }, label);
}

const readClipboard = () => app.electron.evaluate(({ clipboard }) => clipboard.readText());

test('the About dialog: from the palette, the settings and the menu; versions, licences, clean by axe', async () => {
  await open();
  const dialog = page.getByRole('dialog', { name: 'About Forkscope' });
  await choose('About');
  await expect(dialog).toContainText(release());
  await expect(dialog).toContainText('Electron');
  const results = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(results.violations).toEqual([]);
  const licenceOf = async (name: string) => {
    const entry = dialog.getByRole('group').filter({ has: page.getByText(name, { exact: true }) });
    await entry.getByText(name, { exact: true }).click();
    await expect(entry.locator('pre')).toBeVisible();
    return entry.locator('pre').textContent();
  };
  expect(await licenceOf('Forkscope')).toContain('MIT License');
  expect(await licenceOf('react')).toContain('Copyright (c) Meta Platforms');
  expect(await licenceOf('Electron')).toContain('Copyright (c) Electron contributors');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'About Forkscope' }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await chooseInMenu('About Forkscope');
  await expect(dialog).toBeVisible();
});

test('diagnostics go to the clipboard, without the name of the home folder, and it is said', async () => {
  await open();
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('before'));
  await choose('Copy diagnostics');
  await expect(page.getByText('Diagnostics are on the clipboard')).toBeVisible();
  const text = await readClipboard();
  expect(text).toMatch(/^Forkscope \d+\.\d+\.\d+ \(runtime: /);
  expect(text).toContain(`${process.platform} ${release()}`);
  expect(text).toMatch(/^Locale en-US, LANG en_US\.UTF-8$/m);
  expect(text).toMatch(/^Events: procfs, (event|sampled \(.+\)), every 1000 ms, \d+ starts seen/m);
  expect(text).toMatch(/^Lab: Python 3\.\d+\.\d+, (pid-namespace|pids-cgroup|supervised)/m);
  expect(text).toMatch(/^ {4}.*Forkscope \d.*Electron/m);
  expect(text).not.toContain(homedir());
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('before'));
  await chooseInMenu('Copy Diagnostics');
  await expect.poll(readClipboard).toMatch(/^Forkscope /);
});

test('in Chinese', async () => {
  await open({ language: 'zh_CN' });
  await chooseInMenu('关于 Forkscope');
  await expect(page.getByRole('dialog', { name: '关于 Forkscope' })).toContainText('系统');
  await page.keyboard.press('Escape');
  await choose('复制诊断信息');
  await expect(page.getByText('诊断信息已复制到剪贴板')).toBeVisible();
});
