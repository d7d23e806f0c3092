import type { StateCreator } from 'zustand/vanilla';
import type { LabFailure, LabStart } from '#shared/lab/run';
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
  /** `asking`: the program runs out of sight. `grading`: it runs in sight, or its outputs are explored. */
  readonly predictStage: 'asking' | 'grading' | undefined;
  readonly predictTrouble: PredictTrouble | undefined;
  setPrediction(prediction: Prediction | undefined): void;
  changePrediction(change: Partial<Prediction>): void;
  /** Undefined takes the answer back. */
  answerQuestion(key: string, answer: Answer | undefined): void;
  setPredictStage(stage: PredictionSlice['predictStage']): void;
  reportPredictTrouble(trouble: PredictTrouble | undefined): void;
}

export const createPredictionSlice: StateCreator<AppState, [], [], PredictionSlice> = (set) => ({
  prediction: undefined,
  predictStage: undefined,
  predictTrouble: undefined,
  setPrediction: (prediction) => set({ prediction, predictTrouble: undefined }),
  changePrediction: (change) =>
    set(({ prediction }) => (prediction ? { prediction: { ...prediction, ...change } } : {})),
  answerQuestion: (key, answer) =>
    set(({ prediction }) => {
      if (prediction === undefined) return {};
      const { [key]: _before, ...others } = prediction.answers;
      return { prediction: { ...prediction, answers: answer === undefined ? others : { ...others, [key]: answer } } };
    }),
  setPredictStage: (predictStage) => set({ predictStage }),
  reportPredictTrouble: (predictTrouble) => set({ predictTrouble }),
});
