/** A run that has come to its end is held against the answers. */
import type { Exploration } from '#shared/explore/exploration';
import type { AppApi } from '#shared/ipc/contract';
import type { LabStart } from '#shared/lab/run';
import { readCourse } from '#shared/predict/course';
import { type Grade, gradeAnswers, scoreOf } from '#shared/predict/grade';
import { isSameProgram } from '#shared/predict/same-run';
import type { AppState, AppStore } from '../store/app-store';
import { explorationKey } from '../store/exploration-slice';
import { exploreProgram } from '../understand/explore-program';

/** As long as it takes to find every output that is asked about. */
const LOOK = { maxRuns: 500, freeRuns: 0, timeoutMs: 60_000 };

/** When a run of the program that is asked about has ended, however it went: with the turns that somebody gave, too. */
export async function gradeRun(store: AppStore, app: AppApi): Promise<void> {
  const { status, events } = await app.request('lab:describe');
  const { prediction } = store.getState();
  if (prediction === undefined || prediction.graded !== undefined || status.kind !== 'ended') return;
  if (!isSameProgram(status.start, prediction.start)) return;
  if (status.outcome !== 'finished') {
    store.getState().reportPredictTrouble({ code: 'did-not-end', detail: status.detail ?? status.outcome });
    return;
  }
  const exploration = prediction.questions.some(({ kind }) => kind === 'output')
    ? await findOutputs(store, app, prediction.start)
    : undefined;
  const course = readCourse(events, status.root);
  const now = store.getState().prediction;
  if (now?.questions !== prediction.questions) return;
  const grades = gradeAnswers(now.questions, now.answers, { course, exploration });
  store.getState().changePrediction({ graded: { root: status.root, grades } });
  if (now.answeredBy === undefined) remember(store.getState(), prediction.start, grades);
}

/** What is known completely is not looked for again; what was stopped is no evidence. */
async function findOutputs(store: AppStore, app: AppApi, start: LabStart): Promise<Exploration | undefined> {
  const known = store.getState().explorations.get(explorationKey(start))?.found;
  if (known?.complete === true) return known;
  const reply = await exploreProgram(app, { id: crypto.randomUUID(), start, ...LOOK }, () => undefined);
  return reply.ok && reply.value.reason !== 'stopped' ? reply.value : undefined;
}

/** The best so far of each demo. */
function remember(state: AppState, { program }: LabStart, grades: readonly Grade[]): void {
  const score = scoreOf(grades);
  if (program.kind !== 'demo' || score.total === 0) return;
  const before = state.predicted[program.id];
  if (before !== undefined && before.right / before.total > score.right / score.total) return;
  state.changeSettings({ predicted: { ...state.predicted, [program.id]: score } });
}
