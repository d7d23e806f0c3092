import type { StateCreator } from 'zustand/vanilla';
import type { Exploration } from '#shared/explore/exploration';
import type { LabFailure, LabStart, LabStatus } from '#shared/lab/run';
import type { ProcessId } from '#shared/model/process';
import type { LeftOut } from '#shared/predict/build-questions';
import type { Grade } from '#shared/predict/grade';
import type { Answer, Answers, Question } from '#shared/predict/question';
import type { SheetFailure } from '#shared/predict/sheet';
import type { AppState } from './app-store';

/** What is asked about a program, and what is answered; it stays while one looks at other tabs and other programs. */
export interface Prediction {
  /** Of the sheet it came from; undefined when it was asked here. */
  readonly title: string | undefined;
  /** How the program runs that is asked about. */
  readonly start: LabStart;
  readonly seed: number;
  readonly questions: readonly Question[];
  readonly leftOut: readonly LeftOut[];
  readonly answers: Answers;
  /** Whose answers these are; undefined while they are one's own. */
  readonly answeredBy: string | undefined;
  /** Undefined until a real run has been held against the answers. */
  readonly graded: { readonly root: ProcessId; readonly grades: readonly Grade[] } | undefined;
}

interface PredictTrouble {
  readonly code: LabFailure | SheetFailure | 'unreadable' | 'not-text' | 'unwritable' | 'did-not-end';
  readonly detail?: string | undefined;
}

export interface PredictionSlice {
  readonly prediction: Prediction | undefined;
  /** Of a file that was opened; its program would take the place of one that is not saved. */
  readonly heldPrediction: Prediction | undefined;
  /** What was last put into the editor and can be had again. */
  readonly givenText: string | undefined;
  /** `asking`: the program runs out of sight. `running`: in sight. `grading`: its run is held against the answers. */
  readonly predictStage: 'asking' | 'running' | 'grading' | undefined;
  /** The exploration that grades a question about outputs. */
  readonly gradingSearch: { readonly id: string; readonly so: Exploration | undefined } | undefined;
  /** The run that was over before the last answer was given: it has been seen, so it proves nothing. */
  readonly answeredAfter: ProcessId | undefined;
  /** The last run in which somebody chose who goes on, or another policy. */
  readonly steeredRun: ProcessId | undefined;
  readonly predictTrouble: PredictTrouble | undefined;
  setPrediction(prediction: Prediction | undefined): void;
  holdPrediction(prediction: Prediction | undefined): void;
  noteGivenText(text: string): void;
  changePrediction(change: Partial<Prediction>): void;
  /** Undefined takes the answer back. */
  answerQuestion(key: string, answer: Answer | undefined): void;
  setGradingSearch(search: PredictionSlice['gradingSearch']): void;
  noteSteered(root: ProcessId): void;
  setPredictStage(stage: PredictionSlice['predictStage']): void;
  reportPredictTrouble(trouble: PredictTrouble | undefined): void;
}

export const createPredictionSlice: StateCreator<AppState, [], [], PredictionSlice> = (set) => ({
  prediction: undefined,
  heldPrediction: undefined,
  givenText: undefined,
  predictStage: undefined,
  gradingSearch: undefined,
  answeredAfter: undefined,
  steeredRun: undefined,
  predictTrouble: undefined,
  setPrediction: (prediction) =>
    set(({ lab }) => ({
      ...{ prediction, heldPrediction: undefined, predictTrouble: undefined },
      answeredAfter: endedRun(lab),
    })),
  holdPrediction: (heldPrediction) => set({ heldPrediction, predictTrouble: undefined }),
  noteGivenText: (givenText) => set({ givenText }),
  changePrediction: (change) =>
    set(({ prediction }) => (prediction ? { prediction: { ...prediction, ...change } } : {})),
  answerQuestion: (key, answer) =>
    set(({ prediction, lab }) => {
      if (prediction === undefined) return {};
      const { [key]: _before, ...others } = prediction.answers;
      const answers = answer === undefined ? others : { ...others, [key]: answer };
      return { prediction: { ...prediction, answers }, answeredAfter: endedRun(lab) };
    }),
  setGradingSearch: (gradingSearch) => set({ gradingSearch }),
  noteSteered: (steeredRun) => set({ steeredRun }),
  setPredictStage: (predictStage) => set({ predictStage }),
  reportPredictTrouble: (predictTrouble) => set({ predictTrouble }),
});

function endedRun(lab: LabStatus): ProcessId | undefined {
  return lab.kind === 'ended' ? lab.root : undefined;
}
