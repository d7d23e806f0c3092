import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { launchApp } from './launch-app';
import { startPython, zombieProgram } from './processes';

for (const [language, page, button] of [
  ['en_US', 'Lab', 'Settings'],
  ['zh_CN', '实验室', '设置'],
] as const) {
  test(`speaks the system's language: ${language}`, async () => {
    const app = await launchApp({ language });
    await expect(app.page.getByRole('radio', { name: page })).toBeVisible();
    await expect(app.page.getByRole('button', { name: button })).toBeVisible();
    expect(app.problems).toEqual([]);
    await app.close();
  });
}

test('changes language and theme at once and remembers both', async () => {
  const app = await launchApp();
  const { page } = app;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Language').selectOption('zh');
  await expect(page.getByRole('radio', { name: '实验室' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /zh/);
  await page.getByRole('combobox', { name: '外观' }).selectOption('light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(page.getByRole('radio', { name: '实验室' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(app.problems).toEqual([]);
  await app.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`has no accessibility violation in the ${theme} theme`, async () => {
    const parent = await startPython(zombieProgram);
    const app = await launchApp();
    const { page } = app;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('combobox', { name: 'Appearance' }).selectOption(theme);
    await page.keyboard.press('Escape');
    // Not by the counter: it might lead to a zombie of somebody else, gone a moment later.
    const zombie = page.getByRole('treeitem', { name: new RegExp(`pid ${parent.firstLine}\\b`) });
    await expect(zombie).toHaveAccessibleName(/zombie/);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await zombie.click();
    await expect(page.getByText('Why is it a zombie?')).toBeVisible();
    // Electron cannot open the extra page that axe's default mode wants.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(app.problems).toEqual([]);
    await app.close();
    await parent.end();
  });
}

test('the page can reach nothing but its own files and the few named requests', async () => {
  const app = await launchApp();
  const { page } = app;
  const reach = await page.evaluate(async () => ({
    node: typeof (globalThis as { require?: unknown }).require,
    electron: typeof (globalThis as { process?: unknown }).process,
    fetched: await fetch('https://example.org').then(
      () => 'fetched',
      () => 'refused',
    ),
    opened: window.open('https://example.org') === null ? 'refused' : 'opened',
    files: await fetch('app://forkscope/../../package.json').then(
      () => 'fetched',
      () => 'refused',
    ),
  }));
  expect(reach).toEqual({
    node: 'undefined',
    electron: 'undefined',
    fetched: 'refused',
    opened: 'refused',
    files: 'refused',
  });
  const refused = await page.evaluate(() =>
    (window as unknown as { app: { request(name: string, args: unknown): Promise<unknown> } }).app
      .request('collector:interval', { intervalMs: 1 })
      .catch((error: Error) => error.message),
  );
  expect(refused).toContain('collector:interval: bad arguments');
  await app.close();
});

test('ps-list serves as the source on request', async () => {
  const app = await launchApp({ args: ['--source', 'ps-list'] });
  await expect(app.page.getByRole('treeitem', { name: new RegExp(`pid ${process.pid}\\b`) })).toBeVisible();
  expect(app.problems).toEqual([]);
  await app.close();
});

test('the collector comes back when it was killed, and the picture goes on', async () => {
  const app = await launchApp();
  const ownCard = app.page.getByRole('treeitem', { name: new RegExp(`pid ${process.pid}\\b`) });
  await expect(ownCard).toBeVisible();
  const killed = await app.electron.evaluate(({ app: main }) => {
    const collector = main.getAppMetrics().find(({ name }) => name === 'forkscope-collector');
    if (collector !== undefined) process.kill(collector.pid, 'SIGKILL');
    return collector?.pid;
  });
  expect(killed).toBeGreaterThan(0);
  const parent = await startPython(zombieProgram);
  await expect(
    app.page.getByRole('treeitem', { name: new RegExp(`pid ${parent.firstLine}\\b.*zombie`) }),
  ).toBeVisible();
  await parent.end();
  await app.close();
});
