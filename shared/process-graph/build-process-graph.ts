import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { orderLanes } from '#shared/process-graph/order-lanes';
import type { Lane, Link, Mark, ProcessGraph, Span } from '#shared/process-graph/process-graph';

interface Draft {
  readonly id: ProcessId;
  readonly pid: number;
  name: string;
  readonly parent: ProcessId | undefined;
  readonly from: number;
  to: number | undefined;
  /** Since when it has been as it is now. */
  since: number;
  kind: Span['kind'];
  readonly spans: Span[];
  readonly marks: Mark[];
}

export interface GraphOptions {
  /** The first process; it and all that descend from it by birth are drawn. */
  readonly root: ProcessId;
  readonly maxLanes: number;
}

/** The graph of everything in `events`, which may be the whole of a run or its beginning. */
export function buildProcessGraph(events: readonly ProcessEvent[], options: GraphOptions): ProcessGraph {
  const builder = new GraphBuilder(options);
  for (const event of events) builder.add(event);
  return builder.finish();
}

class GraphBuilder {
  readonly #options: GraphOptions;
  readonly #drafts = new Map<ProcessId, Draft>();
  readonly #columns: number[] = [];
  readonly #links: Link[] = [];
  readonly #left = new Set<ProcessId>();
  /** What happened last, so that what belongs to the same moment shares its column. */
  #last: ProcessEvent | undefined;
  /** As they see themselves; who adopts may have no line. */
  readonly #pids = new Map<ProcessId, number>();

  constructor(options: GraphOptions) {
    this.#options = options;
  }

