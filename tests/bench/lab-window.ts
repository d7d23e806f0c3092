/** The lab in the real window: how soon a step is drawn, and how the window bears a fork bomb. */
import type { Page } from '@playwright/test';
import { eventually } from '../eventually';
import { LabWindow } from '../lab-window';
import { launchApp } from '../launch-app';
import { commandLineOf, descendantsOf } from '../processes';
import { type Figure, median, percentile } from './measure';

const STEPS = 60;
const WARM_UP = 10;
const INPUTS = 40;
const LIMIT = 200;

export async function benchLabWindow(): Promise<Figure[]> {
  const app = await launchApp();
  try {
    const lab = new LabWindow(app.page);
    await lab.turnTo();
    const steps = await msToDrawSteps(lab);
    const { inputs, stop } = await bearBomb(lab, app.electron.process().pid ?? 0);
    const under = `window under a fork bomb of ${LIMIT}:`;
    return [
      { name: 'lab: from the click on Step to everything drawn, median', value: median(steps), unit: 'ms', goal: 50 },
      {
        name: `${under} an input is answered, 95th percentile`,
        value: percentile(inputs, 0.95),
        unit: 'ms',
        goal: 200,
      },
      { name: `${under} stop, until nothing is left`, value: stop, unit: 'ms', goal: 1_000 },
    ];
  } finally {
    await app.close();
  }
}

/** It does not die of being refused, which would end it soon. */
const bomb = 'import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n';

/** Two lines in turn, so that each step moves a mark, a row and a variable. */
async function msToDrawSteps(lab: LabWindow): Promise<number[]> {
  await lab.write('x = 0\nwhile True:\n    x += 1\n');
  await lab.step().click();
  await lab.held(2).waitFor();
  const times = await lab.page.evaluate(async (count) => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const row = () => document.querySelector('[data-mood=held] button')?.getAttribute('aria-label') ?? '';
    const button = document.querySelector<HTMLElement>('[aria-keyshortcuts=S]');
    const measured: number[] = [];
    for (let step = 0; step < count; step++) {
      const before = row();
      const begin = performance.now();
      button?.click();
      while (row() === '' || row() === before) await frame();
      // The frame with the change in it is on the screen when the next one begins.
      await frame();
      measured.push(performance.now() - begin);
    }
    return measured;
  }, STEPS + WARM_UP);
  await lab.stop();
  return times.slice(WARM_UP);
}

async function bearBomb(lab: LabWindow, main: number): Promise<{ inputs: number[]; stop: number }> {
  const { page } = lab;
  await lab.write(bomb);
  await page.getByRole('radio', { name: 'Free' }).check({ force: true });
  await page.getByTitle(/^Processes alive and how many there may be/).click();
  await page.getByRole('spinbutton', { name: /^Processes/ }).fill(String(LIMIT));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await lab.run().click();
  const family = () => descendantsOf(main).filter((pid) => /forkscope-run-/.test(commandLineOf(pid)));
  await eventually('the bomb is at its limit', () => family().length > LIMIT * 0.8, 120_000);
  const inputs = await msToAnswer(page);
  const begin = performance.now();
  await lab.button('Stop').click();
  await eventually('nothing is left', () => family().length === 0, 60_000);
  return { inputs, stop: performance.now() - begin };
}

/** From when a real click came into being to the frame after the one that shows what came of it. */
async function msToAnswer(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const answers: number[] = [];
    (globalThis as { answers?: number[] }).answers = answers;
    const note = ({ timeStamp }: Event) =>
      requestAnimationFrame(() => requestAnimationFrame(() => answers.push(performance.now() - timeStamp)));
    document.addEventListener('click', note, { capture: true });
  });
  for (let input = 0; input < INPUTS; input++) {
    await page.getByRole('tab', { name: input % 2 === 0 ? 'Variables' : 'Tree', exact: true }).click();
  }
  const answers = () => page.evaluate(() => (globalThis as { answers?: number[] }).answers ?? []);
  return eventually(
    'all inputs are answered',
    async () => {
      const measured = await answers();
      return measured.length >= INPUTS && measured;
    },
    60_000,
  );
}
