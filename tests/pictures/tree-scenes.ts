/** The tree under what nobody wishes upon it. */
import { expect, type Page } from '@playwright/test';
import { eventually } from '../eventually';
import { chain, crowd, doomed, household, type Load, oddNames, startLoad } from './load';
import { pressInTree, rest, search, select, showForm } from './look';
import type { Scene } from './scene';

const CROWD = 5_000;
const DEPTH = 1_000;
const DOOMED = 200;

const startCrowd = () => startLoad('crowd.py', crowd(CROWD));
const startChain = () => startLoad('chain.py', chain(DEPTH));
const startHousehold = () => startLoad('household.py', household);

/** So many processes, at least, have reached the window. */
async function hasHeardOf(page: Page, count: number): Promise<void> {
  await eventually(
    `the window knows ${count} processes`,
    async () => {
      const total = await page.locator('header li').last().textContent();
      return Number(total?.replace(/\D/g, '')) >= count;
    },
    60_000,
  );
}

/** Waits until the counter at this place says what is wished for. */
async function counts(page: Page, place: number, isWished: (count: number) => boolean): Promise<void> {
  const counter = page.locator('header li button strong').nth(place);
  await eventually(
    `the counter at ${place} has come to its figure`,
    async () => isWished(Number((await counter.textContent())?.replace(/\D/g, ''))),
    60_000,
  );
}

/** What was told has been drawn by the second of them. */
async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The parent alone, its children one by one. */
async function spreadOut(page: Page, { pid }: Load): Promise<void> {
  await select(page, pid);
  await pressInTree(page, 'Shift+Enter');
  const parent = page.locator(`[role=treeitem][data-process^="${pid}@"]`);
  await expect(parent).toHaveAttribute('aria-level', '1');
  if ((await parent.getAttribute('aria-expanded')) === 'false') await pressInTree(page, 'ArrowRight');
  await expect(parent).toHaveAttribute('aria-expanded', 'true');
  // Its first child is the one card for all of them; once more, and it is taken apart.
  await pressInTree(page, 'ArrowRight', 'ArrowRight');
  await expect(page.locator(`[role=treeitem][aria-setsize="${CROWD}"]`).first()).toBeAttached();
}

