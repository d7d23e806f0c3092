/** What the questions' controls do: ask, run and grade, hand out and take in, make a program to practise on. */
import { type Difficulty, generateProgram } from '#shared/generate/generate-program';
import type { AppApi } from '#shared/ipc/contract';
import type { LabStatus } from '#shared/lab/run';
import { isSameProgram } from '#shared/predict/same-run';
import { writeAnswers, writeSheet } from '#shared/predict/sheet';
import { plannedStart } from '../lab/lab-commands';
import type { AppState, AppStore } from '../store/app-store';
import type { Prediction } from '../store/prediction-slice';
import { adopt, losesText, openOwn } from './adopt-program';
import { gradeRun } from './grade-run';
import { readPrediction, sheetOf } from './sheet-file';

export interface PredictCommands {
  /** Another seed chooses other questions. */
  ask(seed: number): Promise<void>;
  /** Runs the program in sight, from its start, and holds the answers against it. */
  runAndGrade(): Promise<void>;
  /** When a run has ended that somebody stepped or let run after answering. */
  gradeAtEnd(): Promise<void>;
  /** Ends the search for outputs; what is graded by it stays open. */
  stopSearch(): void;
  saveSheet(title: string): Promise<void>;
  saveAnswers(title: string, name: string): Promise<void>;
  /** What would take the place of an unsaved program is held until somebody has said that it may. */
  open(): Promise<void>;
  openHeld(): void;
  generate(seed: number, difficulty: Difficulty): Promise<void>;
}

export function createPredictCommands(store: AppStore, app: AppApi): PredictCommands {
  const state = () => store.getState();
  const commands: PredictCommands = {
    ask: async (seed) => {
      const start = { ...plannedStart(state()), gated: true };
      await during(store, 'asking', async () => {
        const reply = await app.request('predict:prepare', { start, seed });
        if (!reply.ok) state().reportPredictTrouble(reply);
        // Meanwhile another program may have been opened.
        else if (isSameProgram(start, plannedStart(state()))) {
          const asked = { title: undefined, start, seed, answers: {}, answeredBy: undefined, graded: undefined };
          state().setPrediction({ ...asked, ...reply.value });
        }
      });
    },
    runAndGrade: () =>
      during(store, 'running', async () => {
        const { prediction } = state();
        if (prediction === undefined) return;
        adopt(store, prediction.start);
        state().resume();
        await app.request('lab:command', { kind: 'stop' });
        const started = await app.request('lab:start', prediction.start);
        if (!started.ok) {
          state().reportPredictTrouble(started);
          return;
        }
        await app.request('lab:command', { kind: 'run', delayMs: 0 });
        await ended(app);
        state().setPredictStage('grading');
        await gradeRun(store, app);
      }),
    gradeAtEnd: () => during(store, 'grading', () => gradeRun(store, app)),
    stopSearch: () => {
      const { gradingSearch } = state();
      if (gradingSearch !== undefined) void app.request('explore:stop', { id: gradingSearch.id });
    },
    saveSheet: async (title) => {
      const { prediction } = state();
      if (prediction !== undefined) await save(store, app, title, writeSheet(sheetOf(prediction, title)));
    },
    saveAnswers: async (title, name) => {
      const { prediction } = state();
      if (prediction === undefined) return;
      const { answers } = prediction;
      const sheet = sheetOf(prediction, title);
      await save(store, app, [title, name].filter(Boolean).join(' – '), writeAnswers({ sheet, name, answers }));
    },
    open: async () => {
      const opened = await app.request('predict:open');
      if (!opened.ok) {
        if (opened.code !== 'cancelled') state().reportPredictTrouble({ code: opened.code, detail: opened.detail });
        return;
      }
      const read = readPrediction(opened.value.text, state().catalogue);
      if (!read.ok) state().reportPredictTrouble(read);
      else if (losesText(state(), read.value.start.program)) state().holdPrediction(read.value);
      else accept(read.value);
    },
    openHeld: () => {
      const { heldPrediction } = state();
      if (heldPrediction !== undefined) accept(heldPrediction);
    },
    generate: async (seed, difficulty) => {
      const { text } = generateProgram(seed, difficulty);
      openOwn(store, `practice-${difficulty}-${seed}.py`, text);
      await commands.ask(seed);
    },
  };
  return commands;

  function accept(prediction: Prediction): void {
    adopt(store, prediction.start);
    state().setPrediction(prediction);
  }
}

async function save(store: AppStore, app: AppApi, name: string, content: string): Promise<void> {
  const reply = await app.request('export:save', { name: name.slice(0, 150), format: 'json', content });
  if (!reply.ok && reply.code !== 'cancelled') {
    store.getState().reportPredictTrouble({ code: 'unwritable', detail: reply.detail ?? reply.code });
  }
}

async function during(store: AppStore, stage: AppState['predictStage'], act: () => Promise<void>): Promise<void> {
  const { setPredictStage, reportPredictTrouble } = store.getState();
  reportPredictTrouble(undefined);
  setPredictStage(stage);
  try {
    await act();
  } catch (error) {
    reportPredictTrouble({ code: 'start-failed', detail: error instanceof Error ? error.message : String(error) });
  } finally {
    setPredictStage(undefined);
  }
}

/** The run that is under way is over. */
async function ended(app: AppApi): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (status: LabStatus) => {
      if (status.kind === 'running' || status.kind === 'starting') return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = app.subscribe('lab:changed', look);
    void app.request('lab:describe').then(({ status }) => look(status));
  });
}
