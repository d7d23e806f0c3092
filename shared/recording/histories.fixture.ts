/** Makes a history of events out of random choices: everything that can happen to processes, in any order that can be. */
import { applyToDraft, emptyTable, openDraft, type TableDraft } from '#shared/events/apply-events';
import type { ProcessEvent, UnstampedEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import type { ProcessId, ProcessRecord } from '#shared/model/process';

/** `what` picks the kind, `who` and `other` pick processes, `number` and `text` fill fields, `wait` is in milliseconds. */
export interface Choice {
  readonly what: number;
  readonly who: number;
  readonly other: number;
  readonly number: number;
  readonly text: string;
  readonly wait: number;
}

export const HISTORY_START = 1_764_154_000_000;

export function historyOf(choices: readonly Choice[]): ProcessEvent[] {
  const draft = openDraft(emptyTable);
  const events: ProcessEvent[] = [];
  let at = HISTORY_START;
  const add = (event: UnstampedEvent): void => {
    const stamped = { ...event, seq: events.length, at } as ProcessEvent;
    applyToDraft(draft, stamped);
    events.push(stamped);
  };
  add({ kind: 'checkpoint', processes: [newcomer(1, undefined, at)] });
  for (const [index, choice] of choices.entries()) {
    at += choice.wait;
    const event = eventFor(draft, choice, index + 2, at);
    if (event !== undefined) add(event);
  }
  return events;
}

function newcomer(pid: number, parent: ProcessRecord | undefined, at: number): ProcessRecord {
  const born = recordOf(sighting(pid, parent?.pid ?? 0), at, { parent: parent?.id, originalParent: parent?.id });
  return { ...born, nsPid: undefined, helper: undefined, bornInSight: true };
}

function pick(draft: TableDraft, index: number): ProcessRecord | undefined {
  const living = [...draft.living.values()];
  return living[index % Math.max(1, living.length)];
}

function eventFor(draft: TableDraft, choice: Choice, pid: number, at: number): UnstampedEvent | undefined {
  const one = pick(draft, choice.who);
  const other = pick(draft, choice.other);
  const { number, text } = choice;
  if (one === undefined) return { kind: 'fork', process: newcomer(pid, undefined, at) };
  const { id } = one;
  const makers: readonly (() => UnstampedEvent | undefined)[] = [
    () => ({ kind: 'fork', process: { ...newcomer(pid, one, at), name: text, uid: number % 5 } }),
    () => ({ kind: 'fork', process: newcomer(pid, one, at) }),
    () => exec(id, text, number),
    () => ({ kind: 'exit', id, exit: number % 2 === 0 ? { code: number % 256 } : { signal: 9, core: false } }),
    () => ({ kind: 'exit', id }),
    () => (id === '1@10' ? undefined : { kind: 'reaped', id }),
    () => ({ kind: 'adopted', id, from: one.parent, to: other?.id, ppid: other?.pid ?? 1, role: 'subreaper' }),
    () => ({ kind: 'changed', id, changes: { state: 'running', threads: number, nice: undefined } }),
    () => ({ kind: 'changed', id, changes: { name: text, cmdline: [text, text], uid: undefined } }),
    () => ({ kind: 'sampled', ids: [id], cpu: [(number % 1_000) / 1_000], rssBytes: [number * 4_096] }),
    () => line(id, number, text),
    () => ({ kind: 'turn', id, thread: number % 3 }),
    () => ({ kind: 'output', id, stream: 'stdout', text }),
    () => ({ kind: 'output', stream: 'stderr', text }),
    () => ({ kind: 'blocked', id, thread: 0, in: 'wait', detail: text }),
    () => ({ kind: 'thread-end', id, thread: 1 }),
    () => ({ kind: 'refused', id, call: 'fork', error: 'EAGAIN', by: 'kernel' }),
    () => signal(id, other?.id, number),
    () => waited(id, other?.id),
    () => ({ kind: 'checkpoint', processes: [...draft.ghosts.values(), ...draft.living.values()] }),
  ];
  return makers[choice.what % makers.length]?.();
}

function exec(id: ProcessId, text: string, number: number): UnstampedEvent {
  const cgroup = number % 2 === 0 ? '/user.slice' : undefined;
  const hidden = number % 3 === 0 ? ({ executable: 'permission' } as const) : {};
  return { kind: 'exec', id, name: text, cmdline: [text], executable: undefined, cgroup, container: undefined, hidden };
}

function line(id: ProcessId, number: number, text: string): UnstampedEvent {
  const variables = [
    { name: 'i', type: 'int', text: String(number % 3) },
    { name: 'name', type: 'str', text },
  ];
  return { kind: 'line', id, thread: number % 3, line: number, function: 'main', variables };
}

function signal(id: ProcessId, from: ProcessId | undefined, number: number): UnstampedEvent {
  return { kind: 'signal', id, ...(from !== undefined && { from }), signal: 1 + (number % 64), target: -1 };
}

function waited(id: ProcessId, child: ProcessId | undefined): UnstampedEvent {
  return { kind: 'waited', id, ...(child !== undefined && { child }), exit: { code: 0 } };
}