  add(event: ProcessEvent): void {
    switch (event.kind) {
      case 'checkpoint':
        for (const { id, pid, nsPid } of event.processes) this.#pids.set(id, nsPid ?? pid);
        for (const process of event.processes) if (process.id === this.#options.root) this.#begin(process, event.seq);
        break;
      case 'fork':
        this.#pids.set(event.process.id, event.process.nsPid ?? event.process.pid);
        this.#fork(event);
        break;
      case 'exec':
        this.#mark(event, event.id, { kind: 'exec', name: event.name }, (draft) => {
          draft.name = event.name;
        });
        break;
      case 'exit':
        this.#mark(event, event.id, { kind: 'exit', exit: event.exit }, (draft, column) =>
          turn(draft, 'zombie', column),
        );
        break;
      case 'adopted':
        this.#mark(event, event.id, {
          kind: 'adopted',
          role: event.role,
          ppid: event.to === undefined ? event.ppid : (this.#pids.get(event.to) ?? event.ppid),
        });
        break;
      case 'waited':
        this.#wait(event);
        break;
      case 'reaped':
        this.#reap(event);
        break;
      case 'output':
        if (event.id !== undefined) this.#write(event, event.id);
        break;
      case 'signal':
        if (event.id !== undefined) this.#mark(event, event.id, { kind: 'signal', signal: event.signal });
        break;
      case 'refused':
        this.#mark(event, event.id, { kind: 'refused', call: event.call, error: event.error });
        break;
      case 'blocked':
        this.#turn(event, event.id, 'blocked');
        break;
      case 'line':
        this.#turn(event, event.id, 'alive');
        break;
      default:
        break; // Samples, changes and turns are no moments of their own.
    }
  }

  finish(): ProcessGraph {
    const end = this.#columns.length;
    const lanes = orderLanes([...this.#drafts.values()]).map((draft) => closeLane(draft, end));
    return { lanes, links: this.#links, columns: this.#columns, omitted: this.#left.size };
  }

  #begin(process: ProcessRecord, seq: number, parent?: ProcessId): void {
    const { id, name } = process;
    if (this.#drafts.has(id)) return;
    const from = this.#columns.length === 0 ? this.#open(seq) : this.#columns.length - 1;
    const pid = process.nsPid ?? process.pid;
    this.#drafts.set(id, {
      id,
      pid,
      name,
      parent,
      from,
      to: undefined,
      since: from,
      kind: 'alive',
      spans: [],
      marks: [],
    });
  }

  #open(seq: number): number {
    return this.#columns.push(seq) - 1;
  }

  /** The column of an event: the one before it when it is a consequence of what happened there, else a new one. */
  #columnOf(event: ProcessEvent): number {
    const belongs = this.#last !== undefined && isConsequence(this.#last, event) && this.#columns.length > 0;
    this.#last = event;
    return belongs ? this.#columns.length - 1 : this.#open(event.seq);
  }

  #fork(event: EventOf<'fork'>): void {
    const { process } = event;
    if (process.id === this.#options.root) {
      this.#begin(process, event.seq);
      return;
    }
    const parent = process.originalParent ?? process.parent;
    if (parent === undefined) return;
    if (this.#left.has(parent) || (this.#drafts.has(parent) && this.#drafts.size >= this.#options.maxLanes)) {
      this.#left.add(process.id);
      return;
    }
    if (!this.#drafts.has(parent)) return;
    const column = this.#columnOf(event);
    this.#begin(process, event.seq, parent);
    this.#links.push({ kind: 'fork', column, from: parent, to: process.id });
  }

  #wait(event: EventOf<'waited'>): void {
    const { child } = event;
    if (child === undefined || !this.#drafts.has(event.id) || !this.#drafts.has(child)) return;
    const column = this.#columnOf(event);
    this.#links.push({ kind: 'join', column, from: child, to: event.id });
  }

  #reap(event: EventOf<'reaped'>): void {
    const draft = this.#drafts.get(event.id);
    if (draft === undefined || draft.to !== undefined) return;
    draft.to = this.#columnOf(event);
  }

  #write(event: EventOf<'output'>, id: ProcessId): void {
    const draft = this.#drafts.get(id);
    const before = draft?.marks.at(-1);
    const goesOn = this.#last?.kind === 'output' && this.#last.id === id && before?.kind === 'output';
    if (draft !== undefined && goesOn)
      draft.marks[draft.marks.length - 1] = { ...before, text: before.text + event.text };
    else this.#mark(event, id, { kind: 'output', text: event.text });
  }

  #mark(
    event: ProcessEvent,
    id: ProcessId,
    mark: Mark extends infer Each ? (Each extends Mark ? Omit<Each, 'column' | 'seq'> : never) : never,
    change?: (draft: Draft, column: number) => void,
  ): void {
    const draft = this.#drafts.get(id);
    if (draft === undefined) return;
    const column = this.#columnOf(event);
    draft.marks.push({ ...mark, column, seq: event.seq } as Mark);
    change?.(draft, column);
  }

  /** To be blocked is a moment; to go on after it belongs to the moment that follows. */
  #turn(event: ProcessEvent, id: ProcessId, kind: 'alive' | 'blocked'): void {
    const draft = this.#drafts.get(id);
    if (draft === undefined || draft.kind === kind || draft.kind === 'zombie') return;
    turn(draft, kind, kind === 'blocked' ? this.#columnOf(event) : this.#columns.length - 1);
  }
}

function turn(draft: Draft, kind: Span['kind'], column: number): void {
  if (column > draft.since) draft.spans.push({ kind: draft.kind, from: draft.since, to: column });
  draft.kind = kind;
  draft.since = column;
}

/** A death and the moves of its children, a wait and the end of whom it was for, are one moment each. */
function isConsequence(cause: ProcessEvent, event: ProcessEvent): boolean {
  if (event.kind === 'adopted') return (cause.kind === 'exit' && event.from === cause.id) || cause.kind === 'adopted';
  if (event.kind === 'reaped') return cause.kind === 'waited' && cause.child === event.id;
  if (event.kind === 'waited') return cause.kind === 'reaped' && cause.id === event.child;
  return false;
}

function closeLane({ id, pid, name, parent, from, to, since, kind, spans, marks }: Draft, end: number): Lane {
  const until = to ?? end;
  const last = until > since || spans.length === 0 ? [{ kind, from: since, to: until }] : [];
  return { id, pid, name, parent, from, to, spans: [...spans, ...last], marks };
}
