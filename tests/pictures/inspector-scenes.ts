/** One process, inspected. */
import { expect } from '@playwright/test';
import { busy, orphan, startLoad, zombie } from './load';
import { INSPECTOR, openSections, pressInTree, select } from './look';
import type { Scene } from './scene';

const startBusy = () => startLoad('shop.py', busy);

export const inspectorScenes: readonly Scene[] = [
  {
    name: 'inspector-busy',
    title: 'A busy process',
    seen: 'An ordinary process that uses the processor, with the sections that are open unasked.',
    notice: 'The curves have room and scale, labels and values line up, long paths break well.',
    size: [1280, 1150],
    start: startBusy,
    prepare: async (page, { pid }) => {
      await select(page, pid);
      // A course needs two looks.
      await expect(page.locator(`${INSPECTOR} canvas`).first()).toBeAttached({ timeout: 20_000 });
    },
  },
  {
    name: 'inspector-zombie',
    title: 'A zombie',
    seen: 'A process that has ended and is not waited for, with its explanation.',
    notice: 'The explanation is in the language of the window; what a zombie has not is said, not left blank.',
    size: [1280, 900],
    start: () => startLoad('negligent.py', zombie),
    prepare: (page, { pids }) => select(page, pids[0] ?? 0),
  },
  {
    name: 'inspector-orphan',
    title: 'An orphan',
    seen: 'A process whose parent has ended while the app watched, and who adopted it.',
    notice: 'Both parents are named, the first as gone; the graph marks the adoption.',
    size: [1280, 900],
    start: () => startLoad('family.py', orphan),
    prepare: async (page, load) => {
      const [, child = 0] = load.pids;
      await select(page, child);
      await load.tell();
      // A box of explanation is there only for what is out of the ordinary.
      await expect(page.locator('main section[data-tone] > h3').first()).toBeVisible({ timeout: 20_000 });
    },
    // It has moved to who adopted it.
    arrange: (page) => pressInTree(page, '0'),
  },
  {
    name: 'inspector-not-mine',
    title: "Somebody else's process",
    seen: 'The busy process again, seen by an ordinary user who may not look into it.',
    notice: 'What cannot be read says why and what would help; it does not look broken.',
    size: [1280, 2000],
    inspectorOnly: true,
    asNobody: true,
    start: startBusy,
    prepare: async (page, { pid }) => {
      await select(page, pid);
      await openSections(page, 'identity', 'resources', 'descriptors', 'environment', 'limits', 'signals');
    },
  },
  {
    name: 'inspector-compare',
    title: 'A child beside its parent',
    seen: 'What fork passed on and what the child changed since.',
    notice: 'Differences come first; the two columns keep apart, however long their values.',
    size: [1280, 1800],
    inspectorOnly: true,
    start: startBusy,
    prepare: async (page, { pids }) => {
      await select(page, pids[1] ?? 0);
      await openSections(page, 'compare');
      await expect(page.locator('main tbody[data-verdict=differs] tr').first()).toBeVisible();
    },
  },
  {
    name: 'signal-dialog',
    title: 'Before a signal is sent',
    seen: 'The dialog with the preview of whom the signal reaches.',
    notice: 'Who is reached, and who not and why, can be told at a glance; the dangerous button looks it.',
    start: startBusy,
    prepare: (page, { pid }) => select(page, pid),
    arrange: async (page) => {
      await page
        .locator('main [role=toolbar] button')
        .filter({ has: page.locator('.lucide-zap') })
        .click();
      const dialog = page.locator('dialog[open]');
      // To its group.
      await dialog.locator('label:has(input[type=radio])').nth(1).click();
      await expect(dialog.locator('li, tr').nth(1)).toBeVisible();
    },
  },
  {
    name: 'inspector-upper',
    title: 'Every section open: what it is and has',
    seen: 'The upper half of the sections of a tall window.',
    notice: 'Sections are told apart, tables fit, nothing scrolls to the side, masked values stay masked.',
    size: [1280, 2450],
    inspectorOnly: true,
    start: startBusy,
    prepare: async (page, { pid }) => {
      await select(page, pid);
      await openSections(page, 'lineage', 'identity', 'resources', 'threads', 'descriptors', 'environment');
      // A course needs two looks.
      await expect(page.locator(`${INSPECTOR} canvas`).first()).toBeAttached({ timeout: 20_000 });
    },
  },
  {
    name: 'inspector-lower',
    title: 'Every section open: what it may and how it is run',
    seen: 'The lower half of the sections of a tall window.',
    notice: 'Figures are to the right of their column, long lists break well.',
    size: [1280, 2700],
    inspectorOnly: true,
    start: startBusy,
    prepare: async (page, { pids }) => {
      // The child: beside the parent of its parent stood the environment of whoever takes the pictures.
      await select(page, pids[1] ?? 0);
      await openSections(page, 'signals', 'limits', 'privileges', 'namespaces', 'scheduling', 'compare');
    },
  },
];
