/** What just happened in a run, as facts to be put into sentences: only what is worth a word, newest last. */
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import type { EventOf, ProcessEvent } from '#shared/events/process-event';
import type { AdopterRole, ProcessId, ProcessRecord } from '#shared/model/process';

/** Pids as the program sees them. */
type NoteFact =
  | { readonly kind: 'fork'; readonly parent: number | undefined; readonly helper: string | undefined }
  | { readonly kind: 'exec'; readonly command: string }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: number }
  | { readonly kind: 'zombie'; readonly parent: number | undefined }
  | {
      readonly kind: 'orphan';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly role: AdopterRole;
    }
  | { readonly kind: 'waited'; readonly child: number | undefined }
  | { readonly kind: 'blocked'; readonly in: BlockedIn }
  | { readonly kind: 'refused'; readonly call: string; readonly error: string; readonly by: 'kernel' | 'gate' }
  | { readonly kind: 'signal'; readonly signal: number; readonly from: number | undefined };

export interface Note {
  readonly seq: number;
  readonly id: ProcessId;
  readonly pid: number;
  readonly fact: NoteFact;
}

/** The pid that the program itself would tell. */
export function innerPid(process: Pick<ProcessRecord, 'pid' | 'nsPid'>): number {
  return process.nsPid ?? process.pid;
}

/** `table`: after the last of the events; it knows the dead as well. */
export function notesOf(events: readonly ProcessEvent[], table: ProcessTable): readonly Note[] {
  const pidOf = (id: ProcessId | undefined) => {
    if (id === undefined) return undefined;
    const process = findProcess(table, id);
    return process === undefined ? Number.parseInt(id, 10) : innerPid(process);
  };
  return events.flatMap((event) => {
    const fact = factOf(event, table, pidOf);
    const id = event.kind === 'fork' ? event.process.id : 'id' in event ? event.id : undefined;
    const pid = pidOf(id);
    if (fact === undefined || id === undefined || pid === undefined) return [];
    return [{ seq: event.seq, id: id, pid, fact }];
  });
}

type PidOf = (id: ProcessId | undefined) => number | undefined;

function factOf(event: ProcessEvent, table: ProcessTable, pidOf: PidOf): NoteFact | undefined {
  switch (event.kind) {
    case 'fork':
      return { kind: 'fork', parent: pidOf(event.process.originalParent), helper: event.process.helper };
    case 'exec':
      return { kind: 'exec', command: event.cmdline?.join(' ') ?? event.name };
    case 'exit':
      if (event.exit === undefined) return undefined;
      return 'code' in event.exit
        ? { kind: 'exited', code: event.exit.code }
        : { kind: 'killed', signal: event.exit.signal };
    case 'changed':
      if (event.changes.state !== 'zombie') return undefined;
      return { kind: 'zombie', parent: pidOf(findProcess(table, event.id)?.parent) };
    case 'adopted':
      return { kind: 'orphan', from: pidOf(event.from), to: pidOf(event.to) ?? event.ppid, role: event.role };
    case 'waited':
      return { kind: 'waited', child: pidOf(event.child) };
    case 'blocked':
      return { kind: 'blocked', in: blockedIn(event) };
    case 'refused':
      return { kind: 'refused', call: event.call, error: event.error, by: event.by };
    case 'signal':
      return { kind: 'signal', signal: event.signal, from: pidOf(event.from) };
    default:
      return undefined;
  }
}

/** With the number of the thread behind it, as in a line of birth; the main one goes without. */
export function pidWithThread(process: Pick<ProcessRecord, 'pid' | 'nsPid'>, thread: number): string {
  return thread === 0 ? String(innerPid(process)) : `${innerPid(process)}#${thread}`;
}

type BlockedIn = EventOf<'blocked'>['in'] | 'vfork';

/** vfork(2) is none of the reasons that are recorded, but there is more to say of it than of others in the kernel. */
export function blockedIn({ in: reason, detail }: Pick<EventOf<'blocked'>, 'in' | 'detail'>): BlockedIn {
  return detail === 'vfork' ? 'vfork' : reason;
}
