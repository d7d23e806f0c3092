/** What a lab run adds to a table: where each thread of each process stands, and what has been written. */
import type { EventOf } from '#shared/events/process-event';
import { assertNever } from '#shared/model/assert-never';
import type { ProcessId } from '#shared/model/process';

type LineEvent = EventOf<'line'>;
type BlockedEvent = EventOf<'blocked'>;

/** A thread of the program: the line it is held at, or what it is blocked in. */
export interface LabThread {
  readonly thread: number;
  readonly line: number;
  readonly function: string;
  readonly variables: LineEvent['variables'];
  /** Turns it has had. */
  readonly turns: number;
  /** `held`: may be given a turn. `running`: has its turn. */
  readonly state: 'held' | 'running' | 'blocked';
  readonly blocked: Pick<BlockedEvent, 'in' | 'detail'> | undefined;
}

export interface OutputPiece {
  readonly seq: number;
  readonly id: ProcessId | undefined;
  readonly stream: EventOf<'output'>['stream'];
  readonly text: string;
}

export interface LabState {
  readonly threads: ReadonlyMap<ProcessId, readonly LabThread[]>;
  readonly output: readonly OutputPiece[];
  /** Turns given so far, and whose the last one was. */
  readonly turns: number;
  readonly lastTurn: ProcessId | undefined;
  readonly refusals: number;
}

export interface LabDraft extends LabState {
  threads: Map<ProcessId, readonly LabThread[]>;
  output: OutputPiece[];
  turns: number;
  lastTurn: ProcessId | undefined;
  refusals: number;
}

export const emptyLab: LabState = { threads: new Map(), output: [], turns: 0, lastTurn: undefined, refusals: 0 };

export function openLabDraft(lab: LabState): LabDraft {
  return { ...lab, threads: new Map(lab.threads), output: [...lab.output] };
}

const unseen = { line: 0, function: '', variables: [], turns: 0, blocked: undefined } as const;

/** Replaces what is known of one thread; threads stay in the order of their numbers. */
function changeThread(lab: LabDraft, id: ProcessId, thread: number, change: Partial<LabThread>): void {
  const threads = lab.threads.get(id) ?? [];
  const before = threads.find((one) => one.thread === thread) ?? { ...unseen, thread, state: 'running' };
  const others = threads.filter((one) => one.thread !== thread);
  lab.threads.set(
    id,
    [...others, { ...before, ...change }].sort((a, b) => a.thread - b.thread),
  );
}

type LabEvent = EventOf<'line' | 'turn' | 'output' | 'blocked' | 'thread-end' | 'refused' | 'signal' | 'waited'>;

/** The lab's part of the one reducer (`applyToDraft`). */
export function applyToLab(lab: LabDraft, event: LabEvent): void {
  switch (event.kind) {
    case 'line': {
      const { line, variables } = event;
      changeThread(lab, event.id, event.thread, {
        line,
        function: event.function,
        variables,
        state: 'held',
        blocked: undefined,
      });
      break;
    }
    case 'turn': {
      const turns = turnsOf(lab, event.id, event.thread) + 1;
      changeThread(lab, event.id, event.thread, { turns, state: 'running', blocked: undefined });
      lab.turns += 1;
      lab.lastTurn = event.id;
      break;
    }
    case 'blocked':
      changeThread(lab, event.id, event.thread, { state: 'blocked', blocked: { in: event.in, detail: event.detail } });
      break;
    case 'thread-end':
      lab.threads.set(
        event.id,
        (lab.threads.get(event.id) ?? []).filter(({ thread }) => thread !== event.thread),
      );
      break;
    case 'output':
      lab.output.push({ seq: event.seq, id: event.id, stream: event.stream, text: event.text });
      break;
    case 'refused':
      lab.refusals += 1;
      break;
    case 'signal':
    case 'waited':
      break; // Told in the process graph and the timeline; they change nothing that stands.
    default:
      assertNever(event);
  }
}

function turnsOf(lab: LabDraft, id: ProcessId, thread: number): number {
  return lab.threads.get(id)?.find((one) => one.thread === thread)?.turns ?? 0;
}
