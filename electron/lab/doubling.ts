/** The first run, `assets/demos/doubling.py`: its arguments, and the bounds within which it must stay. */
import { join } from 'node:path';
import type { RunArguments } from '#shared/ipc/contract';

/** Before each round of fork, so that one can see 1, 2, 4, 8. */
const PACE_SECONDS = 0.8;
/** For a computer with much else to do. The program's own alarm comes 10 s later, in case nobody keeps this limit. */
const SPARE_SECONDS = 20;

export interface Doubling {
  readonly command: readonly string[];
  readonly processLimit: number;
  readonly timeLimitMs: number;
}

export function planDoubling(assetsDirectory: string, { variant, rounds, holdSeconds }: RunArguments): Doubling {
  return {
    command: [
      join(assetsDirectory, 'demos', 'doubling.py'),
      `--rounds=${rounds}`,
      `--variant=${variant}`,
      `--hold=${holdSeconds}`,
      `--pace=${PACE_SECONDS}`,
    ],
    processLimit: 2 ** rounds,
    timeLimitMs: (rounds * PACE_SECONDS + holdSeconds + SPARE_SECONDS) * 1000,
  };
}
