/**
 * A look at the process table, compared with what is known, becomes the events that must have happened since. What
 * happened and was undone between two looks is not seen; the status says so (`sampled`).
 */
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import type { UnstampedEvent } from '#shared/events/process-event';
import { type Look, recordOf, type Sighting } from '#shared/events/sighting';
import { adopterRoleOf } from '#shared/model/adopter-role';
import type { AdopterRole, ProcessId, ProcessRecord } from '#shared/model/process';

/** A look that was compared already. */
export interface ComparedLook extends Look {
  /** What it tells of these was not taken, since something newer was known. */
  readonly passedOver: ReadonlySet<ProcessId>;
}

/** What is known besides the looks. */
export interface Beside {
  /** Of these something newer is known than the look tells. */
  readonly newer?: ReadonlySet<ProcessId>;
  /** Somebody else tells of each exec: other differences are a process that gives itself another title. */
  readonly execsAreTold?: boolean;
  /** It lives, though the look does not show it. */
  isHidden?(process: ProcessRecord): boolean;
}

/** The first look: everything is there already, nobody's birth was seen. */
export function firstLook(look: Look): readonly ProcessRecord[] {
  const ids = idsByPid(look);
  return [...look.sightings.values()].map((sighting) =>
    recordOf(sighting, look.at, { parent: ids.get(sighting.ppid), originalParent: undefined }),
  );
}

/**
 * Births first, then what changed, then deaths, then the samples: the order in which a table can take them.
 * @param table what is known; `now` is told only where it differs from it
 * @param before the look before, against which processor time is measured
 */
export function diffLooks(
  table: ProcessTable,
  before: ComparedLook,
  now: Look,
  beside: Beside = {},
): readonly UnstampedEvent[] {
  const ids = idsByPid(now);
  const births: UnstampedEvent[] = [];
  const changes: UnstampedEvent[] = [];
  for (const sighting of now.sightings.values()) {
    if (beside.newer?.has(sighting.id) === true) continue;
    const record = table.living.get(sighting.id);
    // A ghost in the look died while the look was taken.
    if (record === undefined && !table.ghosts.has(sighting.id)) births.push(...birthEvents(sighting, now, ids));
    else if (record !== undefined && !isKnown(sighting, before)) {
      const program = programChange(record, sighting, before, beside);
      changes.push(...changeEvents(record, sighting, program, table, now, ids));
    }
  }
  return [...births, ...changes, ...deathEvents(table, now, ids, beside), ...sampleEvents(table, before, now)];
}

/** Most are as the look before has shown them: a source gives the same sighting again, which need not be compared. */
function isKnown(sighting: Sighting, { sightings, passedOver }: ComparedLook): boolean {
  return sightings.get(sighting.id) === sighting && !passedOver.has(sighting.id);
}

function idsByPid(look: Look): ReadonlyMap<number, ProcessId> {
  const ids = new Map<number, ProcessId>();
  for (const { pid, id } of look.sightings.values()) ids.set(pid, id);
  return ids;
}

function birthEvents(sighting: Sighting, look: Look, ids: ReadonlyMap<number, ProcessId>): UnstampedEvent[] {
  const parent = ids.get(sighting.ppid);
  const mayBeAdopted = parent === undefined || !isSurelyChildOf(sighting, look.sightings.get(parent));
  const parents = { parent, originalParent: mayBeAdopted ? undefined : parent };
  const alive = { ...sighting, state: sighting.state === 'zombie' ? ('unknown' as const) : sighting.state };
  const process = { ...recordOf(alive, look.at, parents), exit: undefined, bornInSight: true };
  const fork: UnstampedEvent = { kind: 'fork', process };
  return sighting.state === 'zombie' ? [fork, { kind: 'exit', id: sighting.id, exit: sighting.exit }] : [fork];
}

/**
 * Found below init, or below somebody of another session and group, it may have been born there or been adopted since:
 * then its original parent is not a fact.
 */
function isSurelyChildOf(child: Sighting, parent: Sighting | undefined): boolean {
  if (parent === undefined || adopterRole(parent) !== 'subreaper') return false;
  return child.sid === parent.sid || child.pgid === parent.pgid;
}

function changeEvents(
  record: ProcessRecord,
  sighting: Sighting,
  program: ProgramChange,
  table: ProcessTable,
  now: Look,
  ids: ReadonlyMap<number, ProcessId>,
): UnstampedEvent[] {
  const events: UnstampedEvent[] = [];
  const { id } = record;
  if (program === 'executed') events.push(execEvent(sighting));
  if (sighting.ppid !== record.ppid) events.push(adoptionEvent(record, sighting, table, now, ids));
  const changes = changedFields(record, sighting, program);
  if (Object.keys(changes).length > 0) events.push({ kind: 'changed', id, changes });
  if (sighting.state === 'zombie' && record.state !== 'zombie') events.push({ kind: 'exit', id, exit: sighting.exit });
  return events;
}

/** Another program, another title of the same one, or neither. */
type ProgramChange = 'executed' | 'retitled' | undefined;

