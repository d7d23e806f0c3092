/** What the lab's controls do: the state says how, main does it, and its notices say what came of it. */
import type { AppApi } from '#shared/ipc/contract';
import { momentAfter, momentBefore } from '#shared/lab/moments';
import type { Policy } from '#shared/lab/policy';
import type { LabCommand, LabStart } from '#shared/lab/run';
import type { ProcessId } from '#shared/model/process';
import type { AppState, AppStore } from '../store/app-store';
import {
  selectIsLookingBack,
  selectIsOwn,
  selectIsShown,
  selectLabProcesses,
  selectLabTable,
  selectRunPlayer,
} from '../store/lab-selectors';
import type { LabTrouble } from '../store/lab-slice';

export interface LabCommands {
  /** One turn, for this process or whom the policy chooses; when nothing runs, the program is started and held. */
  step(id?: ProcessId, thread?: number): Promise<void>;
  /** One turn for the process after the one that had the last, in the order of birth. */
  stepNext(): Promise<void>;
  /** Turn after turn; starts the program when nothing runs. */
  run(): Promise<void>;
  pause(): Promise<void>;
  toggleRun(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  choosePolicy(policy: Policy): Promise<void>;
  chooseDelay(ms: number): Promise<void>;
  toggleBreakpoint(line: number): Promise<void>;
  type(text: string, end: boolean): Promise<void>;
  back(by: 'turn' | 'event'): void;
  forward(by: 'turn' | 'event'): void;
  returnToNow(): void;
}

export function createLabCommands(store: AppStore, app: Pick<AppApi, 'request'>): LabCommands {
  const state = () => store.getState();
  const isRunning = () => state().lab.kind === 'running';
  const isStarting = () => state().lab.kind === 'starting';
  const start = () => startLab(store, app);

  async function command(command: LabCommand): Promise<void> {
    // `no-run` and `not-held` are told by the notices that come anyway: the click came too late.
    const { lab, noteSteered } = state();
    if (lab.kind !== 'running') return;
    if (command.kind === 'policy' || (command.kind === 'step' && command.id !== undefined)) noteSteered(lab.root);
    await app.request('lab:command', command);
  }

  async function goOn(): Promise<void> {
    await command({ kind: 'run', delayMs: state().labDelayMs });
  }

  const commands: LabCommands = {
    step: async (id, thread) => {
      if (selectIsLookingBack(state()) || isStarting()) return;
      if (!isRunning()) await start();
      else
        await command({
          kind: 'step',
          ...(id === undefined ? {} : { id }),
          ...(thread === undefined ? {} : { thread }),
        });
    },
    stepNext: () => {
      const { lab } = selectLabTable(state());
      const all = selectLabProcesses(state());
      const last = all.findIndex(({ process }) => process.id === lab.lastTurn);
      const inTurn = [...all.slice(last + 1), ...all.slice(0, last + 1)];
      return commands.step(inTurn.find(({ threads }) => threads.some(({ state }) => state === 'held'))?.process.id);
    },
    run: async () => {
      state().resume();
      if (isStarting()) return;
      if (isRunning() || (await start())) await goOn();
    },
    pause: () => command({ kind: 'pause' }),
    toggleRun: () => {
      const { lab } = state();
      return lab.kind === 'running' && lab.pace === 'running' ? commands.pause() : commands.run();
    },
    restart: async () => {
      if (isStarting()) return;
      await command({ kind: 'stop' });
      await start();
    },
    stop: () => command({ kind: 'stop' }),
    choosePolicy: async (policy) => {
      state().planLab({ policy });
      await command({ kind: 'policy', policy });
    },
    chooseDelay: async (ms) => {
      state().setLabDelay(ms);
      const { lab } = state();
      if (lab.kind === 'running' && lab.pace === 'running') await goOn();
    },
    toggleBreakpoint: async (line) => {
      const { breakpoints } = state();
      const lines = breakpoints.includes(line) ? breakpoints.filter((one) => one !== line) : [...breakpoints, line];
      state().setBreakpoints(lines);
      if (selectIsShown(state())) await command({ kind: 'breakpoints', lines });
    },
    type: (text, end) => command({ kind: 'input', text, end }),
    back: (by) => look(state(), by, -1),
    forward: (by) => look(state(), by, 1),
    returnToNow: () => state().resume(),
  };
  return commands;
}

/** True when it has started; else the state says why not. */
async function startLab(store: AppStore, app: Pick<AppApi, 'request'>): Promise<boolean> {
  const { lab: before, breakpoints, receiveLab } = store.getState();
  // Main says so too, but later: a second click may be sooner.
  receiveLab({ kind: 'starting' });
  const trouble = await askToStart(store, app).catch(
    (error: unknown): LabTrouble => ({ code: 'start-failed', detail: String(error) }),
  );
  if (trouble === undefined) {
    if (breakpoints.length > 0) await app.request('lab:command', { kind: 'breakpoints', lines: breakpoints });
    return true;
  }
  if (store.getState().lab.kind === 'starting') receiveLab(before);
  store.getState().reportLabTrouble(trouble);
  return false;
}

async function askToStart(store: AppStore, app: Pick<AppApi, 'request'>): Promise<LabTrouble | undefined> {
  const reply = await app.request('lab:start', plannedStart(store.getState()));
  if (!reply.ok) return reply;
  const { lab, receiveLab } = store.getState();
  // The notice of the same run may have come first, even that of its end.
  const isKnown = (lab.kind === 'running' || lab.kind === 'ended') && lab.root === reply.value.root;
  if (!isKnown) receiveLab({ kind: 'running', pace: reply.value.start.gated ? 'held' : 'running', ...reply.value });
  return undefined;
}

export function plannedStart(state: AppState): LabStart {
  const { labPlan, openDemoId, ownText } = state;
  const { parameters, ...how } = labPlan;
  // Saved as it is, it runs in its own place; main compares the texts.
  const own = { kind: 'own', name: ownText.path ?? ownText.name, text: ownText.text } as const;
  return { ...how, program: selectIsOwn(state) ? own : { kind: 'demo', id: openDemoId, parameters } };
}

function look(state: AppState, by: 'turn' | 'event', direction: -1 | 1): void {
  const { timeline } = selectRunPlayer(state);
  const { seq } = selectLabTable(state);
  if (timeline.chunks.length === 0) return;
  if (direction === -1) state.moveCursor(by === 'event' ? Math.max(0, seq - 1) : (momentBefore(timeline, seq) ?? 0));
  else {
    const next = by === 'event' ? seq + 1 : momentAfter(timeline, seq);
    if (next === undefined || next >= timeline.latest.seq) state.resume();
    else state.moveCursor(next);
  }
}
