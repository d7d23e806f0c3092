/** The whole window by the keyboard alone: no step here touches the mouse. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { startPython, startSleep, type TestProcess, zombieProgram } from './processes';

let app: RunningApp;
let page: Page;
let parent: TestProcess;
let sleep: TestProcess;

test.beforeAll(async () => {
  parent = await startPython(zombieProgram);
  sleep = await startSleep(4_321);
  app = await launchApp();
  page = app.page;
  await expect(page.getByRole('treeitem').first()).toBeAttached();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
  await sleep.end();
  await parent.end();
});

/** Whatever was open or typed before: nothing is selected, nothing is searched for. */
test.beforeEach(async () => {
  await press('Escape', 'Escape', 'Escape', '/', 'Escape', 'Escape');
  await expect(page.locator('#query-field')).toHaveValue('');
});

/** Types into the search, from anywhere. */
async function search(text: string): Promise<void> {
  await press('/');
  await expect(field()).toBeFocused();
  await page.keyboard.type(text);
}

/** F6 goes round the parts of the window; the table is one of them. */
async function goToTable(): Promise<void> {
  await press('Alt+2');
  await expect(grid()).toBeVisible();
  await eventually('F6 has led into the table', async () => {
    if ((await focusedRole()) === 'treegrid') return true;
    await press('F6');
    return false;
  });
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const field = () => page.getByRole('combobox', { name: 'Search processes' });
const grid = () => page.getByRole('treegrid', { name: 'Process table' });
const rowOf = (pid: number | string) =>
  grid()
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: String(pid), exact: true }) });
const focusedRole = () => page.evaluate(() => document.activeElement?.getAttribute('role'));

test('/ goes to the search, which finds a process as it is typed; Enter selects it', async () => {
  await search(`pid=${sleep.pid}`);
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await press('Enter');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(String(sleep.pid));
});

test('a mistake is underlined and told, and the last good search stays in force', async () => {
  await search(`pid=${sleep.pid} cpu>`);
  await expect(field()).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('“cpu” needs a value after the sign.')).toBeVisible();
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await press('Escape');
  await expect(field()).toHaveValue('');
});

test('suggestions are taken by arrow and Enter', async () => {
  await search('zom');
  await expect(page.getByRole('option', { name: /^zombie/ })).toBeVisible();
  await press('ArrowDown', 'Enter');
  await expect(field()).toHaveValue('zombie');
  const counter = page.getByRole('list', { name: 'Counters' }).getByRole('button', { name: /zombie/ });
  await expect(counter).toHaveAttribute('aria-pressed', 'true');
});

test('a search that finds nothing says so', async () => {
  await search('surely-nobody-is-called-that');
  await expect(page.getByText('No process matches')).toBeVisible();
  await press('Escape');
  await expect(page.getByText('No process matches')).toBeHidden();
});

test('the arrows walk, fold and unfold the table', async () => {
  await goToTable();
  await press('Home');
  const active = () => grid().getAttribute('aria-activedescendant');
  const first = await active();
  await press('ArrowDown');
  await expect.poll(active).not.toBe(first);
  await press('ArrowUp', 'ArrowLeft');
  const root = page.locator(`[id="${first}"]`);
  await expect(root).toHaveAttribute('aria-expanded', 'false');
  await press('ArrowRight');
  await expect(root).toHaveAttribute('aria-expanded', 'true');
  await press('End');
  await expect.poll(active).not.toBe(first);
  await expect(page.locator(`[id="${await active()}"]`)).toBeVisible();
});

test('in the table Enter selects, and Ctrl+C copies the row', async () => {
  await search(`pid=${sleep.pid}`);
  await goToTable();
  await press('End', 'Enter');
  await expect(rowOf(sleep.pid)).toHaveAttribute('aria-selected', 'true');
  await press('Control+c');
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\t').slice(0, 2)).toEqual(['sleep', String(sleep.pid)]);
  expect(copied).toContain('sleep 4321');
});

test('? shows every shortcut, Escape closes it', async () => {
  await press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toContainText('Command palette');
  await press('Escape');
  await expect(dialog).toBeHidden();
});

test('the palette finds a command in either language and a process by its pid', async () => {
  await press('Control+k');
  await page.keyboard.type(String(parent.pid));
  await expect(page.getByRole('option', { name: new RegExp(`${parent.pid}`) })).toBeVisible();
  await press('Enter');
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(String(parent.pid));
  await press('Control+k');
  await page.keyboard.type('暂停');
  await press('Enter');
  await expect(page.getByText(/Paused at/)).toBeVisible();
  await press('p');
  await expect(page.getByText(/Paused at/)).toBeHidden();
});

