/** The graph by hand in the real window: what a person does with it, and what a hostile system does to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { crowdProgram, startPython, startSleep, type TestProcess, zombieProgram } from './processes';

let app: RunningApp;
let page: Page;
const started: TestProcess[] = [];

test.beforeAll(async () => {
  app = await launchApp();
  page = app.page;
  await expect(page.getByRole('treeitem').first()).toBeAttached();
});

test.afterEach(async () => {
  await page.keyboard.press('Escape');
  for (const process of started.splice(0)) await process.end();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function start(process: Promise<TestProcess>): Promise<TestProcess> {
  const running = await process;
  started.push(running);
  return running;
}

const card = (pid: number | string) => page.getByRole('treeitem', { name: new RegExp(`pid ${pid}\\b`) });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const breadcrumb = () => page.getByRole('navigation', { name: 'Ancestors of the selected process' });
const showAll = () => button('Show everything').click();

async function chooseLayout(name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check({ force: true });
}

/** Pixels of CSS for each unit of the scene. */
async function scale(): Promise<number> {
  const transform = await page
    .getByRole('tree')
    .locator('> div')
    .evaluate((layer) => layer.style.transform);
  return Number(/scale\((.+)\)/.exec(transform)?.[1]);
}

async function middleOf(pid: number | string): Promise<{ readonly x: number; readonly y: number }> {
  const box = await card(pid).boundingBox();
  return {
    x: Math.round((box?.x ?? 0) + (box?.width ?? 0) / 2),
    y: Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2),
  };
}

/** Where a card lies when nothing is on its way any more. */
async function restOf(pid: number | string): Promise<{ readonly x: number; readonly y: number }> {
  let last = await middleOf(pid);
  return eventually('the picture is at rest', async () => {
    const now = await middleOf(pid);
    const isSame = now.x === last.x && now.y === last.y;
    last = now;
    return isSame ? now : undefined;
  });
}

/** Brings a card nearer, as a hand does, until its edge can be hit. */
async function zoomTo(card: Locator): Promise<void> {
  await showAll();
  let last = Number.NaN;
  await eventually('the card is near', async () => {
    const now = await scale();
    const isAtRest = now === last;
    last = now;
    if (!isAtRest) return false;
    if (now > 0.9) return true;
    const box = await card.boundingBox();
    if (box === null) return false;
    // What is under the pointer stays there: its edge, which is to be clicked, stays in sight.
    await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2);
    await page.mouse.wheel(0, -200);
    return false;
  });
}

test('opens with this very test in sight, on a stage that is not empty', async () => {
  const stage = await page.getByRole('tree').boundingBox();
  const sizes = await page
    .getByRole('treeitem')
    .evaluateAll((items) =>
      items
        .map((item) => item.getBoundingClientRect())
        .map(({ left, top, width, height }) => ({ left, top, width, height })),
    );
  const inSight = sizes.filter(
    ({ left, top, width, height }) =>
      left >= (stage?.x ?? 0) &&
      top >= (stage?.y ?? 0) &&
      left + width <= (stage?.x ?? 0) + (stage?.width ?? 0) &&
      top + height <= (stage?.y ?? 0) + (stage?.height ?? 0),
  );
  expect(inSight.length).toBeGreaterThan(Math.min(8, sizes.length / 2));
  expect(await scale()).toBeGreaterThanOrEqual(0.4);
});

test('identical siblings are one card, and are taken apart by its edge', async () => {
  await start(startPython(crowdProgram(6)));
  const merged = page.getByRole('treeitem', { name: /^6 × python3/ });
  const apart = page.locator('[role="treeitem"][aria-setsize="6"]');
  await expect(merged).toBeAttached();
  await zoomTo(merged);
  await merged.locator('[data-part="fold"]').click();
  await expect(merged).toHaveCount(0);
  await expect(apart).toHaveCount(6);
});

test('a click on the edge of a card folds it, and the next one unfolds it', async () => {
  const parent = await start(startPython(zombieProgram));
  await expect(card(parent.firstLine)).toBeAttached();
  await zoomTo(card(parent.pid));
  await card(parent.pid).locator('[data-part="fold"]').click();
  await expect(card(parent.pid)).toHaveAttribute('aria-expanded', 'false');
  await expect(card(parent.firstLine)).toHaveCount(0);
  await card(parent.pid).locator('[data-part="fold"]').click();
  await expect(card(parent.firstLine)).toBeAttached();
});

test('a subtree looked at alone has its ancestors in the breadcrumb, and these lead back', async () => {
  const parent = await start(startPython(zombieProgram));
  await expect(card(parent.firstLine)).toBeAttached();
  await showAll();
  await card(parent.pid).click();
  await page.keyboard.press('Shift+Enter');
  await expect(card(1)).toHaveCount(0);
  await expect(card(parent.pid)).toHaveAttribute('aria-level', '1');
  await expect(breadcrumb()).toContainText('python3');
  await breadcrumb().getByRole('button').first().click();
  await expect(card(1)).toBeAttached();
});

