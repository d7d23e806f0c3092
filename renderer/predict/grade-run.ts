/** A run that has come to its end is held against the answers. */
import type { Exploration } from '#shared/explore/exploration';
import type { AppApi } from '#shared/ipc/contract';
import type { LabStart } from '#shared/lab/run';
import { readCourse } from '#shared/predict/course';
import { type Grade, gradeAnswers, scoreOf } from '#shared/predict/grade';
import { isSameProgram, tookAskedTurns } from '#shared/predict/same-run';
import type { AppState, AppStore } from '../store/app-store';
import { explorationKey } from '../store/exploration-slice';
import { exploreProgram } from '../understand/explore-program';

/** As long as it takes to find every output that is asked about. */
const LOOK = { maxRuns: 500, freeRuns: 0, timeoutMs: 60_000 };

/** What the run that has just ended is to answers that were given before it. */
export function selectEvidence(state: AppState): 'asked' | 'other-turns' | undefined {
  const { lab, prediction, answeredAfter } = state;
  if (prediction === undefined || prediction.graded !== undefined) return undefined;
  if (Object.keys(prediction.answers).length === 0) return undefined;
  if (lab.kind !== 'ended' || lab.outcome !== 'finished' || lab.root === answeredAfter) return undefined;
  if (!isSameProgram(lab.start, prediction.start)) return undefined;
  return tookAskedTurns(lab.start, prediction.start, state.steeredRun === lab.root) ? 'asked' : 'other-turns';
}

/** When a run of the program that is asked about has ended, step by step or not; of other turns it says nothing. */
export async function gradeRun(store: AppStore, app: AppApi): Promise<void> {
  const { status, events } = await app.request('lab:describe');
  const { prediction, steeredRun } = store.getState();
  if (prediction === undefined || prediction.graded !== undefined || status.kind !== 'ended') return;
  const { questions, answers, start } = prediction;
  if (!isSameProgram(status.start, start)) return;
  if (status.outcome !== 'finished') {
    store.getState().reportPredictTrouble({ code: 'did-not-end', detail: status.detail ?? status.outcome });
    return;
  }
  if (!tookAskedTurns(status.start, start, steeredRun === status.root)) return;
  const isAsked = questions.some(({ kind }) => kind === 'output');
  const exploration = isAsked ? await findOutputs(store, app, start) : undefined;
  if (store.getState().prediction?.questions !== questions) return;
  const grades = gradeAnswers(questions, answers, { course: readCourse(events, status.root), exploration });
  store.getState().changePrediction({ answers, graded: { root: status.root, grades } });
  if (prediction.answeredBy === undefined) remember(store.getState(), start, grades);
}

/** What is known completely is not looked for again; what was stopped is no evidence. */
async function findOutputs(store: AppStore, app: AppApi, start: LabStart): Promise<Exploration | undefined> {
  const { explorations, setGradingSearch } = store.getState();
  const known = explorations.get(explorationKey(start))?.found;
  if (known?.complete === true) return known;
  const id = crypto.randomUUID();
  setGradingSearch({ id, so: undefined });
  const reply = await exploreProgram(app, { id, start, ...LOOK }, (so) => setGradingSearch({ id, so }));
  setGradingSearch(undefined);
  return reply.ok && reply.value.reason !== 'stopped' ? reply.value : undefined;
}

/** The best so far of each demo; where the search for outputs was cut short, not all that was asked has been graded. */
function remember(state: AppState, { program }: LabStart, grades: readonly Grade[]): void {
  const score = scoreOf(grades);
  const isCut = grades.some(({ key, verdict }) => key === 'output' && verdict === 'unknown');
  if (program.kind !== 'demo' || score.total === 0 || isCut) return;
  const before = state.predicted[program.id];
  if (before !== undefined && before.right / before.total > score.right / score.total) return;
  state.changeSettings({ predicted: { ...state.predicted, [program.id]: score } });
}
