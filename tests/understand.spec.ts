import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { launchApp, type RunningApp } from './launch-app';

let app: RunningApp;
let page: Page;

test.beforeEach(async () => {
  app = await launchApp();
  page = app.page;
  await page.getByRole('radio', { name: 'Lab', exact: true }).check({ force: true });
  await page.getByTitle('Choose a demo').click();
  await page.getByPlaceholder('Search the demos…').fill('Which outputs');
  await page.getByRole('option').first().click();
  await page.getByRole('tab', { name: 'Outputs' }).click();
});

test.afterEach(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

const panel = () => page.getByRole('region', { name: 'Possible outputs' });
const output = () => page.getByRole('log', { name: 'Lines of the output' });

/** What was written, without the writers' pids. */
async function written(): Promise<string> {
  return ((await output().textContent()) ?? '').replace(/\d|\s/g, '');
}

test('the three outputs of demo 3 are found and realised by real processes, one after the other', async () => {
  test.setTimeout(120_000);
  await panel().getByRole('button', { name: 'Find every output' }).click();
  await expect(panel().getByText('Complete: these 3 outputs and no other')).toBeVisible({ timeout: 60_000 });
  for (const text of ['abcc', 'acbc', 'bacc']) {
    await panel()
      .getByRole('button', { name: `Realise the output ${text}` })
      .click();
    await expect.poll(written, { timeout: 30_000 }).toBe(text);
  }
  await panel().getByRole('textbox', { name: 'Is this output possible?' }).fill('bcac');
  await expect(panel().getByText('No. After "b" only "a" can come.')).toBeVisible();
  // Electron cannot open the extra page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('[role=tabpanel]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