test('resting on a card tells more of it', async () => {
  const sleep = await start(startSleep(987));
  await expect(card(sleep.pid)).toBeAttached();
  await showAll();
  await expect(async () => {
    await page.mouse.move(5, 300);
    const { x, y } = await restOf(sleep.pid);
    await page.mouse.move(x, y);
    await expect(page.getByRole('tooltip')).toContainText('sleep 987', { timeout: 1_500 });
  }).toPass();
  await page.mouse.move(5, 5);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
});

/** How far a place of a card, given in shares of its size, lies from the point on the screen; in pixels of CSS. */
async function distanceTo(at: Spot, pid: number, place: Spot): Promise<number> {
  await restOf(pid);
  const box = await card(pid).boundingBox();
  if (box === null) return Number.POSITIVE_INFINITY;
  return Math.hypot(box.x + place.x * box.width - at.x, box.y + place.y * box.height - at.y);
}

test('zooms from dots to cards without losing the place under the pointer', async () => {
  const sleep = await start(startSleep(988));
  await expect(card(sleep.pid)).toBeAttached();
  // Alone, so that nothing that comes or goes moves it meanwhile.
  await showAll();
  await card(sleep.pid).click();
  await page.keyboard.press('Shift+Enter');
  await expect(card(1)).toHaveCount(0);
  await showAll();
  await restOf(sleep.pid);
  const box = await card(sleep.pid).boundingBox();
  expect(box).not.toBeNull();
  const { x = 0, y = 0, width = 1, height = 1 } = box ?? {};
  // Off the middle of the view, where a zoom about that would be no different.
  const pointer = { x: Math.round(x + width * 0.1), y: Math.round(y + height * 0.2) };
  const place = { x: (pointer.x - x) / width, y: (pointer.y - y) / height };
  await page.mouse.move(pointer.x, pointer.y);
  await page.mouse.wheel(0, 3_000);
  await expect.poll(scale).toBeLessThan(0.35);
  expect(await distanceTo(pointer, sleep.pid, place)).toBeLessThanOrEqual(2);
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, -300);
  await expect.poll(scale).toBeGreaterThan(1.2);
  expect(await distanceTo(pointer, sleep.pid, place)).toBeLessThanOrEqual(2);
  await breadcrumb().getByRole('button').first().click();
  await expect(card(1)).toBeAttached();
});

test('another layout keeps the selection selected and in sight', async () => {
  const sleep = await start(startSleep(989));
  await expect(card(sleep.pid)).toBeAttached();
  await showAll();
  await card(sleep.pid).click();
  for (const layout of ['Top down', 'Rings', 'Areas', 'Left to right']) {
    await chooseLayout(layout);
    await expect(card(sleep.pid)).toHaveAttribute('aria-selected', 'true');
    await expect(card(sleep.pid)).toBeInViewport();
  }
});

test('what a search finds is stepped through', async () => {
  const [one, two] = [await start(startSleep(7_771)), await start(startSleep(7_771))];
  await expect(card(two.pid)).toBeAttached();
  await page.keyboard.press('/');
  await page.keyboard.type('"sleep 7771"');
  await page.keyboard.press('Enter');
  const selected = page.getByRole('tree').locator('[aria-selected="true"]');
  await expect(selected).toHaveAccessibleName(new RegExp(`pid (${one.pid}|${two.pid})\\b`));
  const first = await selected.getAttribute('data-process');
  await page.keyboard.press('Enter');
  await expect(selected).not.toHaveAttribute('data-process', String(first));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('the overview moves the camera', async () => {
  const sleep = await start(startSleep(990));
  await expect(card(sleep.pid)).toBeAttached();
  await showAll();
  const { x, y } = await restOf(sleep.pid);
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, -300);
  await expect.poll(scale).toBeGreaterThan(1.2);
  const overview = page.getByTitle('Overview', { exact: false }).last();
  const box = await overview.boundingBox();
  expect(box).not.toBeNull();
  const before = await restOf(sleep.pid);
  await page.mouse.click((box?.x ?? 0) + 10, (box?.y ?? 0) + 10);
  await expect.poll(async () => (await middleOf(sleep.pid)).x !== before.x).toBe(true);
});

/**
 * Each is a program of its own: forks of forks, none of which executes anything, cost the kernel more with each
 * generation. All run to the end of the pipe that the first of them holds; the last one prints its pid.
 */
const chainProgram = (depth: number) => `
import os, subprocess, sys
read_end, write_end = os.pipe()
script = 'if [ "$1" -gt 1 ]; then sh -c "$0" "$0" $(($1 - 1)) & else echo $$; fi; read _ <&%d' % read_end
subprocess.Popen(['sh', '-c', script, script, '${depth}'], pass_fds=[read_end])
sys.stdin.readline()`;

/** The longest that the page did not answer while `work` was on. */
async function longestFreeze(work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const state = { longest: 0, on: true };
    (globalThis as { freeze?: typeof state }).freeze = state;
    let last = performance.now();
    const beat = () => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - last);
      last = now;
      if (state.on) setTimeout(beat, 5);
    };
    beat();
  });
  await work();
  return page.evaluate(() => {
    const { freeze } = globalThis as { freeze?: { longest: number; on: boolean } };
    if (freeze !== undefined) freeze.on = false;
    return freeze?.longest ?? Number.POSITIVE_INFINITY;
  });
}

