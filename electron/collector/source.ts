import type { Look } from '#shared/events/sighting';

/** Where looks at the process table come from. */
export interface Source {
  readonly name: 'procfs' | 'ps-list';
  /** One consistent look; rejects when the table cannot be read at all. */
  look(): Promise<Look>;
  close(): void;
}

/** What to add to the process's own clock. It grows when the computer slept, in which that clock stands still. */
let offsetMs = performance.timeOrigin;

/** Milliseconds since the epoch that never fall, even when somebody sets the clock back. */
export function monotonicEpochMs(): number {
  const now = performance.now();
  offsetMs = Math.max(offsetMs, Date.now() - now);
  return offsetMs + now;
}
