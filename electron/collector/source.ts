import type { Look } from '#shared/events/sighting';

/** Where looks at the process table come from. */
export interface Source {
  readonly name: 'procfs' | 'ps-list';
  /** One consistent look; rejects when the table cannot be read at all. */
  look(): Promise<Look>;
  close(): void;
}

/** Milliseconds since the epoch that never fall, even when somebody sets the clock back. */
export function monotonicEpochMs(): number {
  return performance.timeOrigin + performance.now();
}