function programChange(record: ProcessRecord, sighting: Sighting, before: Look, beside: Beside): ProgramChange {
  if (!looksLikeNewProgram(record, sighting)) return undefined;
  // The exec was told when nothing of the new program could be read as yet.
  if (record.hidden.cmdline === 'gone') return 'executed';
  const start = before.sightings.get(sighting.id)?.programStart;
  const isSame = start !== undefined && start === sighting.programStart;
  return beside.execsAreTold === true || isSame ? 'retitled' : 'executed';
}

/** A dead program has no command line any more; that is no exec. */
function looksLikeNewProgram({ cmdline, executable }: ProcessRecord, { state, facts }: Sighting): boolean {
  if (state === 'zombie' || facts.cmdline === cmdline) return false;
  return facts.executable !== executable || facts.cmdline?.join('\0') !== cmdline?.join('\0');
}

function execEvent({ id, name, facts }: Sighting): UnstampedEvent {
  const { cmdline, executable, cgroup, container, hidden } = facts;
  return { kind: 'exec', id, name, cmdline, executable, cgroup, container, hidden };
}

function adoptionEvent(
  { id, parent }: ProcessRecord,
  { ppid }: Sighting,
  table: ProcessTable,
  now: Look,
  ids: ReadonlyMap<number, ProcessId>,
): UnstampedEvent {
  const to = ids.get(ppid);
  const role = to === undefined ? 'unknown' : adopterRole(now.sightings.get(to));
  return { kind: 'adopted', id, from: findProcess(table, parent)?.id, to, ppid, role };
}

function adopterRole(adopter: Sighting | undefined): AdopterRole {
  return adopterRoleOf(adopter?.pid, adopter?.facts.namespaceInit ?? false);
}

type Changes = Extract<UnstampedEvent, { kind: 'changed' }>['changes'];

function changedFields(record: ProcessRecord, sighting: Sighting, program: ProgramChange): Changes {
  const { facts } = sighting;
  const changes: { -readonly [Field in keyof Changes]: Changes[Field] } = {};
  if (sighting.name !== record.name && program !== 'executed') changes.name = sighting.name;
  if (program === 'retitled') Object.assign(changes, { cmdline: facts.cmdline, executable: facts.executable });
  if (sighting.state !== record.state && sighting.state !== 'zombie') changes.state = sighting.state;
  if (program !== undefined && facts.uid !== record.uid) Object.assign(changes, userOf(sighting));
  if (facts.nsPid !== record.nsPid) changes.nsPid = facts.nsPid;
  if (sighting.pgid !== record.pgid) changes.pgid = sighting.pgid;
  if (sighting.sid !== record.sid) changes.sid = sighting.sid;
  if (sighting.tty !== record.tty) changes.tty = sighting.tty;
  if (sighting.nice !== record.nice) changes.nice = sighting.nice;
  if (sighting.threads !== record.threads && sighting.state !== 'zombie') changes.threads = sighting.threads;
  return changes;
}

/** A set-user-ID program changes whose process it is. */
function userOf({ facts }: Sighting): Changes {
  return { uid: facts.uid, user: facts.user };
}

function deathEvents(
  table: ProcessTable,
  now: Look,
  ids: ReadonlyMap<number, ProcessId>,
  { newer, isHidden }: Beside,
): UnstampedEvent[] {
  const events: UnstampedEvent[] = [];
  for (const record of table.living.values()) {
    const { id, pid, state } = record;
    if (now.sightings.has(id) || newer?.has(id) === true) continue;
    // Whose pid another one has is dead for sure.
    if (!ids.has(pid) && isHidden?.(record) === true) continue;
    if (state !== 'zombie') events.push({ kind: 'exit', id });
    events.push({ kind: 'reaped', id });
  }
  return events;
}

/** One event with columns for all whose share of the processor or memory is not what it was. */
function sampleEvents(table: ProcessTable, before: Look, now: Look): UnstampedEvent[] {
  const ids: ProcessId[] = [];
  const cpu: number[] = [];
  const rssBytes: number[] = [];
  for (const sighting of now.sightings.values()) {
    const record = table.living.get(sighting.id);
    const previous = before.sightings.get(sighting.id);
    if (record === undefined || previous === undefined || sighting.state === 'zombie') continue;
    const share = sighting.cpu ?? cpuShare(previous, sighting, now.at - before.at);
    const bytes = sighting.rssBytes ?? 0;
    if (share === record.cpu && bytes === record.rssBytes) continue;
    ids.push(sighting.id);
    cpu.push(share);
    rssBytes.push(bytes);
  }
  return ids.length === 0 ? [] : [{ kind: 'sampled', ids, cpu, rssBytes }];
}

function cpuShare(previous: Sighting, sighting: Sighting, elapsedMs: number): number {
  if (sighting.cpuMs === undefined || previous.cpuMs === undefined || elapsedMs <= 0) return 0;
  return (sighting.cpuMs - previous.cpuMs) / elapsedMs;
}
