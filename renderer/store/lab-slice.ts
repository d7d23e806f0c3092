import type { StateCreator } from 'zustand/vanilla';
import type { ProcessEvent } from '#shared/events/process-event';

import type { CatalogueEntry } from '#shared/lab/demo';
import { defaultPolicy, type Policy } from '#shared/lab/policy';
import {
  type LabFailure,
  type LabStart,
  type LabStatus,
  type Limits,
  limitBounds,
  type ParameterValue,
  usualLimits,
} from '#shared/lab/run';
import type { ProcessId } from '#shared/model/process';

import { appendEvents, emptyTimeline, noLimits } from '#shared/timeline/timeline';
import type { AppState } from './app-store';

/** How the next run is to start; a demo that is opened brings its own. */
interface LabPlan extends Pick<LabStart, 'stdout' | 'gated' | 'limits' | 'policy'> {
  readonly parameters: { readonly [name: string]: ParameterValue };
}

/** What the lab's stage shows. */
export const labViews = ['tree', 'graph', 'variables', 'outputs', 'predict', 'details'] as const;
export type LabView = (typeof labViews)[number];

/** What a small window shows of the lab, one at a time. */
export const labSections = ['program', 'picture', 'processes', 'output', 'lesson'] as const;
export type LabSection = (typeof labSections)[number];

/** The program in the editor. */
interface OwnText {
  readonly path: string | undefined;
  readonly name: string;
  readonly text: string;
  /** What is in the file; undefined when it has none yet. */
  readonly savedText: string | undefined;
}

/** A sentence is picked by the code; the detail is the raw reason. */
export interface LabTrouble {
  readonly code: LabFailure | 'unreadable' | 'too-large' | 'not-text' | 'unwritable';
  readonly detail?: string | undefined;
}

/** The program being stepped; what happens in it is the timeline of the lab's player. */
export interface LabSlice {
  readonly lab: LabStatus;
  /** The demo that is open, run or not. */
  readonly openDemoId: string;
  /** Empty until it has been read. */
  readonly catalogue: readonly CatalogueEntry[];
  readonly labPlan: LabPlan;
  readonly labView: LabView;
  readonly labSection: LabSection;
  readonly ownText: OwnText;
  readonly breakpoints: readonly number[];
  /** Between two turns when running, in milliseconds. */
  readonly labDelayMs: number;
  readonly labTrouble: LabTrouble | undefined;
  /** All processes of the program so far, in the order of birth. */
  readonly labBirths: readonly ProcessId[];
  receiveLab(lab: LabStatus): void;
  /** The first event of a run is a checkpoint with the number 0: then the player begins anew. */
  receiveLabEvents(events: readonly ProcessEvent[]): void;
  receiveCatalogue(catalogue: readonly CatalogueEntry[]): void;
  /** Turns to the lab with this demo opened, e.g. from an explanation; `parameters` that are not named are as usual. */
  openDemo(id: string, parameters?: LabPlan['parameters']): void;
  /** Also turns to where the views are, should there be room for one part only. */
  showLabView(view: LabView): void;
  showLabSection(section: LabSection): void;
  planLab(change: Partial<LabPlan>): void;
  editOwnText(change: Partial<OwnText>): void;
  setLabDelay(ms: number): void;
  setBreakpoints(lines: readonly number[]): void;
  reportLabTrouble(trouble: LabTrouble | undefined): void;
}

const usualPlan: LabPlan = {
  parameters: {},
  stdout: 'pipe',
  gated: true,
  policy: defaultPolicy,
  limits: usualLimits,
};