export const treeScenes: readonly Scene[] = [
  {
    name: 'crowd-graph',
    title: '5,000 children of one process',
    seen: 'The parent alone, all of its 5,000 children unfolded, the whole in sight.',
    notice: 'Nothing lies on anything else, the parent can still be found, one can tell that these are many.',
    start: startCrowd,
    prepare: spreadOut,
    arrange: (page) => pressInTree(page, '0'),
  },
  {
    name: 'crowd-rings',
    title: '5,000 children in rings',
    seen: 'The same crowd, laid out in rings.',
    notice: 'The children make a ring around their parent, none covers another.',
    start: startCrowd,
    prepare: async (page, load) => {
      await spreadOut(page, load);
      await page.locator('label:has(.lucide-radar) input').check({ force: true });
    },
    arrange: (page) => pressInTree(page, '0'),
  },
  {
    name: 'crowd-near',
    title: 'One of 5,000',
    seen: 'One child in the middle of 5,000 is selected and near enough to be read.',
    notice: 'Cards in a column do not touch; the edges to the parent, far outside, do not smear.',
    start: startCrowd,
    prepare: async (page, load) => {
      await spreadOut(page, load);
      await select(page, load.pids[CROWD / 2] ?? 0);
    },
  },
  {
    name: 'crowd-merged',
    title: '5,000 children as one card',
    seen: 'As the app shows them unasked: identical siblings are one card that counts them.',
    notice: 'The number fits its card, in both languages.',
    start: startCrowd,
    prepare: async (page, { pid }) => {
      await hasHeardOf(page, CROWD);
      await select(page, pid);
      await pressInTree(page, 'Shift+Enter', 'ArrowRight');
    },
  },
  {
    name: 'crowd-table',
    title: '5,000 children in the table',
    seen: 'The same crowd as rows.',
    notice: 'Columns line up, numbers are to the right, the footer counts all, the indent is small.',
    start: startCrowd,
    prepare: async (page, { pid }) => {
      await showForm(page, 'table');
      await search(page, `under:${pid}`);
      await hasHeardOf(page, CROWD);
    },
  },
  {
    name: 'chain-graph',
    title: 'A chain 1,000 deep',
    seen: 'The last of a thousand generations is selected, in the graph.',
    notice: 'The breadcrumb is shortened in the middle, the lineage in the inspector too; the card is in sight.',
    start: startChain,
    prepare: (page, { pids }) => select(page, pids[0] ?? 0),
  },
  {
    name: 'chain-table',
    title: 'A chain 1,000 deep, in the table',
    seen: 'The last of a thousand generations is selected, in the table.',
    notice: 'However deep the row, its name can be read.',
    start: startChain,
    prepare: async (page, { pids }) => {
      await showForm(page, 'table');
      await select(page, pids[0] ?? 0);
    },
  },
  {
    name: 'odd-names',
    title: 'Names that are none',
    seen: 'Graph and table of processes called by 4,000 letters, from right to left, emoji, control characters, a space.',
    notice: 'No name breaks its card or its row, none turns what stands beside it around, none is invisible.',
    size: [1440, 900],
    start: () => startLoad('odd.py', oddNames),
    prepare: async (page, { pid, pids }) => {
      await showForm(page, 'both');
      await select(page, pids[0] ?? 0);
      await search(page, `under:${pid}`);
    },
  },
  {
    name: 'odd-name-inspected',
    title: 'A name from right to left, inspected',
    seen: 'The process whose name begins with an override of direction.',
    notice: 'The override is shown as a sign; what follows it is not turned around.',
    start: () => startLoad('odd.py', oddNames),
    prepare: (page, { pids }) => select(page, pids[4] ?? 0),
  },
  {
    name: 'query-nothing',
    title: 'A search that finds nothing',
    seen: 'The notice in place of the tree.',
    notice: 'It says what was searched for and offers the way back.',
    start: startHousehold,
    arrange: (page) => search(page, 'no-such-process and cpu>5'),
  },
  {
    name: 'query-everything',
    title: 'A search that finds everything',
    seen: 'Every process matches, graph and table.',
    notice: 'Matches are marked, and the picture is not shouting all the same.',
    start: startHousehold,
    prepare: (page) => showForm(page, 'both'),
    arrange: (page) => search(page, 'pid>0'),
  },
  {
    name: 'query-broken',
    title: 'A search that cannot be read',
    seen: 'A unit is unknown and a bracket not closed; the field has the focus.',
    notice: 'The mistake is explained at its place; the tree stays as it was.',
    start: startHousehold,
    arrange: async (page) => {
      await page.locator('#query-field').fill('(mem>5X');
      await page.locator('#query-field').focus();
    },
  },
  {
    name: 'window-small',
    title: 'The smallest window',
    seen: '640 × 480, the graph.',
    notice: 'Every control can be reached, nothing is cut off at the right, the tree has most of the room.',
    size: [640, 480],
    start: startHousehold,
  },
  {
    name: 'window-small-inspector',
    title: 'The smallest window, with a process selected',
    seen: '640 × 480, the inspector over the graph.',
    notice: 'The drawer can be closed; its buttons fit in a line or break well.',
    size: [640, 480],
    start: startHousehold,
    // So narrow a window opens without it. Its button is the last one of the bar.
    prepare: (page) => page.locator('header button[aria-expanded]').last().click(),
    arrange: (page, { pids }) => select(page, pids[2] ?? 0),
  },
  {
    name: 'window-large',
    title: 'A very large window',
    seen: '3,840 × 2,160, graph and table and inspector.',
    notice: 'Room is used; nothing is stretched beyond what can be read.',
    size: [3840, 2160],
    cell: 1280,
    start: startHousehold,
    prepare: async (page, { pid }) => {
      await showForm(page, 'both');
      await select(page, pid);
    },
  },
  {
    name: 'all-at-once',
    title: '200 deaths at once',
    seen: 'Just after 200 children of one process were killed together.',
    notice: 'The gone are seen as gone, in place; the counter counts them; nothing jumps.',
    start: () => startLoad('doomed.py', doomed),
    prepare: async (page, { pid }) => {
      await select(page, pid);
      await pressInTree(page, 'Shift+Enter');
    },
    fleeting: true,
    arrange: async (page, load) => {
      const [fresh, gone] = [4, 5];
      await counts(page, fresh, (count) => count === 0);
      await counts(page, gone, (count) => count === 0);
      await load.tell();
      await counts(page, fresh, (count) => count >= DOOMED);
      await pressInTree(page, '0');
      await rest(page);
      await load.tell();
      await counts(page, gone, (count) => count >= DOOMED);
      await nextFrames(page);
    },
  },
];
