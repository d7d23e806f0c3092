import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work between two pauses: less than a frame. */
const SLICE_MS = 8;

interface SliceOptions {
  readonly sliceMs?: number;
  /** After each pause, in which others may have changed what the work is about. */
  readonly onResume?: () => void;
}

/** Each in its turn, as `map` does, but with pauses: main serves the window too, and there may be thousands. */
export async function mapInSlices<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item) => Mapped,
  { sliceMs = SLICE_MS, onResume }: SliceOptions = {},
): Promise<readonly Mapped[]> {
  const mapped: Mapped[] = [];
  let resumedAt = performance.now();
  for (const item of items) {
    if (performance.now() - resumedAt > sliceMs) {
      await nextTurn();
      resumedAt = performance.now();
      onResume?.();
    }
    mapped.push(map(item));
  }
  return mapped;
}
