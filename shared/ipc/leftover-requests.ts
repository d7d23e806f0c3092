/** What runs have left behind whose app was killed. */
import { z } from '#shared/zod';

export interface LeftoverProcess {
  readonly pid: number;
  readonly startTicks: number;
  readonly name: string;
}

export interface Leftovers {
  readonly processes: readonly LeftoverProcess[];
  /** Paths of control groups. */
  readonly groups: readonly string[];
  /** Paths of private folders. */
  readonly folders: readonly string[];
}

export interface LeftoverRequests {
  'leftovers:find': { arguments: undefined; reply: Leftovers };
  /** What could not be removed. */
  'leftovers:clean': { arguments: undefined; reply: Leftovers };
}

export const leftoverRequestSchemas: {
  readonly [Name in keyof LeftoverRequests]: z.ZodType<LeftoverRequests[Name]['arguments']>;
} = { 'leftovers:find': z.undefined(), 'leftovers:clean': z.undefined() };
