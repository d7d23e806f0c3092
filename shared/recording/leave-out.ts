/**
 * Takes out of events what whoever saves a recording does not want to give away. Command lines may hold names, paths
 * and passwords. (The environment of a process is in no event, so in no recording.)
 */
import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { type LeftOut, leftOutChoices } from '#shared/recording/recording-format';

type StripRecord = (process: ProcessRecord) => ProcessRecord;

/** For a process as it stands. `ownUid` as in `createLeaveOut`. */
export function leaveOutOfRecord(choice: LeftOut, ownUid: number | undefined): StripRecord {
  return (process) => (choice === 'nothing' || isOwn(choice, ownUid, process.uid) ? process : stripped(process));
}

/** Of two choices the one that leaves out more. */
export function stricterOf(one: LeftOut, other: LeftOut): LeftOut {
  return leftOutChoices.indexOf(one) > leftOutChoices.indexOf(other) ? one : other;
}

/**
 * @param ownUid whose command lines stay when those of others are left out; undefined where there are no such numbers,
 *   or where nobody knows whose they are: then everybody is somebody else
 * @returns to be given all events in their order, in batches as they were told: a later event may tell of a process only
 *   by its id, and that a new program belongs to somebody else is told just after its command line
 */
export function createLeaveOut(
  choice: LeftOut,
  ownUid: number | undefined,
): (events: readonly ProcessEvent[]) => readonly ProcessEvent[] {
  if (choice === 'nothing') return (events) => events;
  const own = new Set<ProcessId>();
  const isOwner = (uid: number | undefined): boolean => isOwn(choice, ownUid, uid);

  function note(id: ProcessId, uid: number | undefined): void {
    if (isOwner(uid)) own.add(id);
    else own.delete(id);
  }

  function strip(process: ProcessRecord): ProcessRecord {
    note(process.id, process.uid);
    return own.has(process.id) ? process : stripped(process);
  }

  function stripEvent(event: ProcessEvent, leaves: ReadonlySet<ProcessEvent>): ProcessEvent {
    switch (event.kind) {
      case 'checkpoint':
        own.clear();
        return { ...event, processes: event.processes.map(strip) };
      case 'fork':
        return { ...event, process: strip(event.process) };
      case 'exec':
        return own.has(event.id) && !leaves.has(event) ? event : stripped(event);
      case 'changed':
        if (tellsOwner(event)) note(event.id, event.changes.uid);
        if ((own.has(event.id) && !leaves.has(event)) || event.changes.cmdline === undefined) return event;
        return { ...event, changes: { ...event.changes, cmdline: undefined } };
      case 'reaped':
        own.delete(event.id);
        return event;
      default:
        return event;
    }
  }

  return (events) => {
    const leaves = leavingIn(events, isOwner);
    return events.map((event) => stripEvent(event, leaves));
  };
}

function isOwn(choice: LeftOut, ownUid: number | undefined, uid: number | undefined): boolean {
  return choice === 'others' && uid !== undefined && uid === ownUid;
}

function stripped<Told extends Pick<ProcessRecord, 'cmdline' | 'hidden'>>(told: Told): Told {
  if (told.cmdline === undefined) return told;
  return { ...told, cmdline: undefined, hidden: { ...told.hidden, cmdline: 'left-out' } };
}

function tellsOwner({ changes }: EventOf<'changed'>): boolean {
  return Object.hasOwn(changes, 'uid');
}

/** What tells the command line of a program that is told afterwards to be somebody else's. */
function leavingIn(
  events: readonly ProcessEvent[],
  isOwner: (uid: number | undefined) => boolean,
): ReadonlySet<ProcessEvent> {
  const leaves = new Set<ProcessEvent>();
  const soonOthers = new Set<ProcessId>();
  for (const event of events.toReversed()) {
    if (event.kind === 'checkpoint') soonOthers.clear();
    if (event.kind !== 'changed' && event.kind !== 'exec') continue;
    if (event.kind === 'changed' && tellsOwner(event)) {
      if (isOwner(event.changes.uid)) soonOthers.delete(event.id);
      else soonOthers.add(event.id);
    }
    if (soonOthers.has(event.id)) leaves.add(event);
    // What an earlier program was called is no business of this one's owner.
    if (event.kind === 'exec') soonOthers.delete(event.id);
  }
  return leaves;
}
