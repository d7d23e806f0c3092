/** What there is to say of a run once it is over: the JSON of `lab run --json`. */
import type { ProcessEvent } from '#shared/events/process-event';
import type { Containment, LabOutcome, LabStatus } from '#shared/lab/run';
import type { ExitStatus, ProcessId, ProcessRecord } from '#shared/model/process';

export interface RunSummary {
  readonly outcome: LabOutcome;
  readonly detail: string | null;
  readonly containment: Containment;
  readonly policy: string;
  readonly processes: readonly SummaryOfProcess[];
  readonly forks: number;
  readonly refused: number;
  /** What each wrote, in the order in which they first wrote; `process` is null where the writer could not be told. */
  readonly output: readonly { readonly process: ProcessId | null; readonly text: string }[];
  /** Everything that was written, in order. */
  readonly stdout: string;
  /** Whose turn it was, by line of birth: replays the run (`--schedule`). */
  readonly schedule: readonly string[];
  readonly leftover: number;
}

interface SummaryOfProcess {
  readonly id: ProcessId;
  /** As it sees itself. */
  readonly pid: number;
  /** The original parent's. */
  readonly parent: ProcessId | null;
  readonly birth: string | null;
  readonly name: string;
  readonly helper: string | null;
  readonly exit: { readonly code: number } | { readonly signal: number } | null;
  readonly adoptedBy: ProcessId | null;
  /** It had ended and was not reaped when all others had come to rest. */
  readonly wasZombie: boolean;
}

type Ended = Extract<LabStatus, { kind: 'ended' }>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export function runSummary(status: Ended, events: readonly ProcessEvent[]): RunSummary {
  const processes = summarizeProcesses(events, status.root);
  const births = new Map([...processes.values()].map(({ id, birth }) => [id, birth]));
  const pieces = events.flatMap((event) => (event.kind === 'output' ? [event] : []));
  return {
    outcome: status.outcome,
    detail: status.detail ?? null,
    containment: status.containment,
    policy: status.start.policy.name,
    processes: [...processes.values()],
    forks: events.filter(({ kind }) => kind === 'fork').length,
    refused: events.filter(({ kind }) => kind === 'refused').length,
    output: pieces.map(({ id, text }) => ({ process: id ?? null, text })),
    stdout: pieces.map(({ text }) => text).join(''),
    schedule: events.flatMap((event) => {
      if (event.kind !== 'turn') return [];
      const birth = births.get(event.id);
      return birth == null ? [] : [event.thread === 0 ? birth : `${birth}#${event.thread}`];
    }),
    leftover: status.leftover,
  };
}

function summarizeProcesses(events: readonly ProcessEvent[], root: ProcessId) {
  const found = new Map<ProcessId, Mutable<SummaryOfProcess>>();
  for (const event of events) {
    if (event.kind === 'checkpoint') {
      for (const record of event.processes) if (record.id === root) found.set(root, born(record));
    } else if (event.kind === 'fork') {
      found.set(event.process.id, born(event.process));
    } else if ('id' in event && event.id !== undefined) {
      const process = found.get(event.id);
      if (process !== undefined) follow(process, event);
    }
  }
  return found;
}

function born(record: ProcessRecord): Mutable<SummaryOfProcess> {
  return {
    id: record.id,
    pid: record.nsPid ?? record.pid,
    parent: record.originalParent ?? null,
    birth: record.birth ?? null,
    name: record.name,
    helper: record.helper ?? null,
    exit: null,
    adoptedBy: null,
    wasZombie: false,
  };
}

function follow(process: Mutable<SummaryOfProcess>, event: ProcessEvent): void {
  if (event.kind === 'exec') process.name = event.name;
  if (event.kind === 'exit') process.exit = exitOf(event.exit);
  if (event.kind === 'adopted') process.adoptedBy = event.to ?? null;
  if (event.kind === 'changed' && event.changes.state === 'zombie') process.wasZombie = true;
  if (event.kind === 'changed' && event.changes.name !== undefined) process.name = event.changes.name;
  if (event.kind === 'changed' && event.changes.helper !== undefined) process.helper = event.changes.helper;
}

function exitOf(exit: ExitStatus | undefined): SummaryOfProcess['exit'] {
  if (exit === undefined) return null;
  return 'code' in exit ? { code: exit.code } : { signal: exit.signal };
}
