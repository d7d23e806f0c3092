import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWindowState, usualWindowState, withinDisplays, writeWindowState } from './window-state';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-window-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const state = { x: 100, y: 50, width: 1_000, height: 700, maximized: false };
const laptop = { x: 0, y: 0, width: 1_920, height: 1_080 };

test('what was written is read again', () => {
  expect(writeWindowState(join(folder, 'window.json'), state)).toBe(true);
  expect(readWindowState(join(folder, 'window.json'))).toEqual(state);
});

test.each(['', '{', '{"width":"1000"}', '{"width":1e9,"height":700,"maximized":false}', '[]'])(
  'a file that says %j gives the usual window',
  (text) => {
    writeFileSync(join(folder, 'window.json'), text);
    expect(readWindowState(join(folder, 'window.json'))).toEqual(usualWindowState);
  },
);

test('a folder that cannot be written to is no failure', () => {
  expect(writeWindowState(join(folder, 'missing', 'window.json'), state)).toBe(false);
});

test('a place on a display that is gone is forgotten, the size is kept', () => {
  expect(withinDisplays(state, [laptop])).toEqual(state);
  expect(withinDisplays({ ...state, x: 2_000 }, [laptop])).toEqual({ width: 1_000, height: 700, maximized: false });
  expect(withinDisplays({ ...state, x: 2_000 }, [laptop, { ...laptop, x: 1_920 }])).toMatchObject({ x: 2_000 });
});
