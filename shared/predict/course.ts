/**
 * The course of a run, as far as questions are asked about it: who was born of whom, when each ended, was adopted and
 * was reaped, and what was written. Folded from the run's events; every answer is graded against this and nothing else.
 */
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId, ProcessRecord } from '#shared/model/process';

/** Moments are sequence numbers of the run's events; infinite is what never came. */
export interface CourseProcess {
  readonly id: ProcessId;
  /** As it sees itself. */
  readonly pid: number;
  /** Its line of birth: `1` is the program's first process, `1.2` the second child of that. */
  readonly birth: string;
  /** The line of birth of who forked it; undefined for the first. */
  readonly parent: string | undefined;
  readonly born: number;
  readonly adopted: number;
  readonly ended: number;
  readonly reaped: number;
}

export interface Course {
  /** In the order of birth; helpers are no processes of the program. */
  readonly processes: readonly CourseProcess[];
  /** To standard output. */
  readonly writes: readonly { readonly seq: number; readonly text: string }[];
  readonly turns: readonly number[];
  readonly last: number;
}

/** `alive`: its parent is the one that forked it. `orphan`: it lives and was adopted. */
export const lifeStates = ['alive', 'orphan', 'zombie', 'gone', 'unborn'] as const;
export type LifeState = (typeof lifeStates)[number];

type Draft = { -readonly [Key in keyof CourseProcess]: CourseProcess[Key] };

export function readCourse(events: readonly ProcessEvent[], root: ProcessId): Course {
  const drafts = new Map<ProcessId, Draft>();
  const helpers = new Set<ProcessId>();
  const writes: { seq: number; text: string }[] = [];
  const turns: number[] = [];
  for (const event of events) {
    if (event.kind === 'turn') turns.push(event.seq);
    else if (event.kind === 'output') {
      // A terminal ends lines with a carriage return, too.
      if (event.stream === 'stdout') writes.push({ seq: event.seq, text: event.text.replaceAll('\r\n', '\n') });
    } else if (event.kind === 'checkpoint') {
      const first = event.processes.find(({ id }) => id === root);
      if (first !== undefined) drafts.set(root, begin(first, event.seq, undefined, '1'));
    } else if (event.kind === 'fork') follow(event.process, event.seq);
    else if (event.kind === 'changed') {
      if (event.changes.helper !== undefined) helpers.add(event.id);
    } else if (event.kind === 'exit' || event.kind === 'adopted' || event.kind === 'reaped') {
      const draft = drafts.get(event.id);
      const moment = event.kind === 'exit' ? 'ended' : event.kind;
      if (draft !== undefined) draft[moment] = Math.min(draft[moment], event.seq);
    }
  }
  const processes = [...drafts.values()].filter(({ id }) => !helpers.has(id));
  return { processes, writes, turns, last: events.at(-1)?.seq ?? 0 };

  function follow(process: ProcessRecord, seq: number): void {
    const parent = process.originalParent === undefined ? undefined : drafts.get(process.originalParent);
    if (process.helper !== undefined) helpers.add(process.id);
    const siblings = [...drafts.values()].filter((one) => one.parent === parent?.birth).length;
    drafts.set(process.id, begin(process, seq, parent?.birth, `${parent?.birth ?? '1'}.${siblings + 1}`));
  }
}

function begin(process: ProcessRecord, born: number, parent: string | undefined, birth: string): Draft {
  const never = Number.POSITIVE_INFINITY;
  const { id, pid, nsPid } = process;
  const name = process.birth ?? birth;
  return { id, pid: nsPid ?? pid, birth: name, parent, born, adopted: never, ended: never, reaped: never };
}

export function processOf({ processes }: Course, birth: string): CourseProcess | undefined {
  return processes.find((process) => process.birth === birth);
}

export function lifeAt({ born, adopted, ended, reaped }: CourseProcess, seq: number): LifeState {
  if (seq < born) return 'unborn';
  if (seq >= reaped) return 'gone';
  if (seq >= ended) return 'zombie';
  return seq >= adopted ? 'orphan' : 'alive';
}

/** When what `seq` has brought about is over: before the next turn. A death, the adoptions and the reaping belong together. */
export function atRestAfter({ turns, last }: Course, seq: number): number {
  const next = turns.find((turn) => turn > seq);
  return next === undefined ? last : next - 1;
}

export function writtenIn({ writes }: Course): string {
  return writes.map(({ text }) => text).join('');
}