test('in the table a name is typed; P begins one with Shift, and alone holds the picture still', async () => {
  await goToTable();
  const active = async () => page.locator(`[id="${await grid().getAttribute('aria-activedescendant')}"]`).textContent();
  await press('Home', 'Shift+P', 'y', 't');
  await expect.poll(active).toMatch(/^python3/);
  await press('Home', 's', 'l', 'e', 'e', 'p');
  await expect.poll(active).toMatch(/^sleep/);
  await expect(page.getByText(/Paused at/)).toBeHidden();
  // Elsewhere, no name is being typed.
  await press('Home', 'p');
  await expect(page.getByText(/Paused at/)).toBeVisible();
  await press('p');
  await expect(page.getByText(/Paused at/)).toBeHidden();
});

test('in the graph Enter shows the details', async () => {
  await search(`pid=${sleep.pid}`);
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await press('Alt+1');
  await use(button('Details'), 'Enter');
  await expect(details()).toBeHidden();
  await reach(page.getByRole('tree'));
  await press('End', 'Enter');
  await expect(details()).toContainText(String(sleep.pid));
});

/** More than there are places for Tab to stop at. */
const MANY = 150;

const button = (name: string | RegExp) => page.getByRole('button', { name });
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const details = () => page.getByRole('region', { name: 'Details' });
const dialog = () => page.getByRole('dialog');

/** Goes there by Tab alone, from wherever the focus is; one must see that it has come there. */
async function reach(control: Locator): Promise<void> {
  const hasFocus = () => control.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < MANY && !(await hasFocus()); stop += 1) await press('Tab');
  await expect(control).toBeFocused();
  expect(await isFocusSeen(), `${control} has the focus, and a ring about it`).toBe(true);
}

/** What is only there for the keyboard has its ring about what is seen in its stead: the label, the search. */
async function isFocusSeen(): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const isSeen = (element: Element | null | undefined) => {
      if (element == null) return false;
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0 && opacity !== '0';
    };
    return focused?.matches(':focus-visible') === true && (isSeen(focused) || isSeen(focused.closest('label')));
  });
}

async function use(control: Locator, ...keys: readonly string[]): Promise<void> {
  await reach(control);
  await press(...keys);
}

/** Everything of a list, a bar or a panel can be got to. */
async function reachAll(controls: Locator): Promise<void> {
  for (const control of await controls.all()) await reach(control);
}

/** On and off again, or the other way round. */
async function turnTwice(control: Locator): Promise<void> {
  const before = await control.isChecked();
  await use(control, 'Space');
  await expect(control).toBeChecked({ checked: !before });
  await press('Space');
  await expect(control).toBeChecked({ checked: before });
}

/** Opens what a button opens; Escape closes it and leads back to the button. */
async function openAndClose(opener: Locator, inside: () => Promise<void>): Promise<void> {
  await use(opener, 'Enter');
  await expect(dialog()).toBeVisible();
  await inside();
  await press('Escape');
  await expect(dialog()).toBeHidden();
  await expect(opener).toBeFocused();
}

/** The test's own process, selected, with nothing searched for any more and the focus nowhere in particular. */
async function selectSleep(): Promise<void> {
  await search(`pid=${sleep.pid}`);
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await press('Enter');
  await expect(details()).toContainText(String(sleep.pid));
  await press('Escape');
  await expect(field()).toHaveValue('');
}

