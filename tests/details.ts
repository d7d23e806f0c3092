/** The inspector of the window, found as a person finds it. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Finds a process by its pid, wherever it is folded away, and selects it. */
export async function select(page: Page, pid: number): Promise<Locator> {
  const search = page.getByRole('combobox', { name: 'Search processes' });
  const details = page.getByRole('region', { name: 'Details' });
  // Again, when the window had not heard of the process yet.
  await expect(async () => {
    await search.fill(`pid=${pid}`);
    await search.press('Enter');
    await expect(details.getByRole('heading', { level: 2 })).toContainText(String(pid), { timeout: 3_000 });
  }).toPass();
  return details;
}

/** Unfolds a section, if it is folded. */
export async function open(details: Locator, title: string): Promise<Locator> {
  const button = details.getByRole('heading', { level: 3 }).getByRole('button', { name: new RegExp(`^${title}`) });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  return details.getByRole('region', { name: title, exact: true });
}

/** What stands beside a label. */
export function field(section: Locator, label: string): Locator {
  return section.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('+ dd');
}