const LONG_FREEZE_MS = 4_000;

test('a chain a thousand deep is followed to its end, in each layout, and dies all at once', async () => {
  const freeze = await longestFreeze(async () => {
    const chain = await start(startPython(chainProgram(1_000)));
    // Nobody can see so long a chain whole and read it: its end is searched for.
    await page.locator('#query-field').fill(`pid=${chain.firstLine}`);
    await expect(page.getByRole('search')).toContainText('1 match');
    await page.keyboard.press('Enter');
    await expect(card(chain.firstLine)).toHaveAttribute('aria-selected', 'true');
    expect(Number(await card(chain.firstLine).getAttribute('aria-level'))).toBeGreaterThan(1_000);
    for (const layout of ['Top down', 'Rings', 'Areas', 'Left to right']) {
      await chooseLayout(layout);
      await expect(card(chain.firstLine)).toBeInViewport();
    }
    await chain.end();
    // What is selected is kept as it was, and told to be gone.
    await expect(page.getByRole('region', { name: 'Details' })).toContainText(/gone/i);
    await page.keyboard.press('Escape');
    await page.locator('#query-field').fill('');
  });
  expect(freeze).toBeLessThan(LONG_FREEZE_MS);
});

test('five thousand children of one, unfolded, do not lie on one another, and may all die at once', async () => {
  const freeze = await longestFreeze(async () => {
    const crowd = await start(startPython(crowdProgram(5_000)));
    await expect(card(crowd.pid)).toHaveAttribute('aria-expanded', 'false');
    await showAll();
    await card(crowd.pid).click();
    await page.keyboard.press('ArrowRight');
    await expect(card(crowd.pid)).toHaveAttribute('aria-expanded', 'true');
    await crowd.end();
    await expect(page.getByRole('list', { name: 'Counters' })).not.toContainText(/[5-9],\d{3} processes/, {
      timeout: 20_000,
    });
  });
  expect(freeze).toBeLessThan(LONG_FREEZE_MS);
});

test('odd names, right to left, emoji and very long, neither overlap nor break the picture', async () => {
  const names = ['مرحبا', '🚀🚀🚀', 'x'.repeat(4_000), '\u202Eabc', 'a\u0007b'];
  const odd = await start(
    startPython(`
import ctypes, subprocess, sys
end_with_parent = lambda: ctypes.CDLL(None).prctl(1, 9)
names = ${JSON.stringify(names)}
children = [subprocess.Popen([name, '4321'], executable='/bin/sleep', preexec_fn=end_with_parent) for name in names]
print(*(child.pid for child in children), flush=True)
sys.stdin.readline()`),
  );
  const pids = odd.firstLine.split(' ');
  for (const pid of pids) await expect(card(pid)).toBeAttached();
  await showAll();
  // Once the picture has come to rest: they are not measured all in one moment.
  await expect(async () => {
    const boxes = await Promise.all(pids.map((pid) => card(pid).boundingBox()));
    const tops = boxes.map((box) => box?.y ?? 0).sort((a, b) => a - b);
    for (const [index, top] of tops.entries()) {
      if (index > 0) expect(top - (tops[index - 1] ?? 0)).toBeGreaterThanOrEqual((boxes[0]?.height ?? 0) * 0.9);
    }
  }).toPass({ timeout: 10_000 });
});

interface Spot {
  readonly x: number;
  readonly y: number;
}

declare global {
  interface Window {
    /** By the first word of what was written on the canvas: where, in pixels of CSS, each place once in a row. */
    written?: Map<string, Spot[]>;
  }
}

/** The elements over the canvas stand at once where they will stay; only the canvas shows what is on its way. */
async function watchWriting(): Promise<void> {
  await page.evaluate(() => {
    const written = new Map<string, Spot[]>();
    window.written = written;
    const { prototype } = CanvasRenderingContext2D;
    const write = prototype.fillText;
    prototype.fillText = function (text, left, top, ...more) {
      const at = this.getTransform().transformPoint({ x: left, y: top });
      const [x, y] = [Math.round(at.x / devicePixelRatio), Math.round(at.y / devicePixelRatio)];
      const [word = ''] = text.split(' ');
      const spots = written.get(word) ?? [];
      const last = spots.at(-1);
      if (last?.x !== x || last.y !== y) written.set(word, [...spots, { x, y }]);
      write.call(this, text, left, top, ...more);
    };
  });
}