test.describe('by Tab one reaches and uses', () => {
  test('the pages', async () => {
    await use(radio('Live'), 'ArrowRight');
    await expect(radio('Lab')).toBeChecked();
    await press('ArrowLeft');
    await expect(radio('Live')).toBeChecked();
    await expect(page.getByRole('search')).toBeVisible();
  });

  test('the steps from match to match, the filters and the saved searches', async () => {
    await search(`pid=${sleep.pid},${parent.pid}`);
    await expect(page.getByText('2 matches', { exact: true })).toBeVisible();
    await use(button('Next match (Enter)'), 'Enter');
    await expect(page.getByText(/^[12] of 2$/)).toBeVisible();
    await use(button('Previous match (Shift+Enter)'), 'Enter');
    const filters = button('Filters and saved searches');
    await openAndClose(filters, async () => {
      for (const name of ['Only my processes', 'Kernel threads', 'Threads, in the table'])
        await turnTwice(page.getByRole('switch', { name }));
      await use(page.getByRole('textbox', { name: 'Name' }), ...'mine');
      await use(button('Save this search'), 'Enter');
      await expect(button(/^mine/)).toBeVisible();
    });
    await use(button('Clear the search'), 'Enter');
    await expect(field()).toBeFocused();
    await press('Escape');
    await openAndClose(filters, async () => {
      await use(button(/^mine/), 'Enter');
      await expect(field()).toHaveValue(`pid=${sleep.pid},${parent.pid}`);
      await reach(button('Forget mine'));
    });
    await press('Enter');
    await use(button('Forget mine'), 'Enter');
    await expect(button(/^mine/)).toBeHidden();
  });

  test('each of the counters', async () => {
    const counters = page.getByRole('list', { name: 'Counters' }).getByRole('button');
    expect(await counters.count()).toBe(6);
    for (const counter of await counters.all()) {
      await use(counter, 'Enter');
      await expect(counter).toHaveAttribute('aria-pressed', 'true');
      await press('Enter');
      await expect(counter).toHaveAttribute('aria-pressed', 'false');
    }
  });

  test('where the picture comes from, and how often', async () => {
    await openAndClose(button(/^every event|^sampled/), async () => {
      const rate = page.getByRole('combobox', { name: 'Look every' });
      await use(rate, 'ArrowDown');
      await expect(rate).toHaveValue('2000');
      await press('ArrowUp');
      await expect(rate).toHaveValue('1000');
    });
  });

  test('the pause, the settings, the details', async () => {
    await use(button('Pause'), 'Enter');
    await expect(page.getByText(/Paused at/)).toBeVisible();
    await use(page.locator('[data-stage]').getByRole('button', { name: 'Resume' }), 'Enter');
    await expect(page.getByText(/Paused at/)).toBeHidden();
    await openAndClose(button('Settings'), async () => {
      // Not the one for read-only, which asks in a window of the system before it is off again.
      await turnTwice(dialog().getByRole('switch', { name: 'Only my processes' }));
      await reachAll(dialog().locator('select, button, input'));
    });
    await use(button('Details'), 'Enter');
    await expect(details()).toBeHidden();
    await press('Enter');
    await expect(details()).toBeVisible();
  });

  test('the form of the tree and its layout', async () => {
    await press('Alt+1');
    await use(radio('Graph'), 'ArrowRight');
    await expect(radio('Table')).toBeChecked();
    await press('ArrowLeft');
    await use(radio('Left to right'), 'ArrowRight');
    await expect(radio('Top down')).toBeChecked();
    await press('ArrowRight', 'ArrowRight');
    await expect(radio('Areas')).toBeChecked();
    await use(radio('Memory'), 'ArrowLeft');
    await expect(radio('CPU')).toBeChecked();
    await press('ArrowRight');
    await use(radio('Areas'), 'ArrowRight');
    await expect(radio('Left to right')).toBeChecked();
  });

  test('how far the tree is folded, the overview, the camera and the legend', async () => {
    await openAndClose(button('Folding'), async () => {
      await use(radio('Automatic'), 'ArrowRight');
      await expect(radio('Automatic')).not.toBeChecked();
      await press('ArrowLeft');
      await expect(radio('Automatic')).toBeChecked();
      await turnTwice(page.getByRole('checkbox', { name: 'Show identical siblings as one card' }));
      await turnTwice(page.getByRole('checkbox', { name: 'Show the overview' }));
    });
    const overview = page.getByTitle('Overview', { exact: true });
    for (const zoom of ['Zoom in', 'Zoom in', 'Zoom in', 'Zoom in', 'Zoom in', 'Zoom in'])
      await use(button(zoom).first(), 'Enter');
    await expect(overview).toBeVisible();
    await use(button('Zoom out').first(), 'Enter');
    await use(button('Show everything'), 'Enter');
    await openAndClose(button('Legend'), () => expect(dialog()).toContainText('zombie'));
  });

  test('the ancestors of what is selected', async () => {
    await selectSleep();
    const path = page.getByRole('navigation', { name: 'Ancestors of the selected process' });
    await use(path.getByRole('button').first(), 'Enter');
    await expect(path.getByRole('button')).toHaveCount(0);
    await expect(details()).not.toContainText('sleep 4321');
  });

  test('the borders between the parts', async () => {
    await press('Alt+3');
    for (const [name, key, back] of [
      ['Width of the details', 'ArrowLeft', 'ArrowRight'],
      ['Height of the table', 'ArrowUp', 'ArrowDown'],
    ] as const) {
      const border = page.getByRole('separator', { name });
      const before = await border.getAttribute('aria-valuenow');
      await use(border, key);
      await expect(border).not.toHaveAttribute('aria-valuenow', String(before));
      await press(back);
    }
  });

  test('the columns of the table, and the menu of a row', async () => {
    await press('Alt+2');
    const heads = grid().getByRole('columnheader');
    const name = grid().getByRole('columnheader', { name: 'Name' });
    await use(name.getByRole('button'), 'Enter');
    await expect(name).toHaveAttribute('aria-sort', 'ascending');
    const width = (await name.boundingBox())?.width ?? 0;
    await press('Shift+ArrowRight');
    await expect.poll(async () => (await name.boundingBox())?.width).toBe(width + 16);
    await use(heads.nth(1).getByRole('button'), 'Alt+ArrowRight');
    await expect(heads.nth(2)).toContainText('PID');
    await openAndClose(button('Columns'), async () => {
      await turnTwice(page.getByRole('switch', { name: 'Sums on every parent' }));
      await turnTwice(page.getByRole('checkbox', { name: 'Terminal' }));
      await use(button('Move PID forward'), 'Enter');
      await expect(heads.nth(1)).toContainText('PID');
      await use(button('Usual columns'), 'Enter');
    });
    await reach(grid());
    await press('Home', 'Shift+F10');
    const menu = page.getByRole('menu');
    await expect(menu.getByRole('menuitem').first()).toBeFocused();
    await press('ArrowDown');
    await expect(menu.getByRole('menuitem').nth(1)).toBeFocused();
    await press('Escape');
    await expect(menu).toBeHidden();
    await expect(grid()).toBeFocused();
  });

  test('what can be done to a process, and each section about it', async () => {
    await selectSleep();
    for (const [name, act] of [
      ['Signal…', 'Send SIGTERM'],
      ['Priority…', 'Change'],
    ] as const) {
      await use(button(name), 'Enter');
      // It has been asked whom it would reach: nothing in it changes any more.
      await expect(dialog().getByRole('button', { name: act })).toBeEnabled();
      await reachAll(dialog().locator('select, input[type="range"], input:checked, button:enabled'));
      await press('Escape');
      await expect(dialog()).toBeHidden();
      await expect(button(name)).toBeFocused();
    }
    await openAndClose(details().getByRole('button', { name: 'Copy', exact: true }), () =>
      use(dialog().getByRole('button', { name: 'command line' }), 'Enter'),
    );
    await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('sleep 4321');
    const sections = details().locator('h3 button[aria-expanded]');
    expect(await sections.count()).toBeGreaterThan(10);
    for (const section of await sections.all()) {
      const before = String(await section.getAttribute('aria-expanded'));
      await use(section, 'Enter');
      await expect(section).not.toHaveAttribute('aria-expanded', before);
      await press('Enter');
      await expect(section).toHaveAttribute('aria-expanded', before);
    }
    await use(details().getByRole('button', { name: 'Clear the selection' }), 'Enter');
    await expect(details()).not.toContainText(String(sleep.pid));
  });

  test('the timeline: steps, speed, zoom, saving and exporting', async () => {
    await selectSleep();
    const live = button('Live');
    await use(button('One event back (←)'), 'Enter');
    await expect(live).toHaveAttribute('aria-pressed', 'false');
    await use(page.getByRole('combobox', { name: 'Speed' }), 'ArrowDown', 'ArrowUp');
    await reach(button('To the end of the selected process'));
    await use(button('Zoom in in time (+)'), 'Enter');
    await use(button('Zoom out in time (−)'), 'Enter');
    await openAndClose(button('Save this recording'), async () => {
      await use(radio('All that is kept'), 'ArrowRight');
      await expect(radio('What the timeline shows')).toBeChecked();
      await press('ArrowLeft');
      await reachAll(dialog().locator('input:checked, button:enabled'));
    });
    await openAndClose(button('Export this moment'), async () => {
      await use(radio('SVG'), 'ArrowLeft');
      await expect(radio('CSV')).toBeChecked();
      await use(dialog().getByRole('button', { name: 'Copy' }), 'Enter');
      await expect(dialog()).toContainText('Copied.');
    });
    await use(live, 'Enter');
    await expect(live).toHaveAttribute('aria-pressed', 'true');
    await use(page.getByRole('slider', { name: 'Moment' }), 'ArrowLeft');
    await expect(live).toHaveAttribute('aria-pressed', 'false');
    await press('End');
    await expect(live).toHaveAttribute('aria-pressed', 'true');
  });
});
