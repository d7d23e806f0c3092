import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { open, select } from './details';
import { launchApp, type RunningApp } from './launch-app';

let app: RunningApp;

test.beforeAll(async () => {
  app = await launchApp();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

test('lists the threads of a process, and tells its control group', async () => {
  const { page } = app;
  // This very test: Node always has threads besides its first.
  const details = await select(page, process.pid);
  await expect(page.getByText('control group', { exact: true }).locator('+ dd')).toHaveText(/^\//);
  const threads = (await open(details, 'Threads')).getByRole('row');
  await expect(threads.nth(1)).toContainText(String(process.pid));
  expect(await threads.count()).toBeGreaterThan(2);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('changes the rate of looks at once and remembers it', async () => {
  const { page } = app;
  const pill = page.getByTitle('Where the picture comes from');
  await pill.click();
  const rate = page.getByLabel('Look every');
  await expect(rate).toHaveValue('1000');
  await rate.selectOption('5s');
  await expect(page.getByText(/Every 5s/)).toBeVisible();
  await page.reload();
  await pill.click();
  await expect(rate).toHaveValue('5000');
  await expect(page.getByText(/Every 5s/)).toBeVisible();
});
