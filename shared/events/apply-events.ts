import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import { applyToLab, emptyLab, type LabDraft, type LabState, openLabDraft } from '#shared/lab/lab-state';
import { assertNever } from '#shared/model/assert-never';
import { copyRecord, type ProcessId, type ProcessRecord } from '#shared/model/process';

/** The state of the world at one moment: the living (zombies among them) and the remembered dead, oldest death first. */
export interface ProcessTable {
  readonly seq: number;
  /** Milliseconds since the epoch of the last event applied. */
  readonly at: number;
  readonly living: ReadonlyMap<ProcessId, ProcessRecord>;
  readonly ghosts: ReadonlyMap<ProcessId, ProcessRecord>;
  /** Where a program being stepped stands; empty outside the lab. */
  readonly lab: LabState;
}

/** How long and how many ghosts are remembered, so that a storm of short processes floods nothing. */
const GHOST_KEEP_MS = 60_000;
const GHOST_LIMIT = 1_000;

export const emptyTable: ProcessTable = { seq: -1, at: 0, living: new Map(), ghosts: new Map(), lab: emptyLab };

/** A table that is folded into in place, by whoever owns it alone. */
export interface TableDraft {
  seq: number;
  at: number;
  living: Map<ProcessId, ProcessRecord>;
  ghosts: Map<ProcessId, ProcessRecord>;
  lab: LabState;
  /** `lab` once it was changed here: most batches tell nothing of a lab and share the one that they found. */
  ownLab: LabDraft | undefined;
}

export function openDraft({ seq, at, living, ghosts, lab }: ProcessTable): TableDraft {
  return { seq, at, living: new Map(living), ghosts: new Map(ghosts), lab, ownLab: undefined };
}

/** The one place where an event changes a table. */
export function applyToDraft(draft: TableDraft, event: ProcessEvent): void {
  change(draft, event);
  draft.seq = event.seq;
  draft.at = event.at;
}

/** The table as it stands; the draft may be folded into further. */
export function snapshotOf(draft: TableDraft): ProcessTable {
  forgetOldGhosts(draft);
  // What is given away is changed no more: the next change of the lab makes a copy.
  draft.ownLab = undefined;
  const { seq, at, living, ghosts, lab } = draft;
  return { seq, at, living: new Map(living), ghosts: new Map(ghosts), lab };
}

/** Folds a batch into a table. Pure: the table given is not touched; one copy is made per batch, not per event. */
export function applyEvents(table: ProcessTable, events: readonly ProcessEvent[]): ProcessTable {
  if (events.length === 0) return table;
  const draft = openDraft(table);
  for (const event of events) applyToDraft(draft, event);
  forgetOldGhosts(draft);
  const { ownLab: _own, ...after } = draft;
  return after;
}

export function applyEvent(table: ProcessTable, event: ProcessEvent): ProcessTable {
  return applyEvents(table, [event]);
}

/** Looks among the living first, then among the ghosts. */
export function findProcess(table: ProcessTable, id: ProcessId | undefined): ProcessRecord | undefined {
  if (id === undefined) return undefined;
  return table.living.get(id) ?? table.ghosts.get(id);
}

function change(draft: TableDraft, event: ProcessEvent): void {
  switch (event.kind) {
    case 'checkpoint':
      restore(draft, event);
      break;
    case 'fork':
      draft.living.set(event.process.id, event.process);
      break;
    case 'exec':
      execute(draft, event);
      break;
    case 'exit':
      end(draft, event);
      break;
    case 'adopted':
      adopt(draft, event);
      break;
    case 'reaped':
      reap(draft, event);
      break;
    case 'changed':
      update(draft, event.id, event.changes);
      break;
    case 'sampled':
      sample(draft, event);
      break;
    case 'line':
    case 'turn':
    case 'output':
    case 'blocked':
    case 'thread-end':
    case 'refused':
    case 'signal':
    case 'waited':
      applyToLab(changeLab(draft), event);
      break;
    default:
      assertNever(event);
  }
}

function changeLab(draft: TableDraft): LabDraft {
  draft.ownLab ??= openLabDraft(draft.lab);
  draft.lab = draft.ownLab;
  return draft.ownLab;
}

