import { useEffect, useMemo } from 'react';
import { isSameProgram } from '#shared/predict/same-run';
import { useRequests } from '../ipc/requests-context';
import { plannedStart } from '../lab/lab-commands';
import type { AppState } from '../store/app-store';
import type { Prediction } from '../store/prediction-slice';
import { useApp, useAppStore } from '../store/use-app';
import { selectEvidence } from './grade-run';
import { createPredictCommands, type PredictCommands } from './predict-commands';

export function usePredictCommands(): PredictCommands {
  const store = useAppStore();
  const app = useRequests();
  return useMemo(() => createPredictCommands(store, app), [store, app]);
}

/** What is asked about the program that is open, started as it is planned. */
export function selectPrediction(state: AppState): Prediction | undefined {
  const { prediction } = state;
  return prediction !== undefined && isSameProgram(prediction.start, plannedStart(state)) ? prediction : undefined;
}

/** Who has answered and then steps the program to its end sees the answers graded, too. */
export function useGradeAtEnd(): void {
  const store = useAppStore();
  const { gradeAtEnd } = usePredictCommands();
  const isEvidence = useApp((state) => selectEvidence(state) === 'asked');
  useEffect(() => {
    if (isEvidence && store.getState().predictStage === undefined) void gradeAtEnd();
  }, [isEvidence, store, gradeAtEnd]);
}
