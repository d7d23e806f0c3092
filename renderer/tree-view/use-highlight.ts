import { useMemo } from 'react';
import type { ProcessId } from '#shared/model/process';
import { selectRunMembers } from '../store/selectors';
import { useApp } from '../store/use-app';
import type { Highlight } from './picture';

export function useHighlight(focused: ProcessId | undefined): Highlight {
  const selected = useApp((state) => state.selected);
  const runMembers = useApp(selectRunMembers);
  const isRunning = useApp(({ run }) => run.kind === 'running');
  return useMemo(
    () => ({ selected, focused, runMembers, dimOthers: isRunning && runMembers.size > 0 }),
    [selected, focused, runMembers, isRunning],
  );
}