/** Where the threads of a process stand is nothing to know any more once it ended. */
export function forgetThreads(draft: TableDraft, id: ProcessId): void {
  if (draft.lab.threads.has(id)) changeLab(draft).threads.delete(id);
}

function restore(draft: TableDraft, event: EventOf<'checkpoint'>): void {
  draft.living.clear();
  draft.ghosts.clear();
  for (const process of event.processes) {
    (process.state === 'gone' ? draft.ghosts : draft.living).set(process.id, process);
  }
}

/** An event about a process that is not in the table (a cut recording, a lost fork) changes nothing. */
function update(draft: TableDraft, id: ProcessId, changes: Partial<ProcessRecord>): void {
  const process = draft.living.get(id);
  if (process !== undefined) draft.living.set(id, Object.assign(copyRecord(process), changes));
}

function adopt(draft: TableDraft, event: EventOf<'adopted'>): void {
  const process = draft.living.get(event.id);
  if (process === undefined) return;
  const from = findProcess(draft, event.from);
  const adoption = {
    at: event.at,
    from: event.from,
    fromName: from?.name,
    fromNsPid: from?.nsPid,
    to: event.to,
    toName: findProcess(draft, event.to)?.name,
    role: event.role,
  };
  update(draft, event.id, { parent: event.to, ppid: event.ppid, adoptions: [...process.adoptions, adoption] });
}

/** The new program brings its own name, command line and executable; what of these is unknown is unknown. */
function execute(
  draft: TableDraft,
  { id, name, cmdline, executable, cgroup, container, hidden }: EventOf<'exec'>,
): void {
  // A helper that the kernel starts is a kernel thread until it executes a program.
  update(draft, id, { name, cmdline, executable, cgroup, container, hidden, kernelThread: false });
}

/** What ended holds no memory and no processor any more, only its pid and its exit status. */
function end(draft: TableDraft, event: EventOf<'exit'>): void {
  forgetThreads(draft, event.id);
  const process = draft.living.get(event.id);
  if (process === undefined) return;
  const zombie = copyRecord(process);
  zombie.state = 'zombie';
  zombie.exit = event.exit;
  zombie.exitedAt = event.at;
  zombie.cpu = undefined;
  zombie.rssBytes = 0;
  zombie.threads = undefined;
  draft.living.set(event.id, zombie);
}

function reap(draft: TableDraft, event: EventOf<'reaped'>): void {
  forgetThreads(draft, event.id);
  const process = draft.living.get(event.id);
  if (process === undefined) return;
  draft.living.delete(event.id);
  const exitedAt = process.exitedAt ?? event.at;
  const ghost = copyRecord(process);
  ghost.state = 'gone';
  ghost.exitedAt = exitedAt;
  ghost.goneAt = event.at;
  ghost.cpu = undefined;
  draft.ghosts.set(event.id, ghost);
}

function sample(draft: TableDraft, event: EventOf<'sampled'>): void {
  for (const [row, id] of event.ids.entries()) {
    const process = draft.living.get(id);
    if (process === undefined || process.state === 'zombie') continue;
    const sampled = copyRecord(process);
    sampled.cpu = event.cpu[row];
    sampled.rssBytes = event.rssBytes[row];
    draft.living.set(id, sampled);
  }
}

/**
 * Ghosts lie in the order of their deaths, so the ones to forget are always at the front. The parent that a living
 * orphan lost is spared: its place in the picture says where the orphan came from.
 */
export function forgetOldGhosts(draft: TableDraft): void {
  let spared: ReadonlySet<ProcessId> | undefined;
  for (const [id, ghost] of draft.ghosts) {
    const tooMany = draft.ghosts.size > GHOST_LIMIT;
    const tooOld = draft.at - (ghost.goneAt ?? draft.at) > GHOST_KEEP_MS;
    if (!tooMany && !tooOld) return;
    spared ??= parentsLostByTheLiving(draft);
    if (spared.has(id)) continue;
    draft.ghosts.delete(id);
  }
}

function parentsLostByTheLiving(draft: TableDraft): ReadonlySet<ProcessId> {
  const lost = new Set<ProcessId>();
  for (const { adoptions } of draft.living.values()) {
    for (const { from } of adoptions) if (from !== undefined) lost.add(from);
  }
  return lost;
}
