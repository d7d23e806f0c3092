/** Takes out of events what whoever saves a recording does not want to give away. */
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import type { LeftOut } from '#shared/recording/recording-format';

/**
 * Command lines may hold names, paths and passwords. (The environment of a process is in no event, so in no recording.)
 * @param ownUid whose command lines stay when those of others are left out; undefined where there are no such numbers
 * @returns to be given all events in their order: a later event may tell of a process only by its id
 */
export function createLeaveOut(choice: LeftOut, ownUid: number | undefined): (event: ProcessEvent) => ProcessEvent {
  if (choice === 'nothing') return (event) => event;
  const own = new Set<ProcessId>();
  const isOwn = (uid: number | undefined): boolean => choice === 'others' && uid !== undefined && uid === ownUid;

  function withoutCommandLine(process: ProcessRecord): ProcessRecord {
    if (isOwn(process.uid)) own.add(process.id);
    if (own.has(process.id) || process.cmdline === undefined) return process;
    return { ...process, cmdline: undefined, hidden: { ...process.hidden, cmdline: 'left-out' } };
  }

  return (event) => {
    switch (event.kind) {
      case 'checkpoint':
        return { ...event, processes: event.processes.map(withoutCommandLine) };
      case 'fork':
        return { ...event, process: withoutCommandLine(event.process) };
      case 'exec':
        if (own.has(event.id) || event.cmdline === undefined) return event;
        return { ...event, cmdline: undefined, hidden: { ...event.hidden, cmdline: 'left-out' } };
      case 'changed': {
        if (event.changes.uid !== undefined && !isOwn(event.changes.uid)) own.delete(event.id);
        if (own.has(event.id) || event.changes.cmdline === undefined) return event;
        return { ...event, changes: { ...event.changes, cmdline: undefined } };
      }
      case 'reaped':
        own.delete(event.id);
        return event;
      default:
        return event;
    }
  };
}