/** Where this pid was written, until it stood on its card as the pid of `other`, which is at rest, stands on its own. */
async function wayOf(pid: string, other: number): Promise<readonly Spot[]> {
  return eventually(`${pid} has come to its place`, async () => {
    const [box, otherBox] = [await middleOf(pid), await middleOf(other)];
    const [spots = [], there = []] = await page.evaluate(
      (words) => words.map((word) => window.written?.get(word)),
      [pid, String(other)],
    );
    const [spot, otherSpot] = [spots.at(-1), there.at(-1)];
    if (spot === undefined || otherSpot === undefined) return undefined;
    const isThere =
      Math.abs(spot.x - otherSpot.x - (box.x - otherBox.x)) <= 2 &&
      Math.abs(spot.y - otherSpot.y - (box.y - otherBox.y)) <= 2;
    return isThere ? spots : undefined;
  });
}

/** A child at each line of input. */
const birthsProgram = `
import os, sys
read_end, write_end = os.pipe()
print('ready', flush=True)
for line in sys.stdin:
    if os.fork() == 0:
        os.close(write_end)
        os.read(read_end, 1)
        os._exit(0)`;

test('with reduced motion a new process stands at once where it will stay', async () => {
  await watchWriting();
  const parent = await start(startPython(birthsProgram));
  await expect(card(parent.pid)).toBeAttached();
  await showAll();
  await card(parent.pid).click();
  // Alone, so that nothing but its own children makes anything move.
  await page.keyboard.press('Shift+Enter');
  await expect(card(1)).toHaveCount(0);
  // From further off no pid is written.
  await showAll();
  await page.getByRole('tree').focus();
  while ((await scale()) < 0.9) {
    const before = await scale();
    await page.keyboard.press('+');
    await expect.poll(scale).toBeGreaterThan(before);
  }
  await restOf(parent.pid);
  const children = page.locator('[role="treeitem"][aria-level="2"]');
  /** Lets one be born; where its pid was written until it stood in its place. */
  const birth = async (count: number) => {
    parent.tell();
    await expect(children).toHaveCount(count);
    const pid = /pid (\d+)/.exec((await children.last().getAttribute('aria-label')) ?? '')?.[1] ?? '';
    return wayOf(pid, parent.pid);
  };
  expect((await birth(1)).length).toBeGreaterThan(1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await birth(2)).toHaveLength(1);
  expect(await birth(3)).toHaveLength(1);
  await page.emulateMedia({ reducedMotion: null });
  await breadcrumb().getByRole('button').first().click();
  await expect(card(1)).toBeAttached();
});

test('what is folded stays folded when the app is started again', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'forkscope-folds-'));
  const parent = await start(startPython(zombieProgram));
  const again = async (look: (there: Page) => Promise<void>) => {
    const other = await launchApp({ userData });
    await look(other.page);
    expect(other.problems).toEqual([]);
    await other.close();
  };
  const own = (there: Page) => there.getByRole('treeitem', { name: new RegExp(`pid ${parent.pid}\\b`) });
  const isExpanded = (there: Page, value: boolean) =>
    expect(own(there)).toHaveAttribute('aria-expanded', String(value));
  const press = async (there: Page, key: string) => {
    // Searched for, as on a computer where much comes and goes no card holds still for a click.
    const field = there.locator('#query-field');
    await field.fill(`pid=${parent.pid}`);
    await expect(there.getByRole('search')).toContainText('1 match');
    await field.press('Enter');
    await expect(own(there)).toHaveAttribute('aria-selected', 'true');
    // What is folded while searching is not kept.
    await field.fill('');
    await there.getByRole('tree').press(key);
  };
  try {
    await again(async (there) => {
      await isExpanded(there, true);
      await press(there, 'ArrowLeft');
      await isExpanded(there, false);
    });
    await again(async (there) => {
      await isExpanded(there, false);
      await press(there, 'ArrowRight');
      await isExpanded(there, true);
    });
    await again((there) => isExpanded(there, true));
  } finally {
    rmSync(userData, { recursive: true, force: true });
  }
});

for (const [width, height] of [
  [640, 480],
  [3_840, 2_160],
] as const) {
  test(`in a window of ${width} by ${height} the tree has its room`, async () => {
    await app.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]),
      [width, height] as const,
    );
    await expect
      .poll(async () => (await page.getByRole('tree').boundingBox())?.width ?? 0)
      .toBeGreaterThan(Math.min(width, 1_200) / 2);
    await showAll();
    await expect(card(1)).toBeInViewport();
  });
}
