/** Where the window was and how large, so that it comes back there; a display that is gone takes nothing with it. */
import { readFileSync, writeFileSync } from 'node:fs';

interface WindowState {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const usualWindowState: WindowState = { width: 1_280, height: 800, maximized: false };

/** A file that is missing, cut or foreign gives the usual window. */
export function readWindowState(file: string): WindowState {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isWindowState(state) ? state : usualWindowState;
  } catch {
    return usualWindowState;
  }
}

/** Checked by hand: to load the library that checks everything else takes longer than all that comes before the window. */
function isWindowState(value: unknown): value is WindowState {
  const { x, y, width, height, maximized } = Object(value) as { readonly [Field in keyof WindowState]?: unknown };
  const isPlace = (place: unknown) => place === undefined || Number.isInteger(place);
  const isSize = (size: unknown, least: number) =>
    Number.isInteger(size) && Number(size) >= least && Number(size) <= 20_000;
  return isPlace(x) && isPlace(y) && isSize(width, 640) && isSize(height, 480) && typeof maximized === 'boolean';
}

/** Where the disk refuses, the window is merely not remembered. */
export function writeWindowState(file: string, state: WindowState): boolean {
  try {
    writeFileSync(file, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}

/** So much of the title must be in sight for the window to be moved by it, in CSS pixels. */
const GRIP = 60;

/** The state with its place left out, for the system to choose, when that is on none of the displays now. */
export function withinDisplays(state: WindowState, displays: readonly Rectangle[]): WindowState {
  const { x, y, ...sized } = state;
  if (x === undefined || y === undefined) return sized;
  const inSight = displays.some(
    (display) =>
      x + state.width - GRIP > display.x &&
      x + GRIP < display.x + display.width &&
      y >= display.y &&
      y + GRIP < display.y + display.height,
  );
  return inSight ? state : sized;
}
