/** What the lab's window shows, derived from the run and from where in it the person looks. */
import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import type { CatalogueEntry } from '#shared/lab/demo';
import { fillParameters } from '#shared/lab/fill-parameters';
import type { LabThread } from '#shared/lab/lab-state';
import { type Note, notesOf } from '#shared/lab/notes';
import type { ParameterValue } from '#shared/lab/run';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import type { RecordingHeader } from '#shared/recording/recording-format';
import { type Timeline, tableAt } from '#shared/timeline/timeline';
import type { AppState } from './app-store';
import { bornIn } from './lab-slice';
import { memoizeLast } from './memoize-last';
import type { Player } from './timeline-slice';

type RecordedRun = NonNullable<RecordingHeader['lab']>;

const tableAtCursor = memoizeLast(tableAt);
const tableOf = ({ timeline, cursor, pausedTable }: Player): ProcessTable =>
  cursor === 'live' ? timeline.latest : (pausedTable ?? tableAtCursor(timeline, cursor));

/** What is known of the run that the recording on its page is of; undefined on every other page. */
export function selectReplayedRun({ page, recording }: AppState): RecordedRun | undefined {
  return page === 'recordings' && recording.kind === 'open' ? recording.header.lab : undefined;
}

/** The run that is shown: the lab's own, or one that was recorded. */
export function selectRunPlayer(state: AppState): Player {
  return state.players[selectReplayedRun(state) === undefined ? 'lab' : 'recordings'];
}

/** The run as it is, or as it was at the moment looked back to. */
export function selectLabTable(state: AppState): ProcessTable {
  return tableOf(selectRunPlayer(state));
}

/** Past is also whatever is replayed: there nothing can be stepped. */
export function selectIsLookingBack(state: AppState): boolean {
  return selectReplayedRun(state) !== undefined || state.players.lab.cursor !== 'live';
}

export function selectDemo({ catalogue, openDemoId }: AppState): CatalogueEntry | undefined {
  return catalogue.find(({ id }) => id === openDemoId);
}

export function selectIsOwn(state: AppState): boolean {
  return selectDemo(state)?.group === 'own';
}

const filled = memoizeLast((demo: CatalogueEntry, parameters: { readonly [name: string]: ParameterValue }): string => {
  const text = fillParameters(demo.program, demo.parameters, parameters);
  return text.ok ? text.value : demo.program;
});

/** Is the last run one of the program that is open? Then its marks belong into the text. */
export function selectIsShown(state: AppState): boolean {
  if (selectReplayedRun(state) !== undefined) return true;
  const { lab, openDemoId } = state;
  if (lab.kind !== 'running' && lab.kind !== 'ended') return false;
  const { program } = lab.start;
  return program.kind === 'demo' ? program.id === openDemoId : selectIsOwn(state);
}

/** The text that is open: as it runs, as it would run, or as it is being written. */
export function selectProgramText(state: AppState): string {
  const replayed = selectReplayedRun(state);
  if (replayed !== undefined) return replayed.text;
  const { lab } = state;
  const demo = selectDemo(state);
  if (lab.kind === 'running' && selectIsShown(state)) return lab.text;
  if (demo === undefined) return '';
  return demo.group === 'own' ? state.ownText.text : filled(demo, state.labPlan.parameters);
}

/** How many colours there are; the tokens are `--process-1` and so on. */
export const PROCESS_COLOURS = 10;

/** By birth, so that a colour never changes; helpers have none. The dead keep theirs. */
const numbersOf = memoizeLast(
  (births: readonly ProcessId[]): ReadonlyMap<ProcessId, number> =>
    new Map(births.map((id, index) => [id, (index % PROCESS_COLOURS) + 1])),
);

const birthsOf = memoizeLast((timeline: Timeline): readonly ProcessId[] =>
  timeline.chunks.flatMap(({ events }) => events.flatMap(bornIn)),
);

