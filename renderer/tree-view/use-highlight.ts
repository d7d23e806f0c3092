import { useMemo } from 'react';
import type { ProcessId } from '#shared/model/process';
import { selectMatches, selectRunMembers } from '../store/selectors';
import { useApp } from '../store/use-app';
import type { Highlight } from './picture';

const noColours: ReadonlyMap<ProcessId, string> = new Map();

/** `colours`: in the lab, each process has its own. */
export function useHighlight(focused: ProcessId | undefined, colours: Highlight['colours'] = noColours): Highlight {
  const matches = useApp(selectMatches);
  const selected = useApp((state) => state.selected);
  const runMembers = useApp(selectRunMembers);
  const isRunning = useApp(({ run }) => run.kind === 'running');
  return useMemo(
    () => ({ selected, focused, runMembers, dimOthers: isRunning && runMembers.size > 0, colours, matches }),
    [selected, focused, runMembers, isRunning, colours, matches],
  );
}
