import { expect, type Page, test } from '@playwright/test';
import type { AppApi } from '#shared/ipc/contract';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { commandLineOf, descendantsOf, isAlive } from './processes';

declare global {
  interface Window {
    readonly app: AppApi;
  }
}

let app: RunningApp;
let page: Page;

test.beforeEach(async () => {
  app = await launchApp();
  page = app.page;
  await page.getByRole('radio', { name: 'Lab', exact: true }).check({ force: true });
});

test.afterEach(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function open(title: string): Promise<void> {
  await page.getByTitle('Choose a demo').click();
  await page.getByPlaceholder('Search the demos…').fill(title);
  await page.getByRole('option').first().click();
}

const step = () => page.getByRole('button', { name: 'Step', exact: true });
const processes = () => page.getByRole('list', { name: 'Who runs next' });
const output = () => page.getByRole('log', { name: 'Lines of the output' });
const held = (pid: number) => processes().getByRole('button', { name: new RegExp(`^Step ${pid}:`) });

/** What was written, without the writers' pids. */
async function written(): Promise<string> {
  return ((await output().textContent()) ?? '').replace(/\d|\s/g, '');
}

/** How many turns have been given, and whether all that came of them has been told and is to be seen. */
async function settled(): Promise<{ readonly turns: number; readonly calm: boolean }> {
  const told = await page.evaluate(async () => {
    const { events } = await window.app.request('lab:describe');
    const last = events.findLastIndex(({ kind }) => kind === 'turn');
    const after = events.slice(last + 1).some(({ kind }) => ['line', 'blocked', 'exit'].includes(kind));
    const text = events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
    return { turns: events.filter(({ kind }) => kind === 'turn').length, after: last === -1 || after, text };
  });
  return {
    turns: told.turns,
    calm: told.after && (told.text === '' || (await written()) === told.text.replace(/\d|\s/g, '')),
  };
}

/** Gives turns to one process, each when the one before has come to its end, until it has come so far. */
async function give(pid: number, until: () => Promise<boolean>): Promise<void> {
  let given = -1;
  await eventually(`${pid} has come so far`, async () => {
    const { turns, calm } = await settled();
    if (!calm || turns < given) return false;
    if (await until()) return true;
    if (await held(pid).isVisible()) {
      await held(pid).click();
      given = turns + 1;
    }
    return false;
  });
}

const [parent, child] = [2, 3];
const has = (text: string) => async () => (await written()).endsWith(text) && (await written()).length === text.length;

/** The orders in which the two processes of demo 3 write their letters: who writes the first, second, third letter. */
const orders = [
  { text: 'abcc', writers: [child, parent, child] },
  { text: 'acbc', writers: [child, child, parent] },
  { text: 'bacc', writers: [parent, child, child] },
] as const;

for (const { text, writers } of orders) {
  test(`demo 3 is stepped to ${text} by clicking processes`, async () => {
    await open('Which outputs');
    await step().click();
    await give(parent, () => held(child).isVisible());
    for (const [index, writer] of writers.entries()) await give(writer, has(text.slice(0, index + 1)));
    // The child ends, then the parent's wait comes back.
    await give(
      child,
      async () =>
        (await processes()
          .getByRole('button', { name: /^3, .*exited|zombie/ })
          .count()) > 0,
    );
    await give(parent, has(text));
    await give(parent, () => page.getByText('The program has ended by itself.').isVisible());
  });
}

test('one click on stop leaves nothing', async () => {
  await open('Doubling');
  await step().click();
  await expect(held(parent)).toBeVisible();
  const pids = descendantsOf(app.electron.process().pid ?? 0).filter((pid) => /doubling/.test(commandLineOf(pid)));
  expect(pids.length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('You stopped the program; all its processes were ended.')).toBeVisible();
  await eventually('all are gone', () => pids.every((pid) => !isAlive(pid)));
});

test('looking back moves nothing on, and says so', async () => {
  await open('Which outputs');
  await step().click();
  await give(parent, () => held(child).isVisible());
  await page.getByRole('button', { name: 'Look one turn back' }).click();
  await expect(page.getByText(/^Looking back: turn \d+ of \d+/)).toBeVisible();
  await expect(step()).toBeDisabled();
  await page.getByRole('button', { name: 'Return to now' }).click();
  await expect(held(child)).toBeVisible();
});
