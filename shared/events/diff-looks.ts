/**
 * Two looks at the process table become the events that must have happened between them. What happened and was undone
 * between the looks is not seen; the status says so (`sampled`).
 */
import type { ProcessTable } from '#shared/events/apply-events';
import type { UnstampedEvent } from '#shared/events/process-event';
import { type Look, recordOf, type Sighting } from '#shared/events/sighting';
import type { AdopterRole, ProcessId, ProcessRecord } from '#shared/model/process';

/** The first look: everything is there already, nobody's birth was seen. */
export function firstLook(look: Look): readonly ProcessRecord[] {
  const ids = idsByPid(look);
  return [...look.sightings.values()].map((sighting) => {
    const parents = { parent: ids.get(sighting.ppid), originalParent: undefined };
    const record = recordOf(sighting, look.at, parents);
    return sighting.state === 'zombie' ? { ...record, exit: sighting.exit } : record;
  });
}

/**
 * Births first, then what changed, then deaths, then the samples: the order in which a table can take them.
 * `table` is what `before` came to: samples are told only where they differ from it.
 */
export function diffLooks(before: Look, now: Look, table: ProcessTable): readonly UnstampedEvent[] {
  const ids = idsByPid(now);
  const births: UnstampedEvent[] = [];
  const changes: UnstampedEvent[] = [];
  for (const sighting of now.sightings.values()) {
    const previous = before.sightings.get(sighting.id);
    if (previous === undefined) births.push(...birthEvents(sighting, now, ids));
    else if (previous !== sighting) changes.push(...changeEvents(previous, sighting, before, now, ids));
  }
  return [...births, ...changes, ...deathEvents(before, now), ...sampleEvents(before, now, table)];
}

function idsByPid(look: Look): ReadonlyMap<number, ProcessId> {
  const ids = new Map<number, ProcessId>();
  for (const { pid, id } of look.sightings.values()) ids.set(pid, id);
  return ids;
}

function birthEvents(sighting: Sighting, look: Look, ids: ReadonlyMap<number, ProcessId>): UnstampedEvent[] {
  const parent = ids.get(sighting.ppid);
  // Found below init, it may have been born there or adopted since: its original parent is not a fact.
  const mayBeAdopted = parent === undefined || adopterRole(look.sightings.get(parent)) !== 'subreaper';
  const parents = { parent, originalParent: mayBeAdopted ? undefined : parent };
  const alive = { ...sighting, state: sighting.state === 'zombie' ? ('unknown' as const) : sighting.state };
  const fork: UnstampedEvent = {
    kind: 'fork',
    process: { ...recordOf(alive, look.at, parents), exit: undefined, bornInSight: true },
  };
  return sighting.state === 'zombie' ? [fork, { kind: 'exit', id: sighting.id, exit: sighting.exit }] : [fork];
}

function changeEvents(
  previous: Sighting,
  sighting: Sighting,
  before: Look,
  now: Look,
  ids: ReadonlyMap<number, ProcessId>,
): UnstampedEvent[] {
  const events: UnstampedEvent[] = [];
  const { id } = sighting;
  if (sighting.facts !== previous.facts) events.push(execEvent(sighting));
  if (sighting.ppid !== previous.ppid) {
    const to = ids.get(sighting.ppid);
    const role = to === undefined ? 'unknown' : adopterRole(now.sightings.get(to));
    events.push({ kind: 'adopted', id, from: idOfPid(before, previous.ppid), to, ppid: sighting.ppid, role });
  }
  const changes = changedFields(previous, sighting);
  if (Object.keys(changes).length > 0) events.push({ kind: 'changed', id, changes });
  if (sighting.state === 'zombie' && previous.state !== 'zombie') {
    events.push({ kind: 'exit', id, exit: sighting.exit });
  }
  return events;
}

function execEvent({ id, name, facts }: Sighting): UnstampedEvent {
  return { kind: 'exec', id, name, cmdline: facts.cmdline, executable: facts.executable };
}

/** Linear, but adoptions are rare and the map by pid of the previous look is not kept. */
function idOfPid(look: Look, pid: number): ProcessId | undefined {
  for (const sighting of look.sightings.values()) if (sighting.pid === pid) return sighting.id;
  return undefined;
}

/** Whoever adopts is PID 1, the init of a PID namespace, or has called PR_SET_CHILD_SUBREAPER: nobody else can. */
function adopterRole(adopter: Sighting | undefined): AdopterRole {
  if (adopter === undefined) return 'unknown';
  if (adopter.pid === 1) return 'init';
  return adopter.facts.namespaceInit ? 'namespace-init' : 'subreaper';
}

type Changes = Extract<UnstampedEvent, { kind: 'changed' }>['changes'];

function changedFields(previous: Sighting, sighting: Sighting): Changes {
  const changes: { -readonly [Field in keyof Changes]: Changes[Field] } = {};
  if (sighting.name !== previous.name && sighting.facts === previous.facts) changes.name = sighting.name;
  if (sighting.state !== previous.state && sighting.state !== 'zombie') changes.state = sighting.state;
  if (sighting.pgid !== previous.pgid) changes.pgid = sighting.pgid;
  if (sighting.sid !== previous.sid) changes.sid = sighting.sid;
  if (sighting.tty !== previous.tty) changes.tty = sighting.tty;
  if (sighting.nice !== previous.nice) changes.nice = sighting.nice;
  if (sighting.threads !== previous.threads) changes.threads = sighting.threads;
  return changes;
}

function deathEvents(before: Look, now: Look): UnstampedEvent[] {
  const events: UnstampedEvent[] = [];
  for (const { id, state } of before.sightings.values()) {
    if (now.sightings.has(id)) continue;
    if (state !== 'zombie') events.push({ kind: 'exit', id });
    events.push({ kind: 'reaped', id });
  }
  return events;
}

/** One event with columns for all whose share of the processor or memory is not what it was. */
function sampleEvents(before: Look, now: Look, table: ProcessTable): UnstampedEvent[] {
  const ids: ProcessId[] = [];
  const cpu: number[] = [];
  const rssBytes: number[] = [];
  for (const sighting of now.sightings.values()) {
    const known = table.living.get(sighting.id);
    const previous = before.sightings.get(sighting.id);
    if (known === undefined || previous === undefined || sighting.state === 'zombie') continue;
    const share = sighting.cpu ?? cpuShare(previous, sighting, now.at - before.at);
    const bytes = sighting.rssBytes ?? 0;
    if (share === known.cpu && bytes === known.rssBytes) continue;
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
