/** How the window is brought into a look, and known to be at rest in it, without a word of either language. */
import { expect, type Page } from '@playwright/test';
import { eventually } from '../eventually';

export interface Look {
  readonly language: 'en' | 'zh';
  readonly theme: 'light' | 'dark';
}

export const looks: readonly Look[] = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme): Look => ({ language, theme })),
);

/** As a person does it: in the settings. */
export async function setLook(page: Page, { language, theme }: Look): Promise<void> {
  await page.keyboard.press('Control+,');
  const choices = page.locator('dialog[open] select');
  await choices.nth(0).selectOption(language);
  await choices.nth(1).selectOption(theme);
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/** The panel of the inspector: the one with a bar of actions. */
export const INSPECTOR = 'main section:has(> [role=toolbar])';
/** The name of the process that is inspected. */
const INSPECTED = `${INSPECTOR} > header h2`;

/** So many looks in a row must find the same. */
const LOOKS_AT_REST = 25;

/** Where everything stands and what is written, except figures, which never rest. */
const describeWindow = () => {
  const rounded = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join(' ');
  };
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  return JSON.stringify([
    all('[role=tree] > div').map(({ style }) => style.transform),
    all('[role=treeitem]').slice(0, 60).map(rounded),
    all('[role=treegrid] [role=row]').length,
    all('main > *, main section, dialog[open]').map(rounded),
    all('main h2, main h3, main dd, dialog[open]').map(({ textContent }) => textContent?.replace(/[\d.,:]+/g, '')),
  ]);
};

/** Waits until nothing moves or comes any more. What goes on for ever, a fleeting word for instance, has its limit. */
export async function rest(page: Page): Promise<void> {
  let [last, same] = ['', 0];
  await eventually(
    'the window is at rest',
    async () => {
      const now = await page.evaluate(describeWindow);
      same = now === last ? same + 1 : 0;
      last = now;
      return same >= LOOKS_AT_REST;
    },
    30_000,
  );
}

export async function search(page: Page, text: string): Promise<void> {
  await page.locator('#query-field').fill(text);
  // Its list of offers would lie over what was found.
  await page.locator('#query-field').blur();
}

/** Finds a process, wherever it is folded away, and selects it. */
export async function select(page: Page, pid: number): Promise<void> {
  await expect(async () => {
    await page.locator('#query-field').fill(`pid=${pid}`);
    await page.locator('#query-field').press('Enter');
    await expect(page.locator(INSPECTED)).toContainText(String(pid), { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await search(page, '');
}

export async function showForm(page: Page, form: 'graph' | 'table' | 'both'): Promise<void> {
  await page.keyboard.press(`Alt+${{ graph: 1, table: 2, both: 3 }[form]}`);
  await page.locator(form === 'table' ? '[role=treegrid]' : '[role=tree]').waitFor();
}

/** What was done by hand leaves no frame around it. */
async function leaveFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}

/** Keys for the tree itself. */
export async function pressInTree(page: Page, ...keys: readonly string[]): Promise<void> {
  await page.locator('[role=tree]').focus();
  for (const key of keys) await page.keyboard.press(key);
  await leaveFocus(page);
}

/** As they stand in the panel. */
const sections = [
  ...(['lineage', 'identity', 'resources', 'threads', 'descriptors', 'environment', 'signals', 'limits'] as const),
  ...(['privileges', 'namespaces', 'scheduling', 'compare'] as const),
];
type SectionName = (typeof sections)[number];

/** Opens the sections of the inspector that are named and folds the others. */
export async function openSections(page: Page, ...names: readonly SectionName[]): Promise<void> {
  for (const [index, name] of sections.entries()) {
    const button = page.locator('main h3 button[aria-controls]').nth(index);
    const isOpen = (await button.getAttribute('aria-expanded')) === 'true';
    if (isOpen !== names.includes(name)) await button.click();
  }
  await leaveFocus(page);
  await page.locator(INSPECTED).scrollIntoViewIfNeeded();
}