/** All processes of the program that is shown, in the order of birth. */
function selectBirths(state: AppState): readonly ProcessId[] {
  return selectReplayedRun(state) === undefined ? state.labBirths : birthsOf(state.players.recordings.timeline);
}

/** Which of the colours, from 1. */
export function selectProcessColourNumbers(state: AppState): ReadonlyMap<ProcessId, number> {
  return numbersOf(selectBirths(state));
}

const coloursOf = memoizeLast(
  (numbers: ReadonlyMap<ProcessId, number>): ReadonlyMap<ProcessId, string> =>
    new Map([...numbers].map(([id, number]) => [id, `var(--process-${number})`])),
);

/** As CSS values, for elements. */
export function selectProcessColors(state: AppState): ReadonlyMap<ProcessId, string> {
  return coloursOf(selectProcessColourNumbers(state));
}

export function selectHasRun(state: AppState): boolean {
  return selectRunPlayer(state).timeline.chunks.length > 0;
}

/** Is it a person's turn to say who goes on? */
export function selectMayStep(state: AppState): boolean {
  const { lab } = state;
  return lab.kind === 'running' && lab.start.gated && lab.pace === 'held' && !selectIsLookingBack(state);
}

/** A process of the run with where its threads stand. */
export interface LabProcess {
  readonly process: ProcessRecord;
  readonly threads: readonly LabThread[];
}

const noThreads: readonly LabThread[] = [];

const processesOf = memoizeLast((table: ProcessTable): readonly LabProcess[] => {
  const all = [...table.living.values(), ...table.ghosts.values()];
  return all
    .map((process) => ({ process, threads: table.lab.threads.get(process.id) ?? noThreads }))
    .sort((one, other) => byBirth(one.process, other.process));
});

function byBirth(one: ProcessRecord, other: ProcessRecord): number {
  return one.startTicks - other.startTicks || one.pid - other.pid;
}

/** In order of birth, the dead among them. */
export function selectLabProcesses(state: AppState): readonly LabProcess[] {
  return processesOf(selectLabTable(state));
}

/** Enough for what can be read; a storm of forks is not told one by one. */
const NEWS_EVENTS = 300;
const NEWS_NOTES = 12;

const newsOf = memoizeLast((timeline: Timeline, table: ProcessTable): readonly Note[] => {
  const recent: ProcessEvent[] = [];
  for (const { events } of [...timeline.chunks].reverse()) {
    recent.unshift(...events.filter(({ seq }) => seq <= table.seq).slice(-NEWS_EVENTS));
    if (recent.length >= NEWS_EVENTS) break;
  }
  return notesOf(recent.slice(-NEWS_EVENTS), table).slice(-NEWS_NOTES);
});

/** What just happened, newest last. */
export function selectNotes(state: AppState): readonly Note[] {
  return newsOf(selectRunPlayer(state).timeline, selectLabTable(state));
}

/** Processes of the program, helpers and zombies among them; not what contains it. */
export function selectAliveCount(state: AppState): number {
  return aliveIn(selectLabTable(state));
}

const aliveIn = memoizeLast(
  ({ living }: ProcessTable): number => [...living.values()].filter(({ helper }) => helper !== 'init').length,
);

/** The process that is on its way to be a daemon: the youngest of the program that lives. */
export function selectCandidateDaemon(state: AppState): ProcessRecord | undefined {
  const { living } = state.players.lab.timeline.latest;
  const youngest = state.labBirths.findLast((id) => living.get(id)?.state !== 'zombie' && living.has(id));
  return youngest === undefined ? undefined : living.get(youngest);
}

const linesOf = memoizeLast((text: string): readonly string[] => text.split('\n'));
const noLines: readonly string[] = [];

/** The text that the run's lines count, line by line. */
export function selectRunLines(state: AppState): readonly string[] {
  const { lab } = state;
  const replayed = selectReplayedRun(state);
  if (replayed !== undefined) return linesOf(replayed.text);
  return lab.kind === 'running' || lab.kind === 'ended' ? linesOf(lab.text) : noLines;
}
