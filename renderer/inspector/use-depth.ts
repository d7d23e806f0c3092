import { createContext, useContext, useMemo } from 'react';
import type { DepthFacts, Fact, FactReason } from '#shared/inspect/facts';
import { keepFacts } from '#shared/inspect/keep-known';
import { isGhost, type ProcessRecord } from '#shared/model/process';
import { selectPlayer } from '../store/selectors';
import { useApp } from '../store/use-app';
import { type Inspection, useInspection } from './use-inspection';
import type { Parts } from './use-parts';

/** How often what is cheap is read anew, and what costs more. What moves fast comes with the samples of the table. */
const CHEAP_MS = 2_000;
export const COSTLY_MS = 5_000;

export interface Depth {
  readonly facts: DepthFacts | undefined;
  readonly failure: Inspection<unknown>['failure'];
  /** Whether there is a process here and now to ask about, and how often. */
  readonly canAsk: boolean;
  readonly isLive: boolean;
  readonly isRecording: boolean;
}

const nothing: Depth = { facts: undefined, failure: undefined, canAsk: false, isLive: false, isRecording: false };

/** Read once for all sections. */
export const DepthContext = createContext<Depth>(nothing);

export function useDepth(): Depth {
  return useContext(DepthContext);
}

export function useReadDepth(process: ProcessRecord): Depth {
  const isRecording = useApp((state) => state.page === 'recordings');
  const isLive = useApp((state) => selectPlayer(state).cursor === 'live') && !isRecording;
  const canAsk = !isRecording && !isGhost(process);
  const everyMs = isLive ? CHEAP_MS : undefined;
  const { value, failure } = useInspection(
    'inspect:facts',
    { id: process.id },
    { everyMs, enabled: canAsk, keep: keepFacts },
  );
  // The record changes with every sample, this with every answer: whoever reads only this is not drawn in between.
  return useMemo(
    () => ({ facts: value, failure, canAsk, isLive, isRecording }),
    [value, failure, canAsk, isLive, isRecording],
  );
}

/** A fact of the set, or why there is none; undefined while the first answer has not come. */
export function factOf<Value>(depth: Depth, pick: (facts: DepthFacts) => Fact<Value>): Fact<Value> | undefined {
  if (depth.facts !== undefined) return pick(depth.facts);
  const reason = reasonWithout(depth);
  return reason === undefined ? undefined : { hidden: reason };
}

/** Why nothing was read at all. */
export function reasonWithout({ failure, canAsk, isRecording }: Depth): FactReason | undefined {
  if (isRecording) return 'not-recorded';
  if (failure === 'hidden') return 'hidepid';
  if (failure === 'failed' || failure === 'permission') return 'refused';
  if (failure !== undefined) return failure;
  return canAsk ? undefined : 'gone';
}

/** Why there is no list; undefined also while its first part has not come. */
export function reasonWithoutParts(depth: Depth, { hidden, total, failure }: Parts<unknown>): FactReason | undefined {
  return hidden ?? (total === undefined ? reasonWithout({ ...depth, failure: failure ?? depth.failure }) : undefined);
}

/** The same for what a section reads by itself. */
export function factFrom<Value>(depth: Depth, { value, failure }: Inspection<Fact<Value>>): Fact<Value> | undefined {
  if (value !== undefined) return value;
  const reason = reasonWithout({ ...depth, failure: failure ?? depth.failure });
  return reason === undefined ? undefined : { hidden: reason };
}
