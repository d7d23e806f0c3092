import { useMemo } from 'react';
import type { Scene } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { selectMatches, selectRunMembers } from '../store/selectors';
import { useApp } from '../store/use-app';
import { cardOf } from './card-of';
import type { Highlight } from './picture';

const noColours: ReadonlyMap<ProcessId, string> = new Map();

/** `colours`: in the lab, each process has its own. */
export function useHighlight(
  scene: Scene,
  focused: ProcessId | undefined,
  colours: Highlight['colours'] = noColours,
): Highlight {
  const matches = useApp(selectMatches);
  const chosen = useApp((state) => state.selected);
  const selected = chosen === undefined ? undefined : (cardOf(scene, chosen)?.id ?? chosen);
  const runMembers = useApp(selectRunMembers);
  const isRunning = useApp(({ lab }) => lab.kind === 'running');
  return useMemo(
    () => ({ selected, focused, runMembers, dimOthers: isRunning && runMembers.size > 0, colours, matches }),
    [selected, focused, runMembers, isRunning, colours, matches],
  );
}
