/**
 * The collector's own table: every event is stamped and folded in as it is made, and waits here for the next batch.
 * Two indexes answer what the kernel's events ask all the time: who is pid N, and whose parent is N.
 */
import { applyToDraft, emptyTable, forgetOldGhosts, openDraft, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent, UnstampedEvent } from '#shared/events/process-event';
import type { ProcessId, ProcessRecord } from '#shared/model/process';

export interface LiveTable {
  readonly table: ProcessTable;
  /** `at` in milliseconds since the epoch; an event is never older than the one before it. */
  add(event: UnstampedEvent, at: number): void;
  /** The living process that has this pid now. */
  ofPid(pid: number): ProcessRecord | undefined;
  childrenOf(id: ProcessId): readonly ProcessRecord[];
  readonly zombies: ReadonlySet<ProcessId>;
  /** Whom the events after `seq` are about, as far as they have not been taken yet. */
  touchedSince(seq: number): ReadonlySet<ProcessId>;
  /** What has been added since it was last taken. */
  takeBatch(): readonly ProcessEvent[];
  /** The events that bring an empty table to this one. */
  addCheckpoint(): void;
}

export function createLiveTable(): LiveTable {
  const draft = openDraft(emptyTable);
  const byPid = new Map<number, ProcessId>();
  const children = new Map<ProcessId, Set<ProcessId>>();
  const zombies = new Set<ProcessId>();
  let batch: ProcessEvent[] = [];

  function add(unstamped: UnstampedEvent, at: number): void {
    const event = { ...unstamped, seq: draft.seq + 1, at: Math.max(at, draft.at) } as ProcessEvent;
    unlink(event);
    applyToDraft(draft, event);
    link(event);
    batch.push(event);
  }

  /** Takes out of the indexes whoever the event is about to move or remove. */
  function unlink(event: ProcessEvent): void {
    if (event.kind === 'checkpoint') {
      byPid.clear();
      children.clear();
      zombies.clear();
    } else if (event.kind === 'reaped' || event.kind === 'adopted') {
      const process = draft.living.get(event.id);
      if (process?.parent !== undefined) children.get(process.parent)?.delete(process.id);
      if (event.kind === 'adopted' || process === undefined) return;
      children.delete(process.id);
      zombies.delete(process.id);
      if (byPid.get(process.pid) === process.id) byPid.delete(process.pid);
    }
  }

  function link(event: ProcessEvent): void {
    if (event.kind === 'checkpoint') for (const process of draft.living.values()) linkOne(process);
    else if (event.kind === 'fork') linkOne(event.process);
    else if (event.kind === 'adopted') linkOne(draft.living.get(event.id));
    else if (event.kind === 'exit' && draft.living.has(event.id)) zombies.add(event.id);
  }

  function linkOne(process: ProcessRecord | undefined): void {
    if (process === undefined) return;
    byPid.set(process.pid, process.id);
    if (process.state === 'zombie') zombies.add(process.id);
    if (process.parent === undefined) return;
    const siblings = children.get(process.parent);
    if (siblings === undefined) children.set(process.parent, new Set([process.id]));
    else siblings.add(process.id);
  }

  function living(id: ProcessId | undefined): ProcessRecord | undefined {
    return id === undefined ? undefined : draft.living.get(id);
  }

  return {
    table: draft,
    add,
    ofPid: (pid) => living(byPid.get(pid)),
    childrenOf: (id) => [...(children.get(id) ?? [])].flatMap((child) => living(child) ?? []),
    zombies,
    touchedSince: (seq) => new Set(batch.filter((event) => event.seq > seq).flatMap(subjects)),
    takeBatch: () => {
      const taken = batch;
      batch = [];
      forgetOldGhosts(draft);
      return taken;
    },
    addCheckpoint: () => {
      const processes = [...draft.ghosts.values(), ...draft.living.values()];
      add({ kind: 'checkpoint', processes }, draft.at);
    },
  };
}

function subjects(event: ProcessEvent): readonly ProcessId[] {
  if (event.kind === 'checkpoint' || event.kind === 'sampled') return [];
  const id = event.kind === 'fork' ? event.process.id : event.id;
  return id === undefined ? [] : [id];
}
