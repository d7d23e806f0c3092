/** The whole window in each look: nothing is cut off, nothing lies outside, axe finds nothing. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { launchApp, type RunningApp } from './launch-app';
import { startPython, type TestProcess, zombieProgram } from './processes';

let app: RunningApp;
let page: Page;
let parent: TestProcess;

test.beforeAll(async () => {
  parent = await startPython(zombieProgram);
  app = await launchApp();
  page = app.page;
  await expect(page.getByRole('treeitem').first()).toBeAttached();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
  await parent.end();
});

/** Texts that are cut off without a title that tells them, and controls that lie outside the window. */
async function overflows(): Promise<readonly string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'header *, [role="toolbar"] *, [data-stage] button, dialog[open] *',
    )) {
      const box = element.getBoundingClientRect();
      const isSeen = element.checkVisibility() && box.width > 2 && box.height > 2;
      if (
        !isSeen ||
        element.closest('svg, [aria-hidden="true"], [role="treegrid"], [role="tree"], [role="option"]') !== null
      )
        continue;
      const text = element.textContent?.trim() ?? '';
      const isLeaf = element.childElementCount === 0 && text !== '';
      if (
        isLeaf &&
        element.scrollWidth > element.clientWidth + 1 &&
        getComputedStyle(element).overflowX !== 'visible'
      ) {
        if (element.closest('[title]') === null) problems.push(`cut off: ${text.slice(0, 60)}`);
      }
      if (
        element.matches('button, input, select') &&
        (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) &&
        element.closest('dialog') === null
      ) {
        problems.push(`outside: ${element.getAttribute('aria-label') ?? text}`);
      }
    }
    return [...new Set(problems)];
  });
}

async function choose(command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

for (const [language, theme] of [
  ['English', 'Dark'],
  ['中文', 'Light'],
  ['中文', 'Dark'],
  ['English', 'Light'],
] as const) {
  test(`is whole and accessible in ${language}, ${theme.toLowerCase()}`, async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_280, 800));
    await choose(`Appearance: ${theme}`);
    await choose(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language === '中文' ? /zh/ : /en/);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
    await page.keyboard.press('Alt+3');
    await expect(page.getByRole('treegrid')).toBeVisible();
    expect(await overflows()).toEqual([]);
    await expectAccessible();
    for (const keys of ['Control+k', '?', 'Control+,']) {
      await page.keyboard.press(keys);
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await overflows()).toEqual([]);
      await expectAccessible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}

async function expectAccessible(): Promise<void> {
  // Electron cannot open the extra page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