export const createLabSlice: StateCreator<AppState, [], [], LabSlice> = (set, get) => ({
  lab: { kind: 'idle' },
  openDemoId: 'doubling',
  catalogue: [],
  labPlan: usualPlan,
  labView: 'tree',
  labSection: 'program',
  ownText: { path: undefined, name: 'program.py', text: '', savedText: undefined },
  breakpoints: [],
  labDelayMs: 250,
  labTrouble: undefined,
  labBirths: [],
  receiveLab: (lab) => set(lab.kind === 'starting' ? { lab, labTrouble: undefined } : { lab }),
  receiveLabEvents: (events) => {
    const begin = events.findLastIndex(({ kind, seq }) => kind === 'checkpoint' && seq === 0);
    const { seq } = get().players.lab.timeline.latest;
    // A window that was loaded again may be told twice.
    const news = begin === -1 ? events.filter((event) => event.seq > seq) : events.slice(begin);
    const births = news.flatMap(bornIn);
    if (begin !== -1) set({ labBirths: births });
    else if (births.length > 0) set(({ labBirths }) => ({ labBirths: [...labBirths, ...births] }));
    if (begin === -1) get().receiveEvents('lab', news);
    else get().replaceTimeline('lab', appendEvents(emptyTimeline, news, noLimits));
  },
  receiveCatalogue: (catalogue) =>
    set(({ openDemoId, ownText, lab, labPlan: asked }) => {
      const own = catalogue.find(({ group }) => group === 'own');
      const text = ownText.text === '' && own !== undefined ? { ...ownText, text: own.program } : ownText;
      const { labPlan, ...rest } = opened(catalogue, openDemoId, startOf(lab));
      // Before the catalogue has come, somebody may have asked for a demo as it is not usual.
      const parameters = { ...labPlan.parameters, ...asked.parameters };
      return { catalogue, ownText: text, ...rest, labPlan: { ...labPlan, parameters } };
    }),
  openDemo: (id, parameters = {}) => {
    const { catalogue, openDemoId, lab, labPlan } = get();
    set({ page: 'lab', labSection: 'program' });
    const isOther =
      id !== openDemoId || Object.entries(parameters).some(([name, value]) => labPlan.parameters[name] !== value);
    if (!isOther && Object.keys(parameters).length > 0) return;
    // The run of one program beside the text of another would mislead.
    if (isOther && lab.kind === 'ended') {
      get().replaceTimeline('lab', emptyTimeline);
      set({ lab: { kind: 'idle' }, labBirths: [] });
    }
    // What runs is not changed by what is looked at.
    if (id === openDemoId && lab.kind === 'running') return;
    set(opened(catalogue, id, undefined));
    get().planLab({ parameters: { ...get().labPlan.parameters, ...parameters } });
  },
  showLabView: (labView) => set({ labView, labSection: 'picture' }),
  showLabSection: (labSection) => set({ labSection }),
  planLab: (change) => set(({ labPlan }) => ({ labPlan: { ...labPlan, ...change } })),
  editOwnText: (change) => set(({ ownText }) => ({ ownText: { ...ownText, ...change } })),
  setLabDelay: (labDelayMs) => set({ labDelayMs }),
  setBreakpoints: (breakpoints) => set({ breakpoints: [...breakpoints].sort((a, b) => a - b) }),
  reportLabTrouble: (labTrouble) => set({ labTrouble }),
});

/** Helpers are no processes of the program. */
export function bornIn(event: ProcessEvent): readonly ProcessId[] {
  const processes = event.kind === 'checkpoint' ? event.processes : event.kind === 'fork' ? [event.process] : [];
  return processes.filter(({ helper }) => helper === undefined).map(({ id }) => id);
}

function startOf(lab: LabStatus): LabStart | undefined {
  return lab.kind === 'running' ? lab.start : undefined;
}

/** A run that is under way (the window was loaded again) says what is open and how it was started. */
function opened(
  catalogue: readonly CatalogueEntry[],
  id: string,
  running: LabStart | undefined,
): Pick<LabSlice, 'breakpoints' | 'labTrouble' | 'openDemoId' | 'labPlan'> {
  const fresh = { breakpoints: [], labTrouble: undefined };
  if (running === undefined)
    return { ...fresh, openDemoId: id, labPlan: planOf(catalogue.find((demo) => demo.id === id)) };
  const { program, stdout, gated, policy, limits } = running;
  const own = catalogue.find(({ group }) => group === 'own')?.id ?? id;
  const parameters = program.kind === 'demo' ? program.parameters : {};
  const openDemoId = program.kind === 'demo' ? program.id : own;
  return { ...fresh, openDemoId, labPlan: { parameters, stdout, gated, policy, limits } };
}

function planOf(demo: CatalogueEntry | undefined): LabPlan {
  if (demo === undefined) return usualPlan;
  const parameters = Object.fromEntries(demo.parameters.map(({ name, usual }) => [name, usual]));
  const policy: Policy = { ...defaultPolicy, name: demo.policy };
  const limits: Limits = {
    ...usualLimits,
    processes: demo.limits.processes ?? limitBounds.processes.usual,
    memoryMiB: demo.limits.memoryMiB ?? limitBounds.memoryMiB.usual,
    // A demo's own limit is for when it runs by itself; stepped by a person it takes as long as a lesson.
    seconds: Math.max(demo.limits.seconds ?? 0, limitBounds.seconds.usual),
  };
  return { ...usualPlan, parameters, stdout: demo.stdout, policy, limits };
}
