/**
 * One event as one line of a recording, and back. `k` is its kind, `t` its time, `i` the process that it is about; a
 * checkpoint has its number `n`, from which the others count. The rest stands under its own name (FORMAT.md).
 */
import { applyToDraft, emptyTable, forgetThreads, openDraft, type TableDraft } from '#shared/events/apply-events';
import type { EventOf, ProcessEvent, Variable } from '#shared/events/process-event';
import { adopterRoles, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { type Codec, codecs, isObject, isSame, oneOf, roundTo } from '#shared/recording/codec';
import {
  bareRecord,
  exitStatus,
  hidden,
  newbornRecord,
  readRecord,
  recordFields,
  writeRecord,
} from '#shared/recording/record-codec';

/** What both ends know at the same place of a recording: its start, and the table that the events before have made. */
export interface Context {
  readonly origin: number;
  readonly draft: TableDraft;
}

export function openContext(origin: number): Context {
  return { origin, draft: openDraft(emptyTable) };
}

/**
 * What the encoder needs of the table: samples, output and ends are the base of nothing, and they are many. The decoder
 * folds everything, and finds the same bases.
 */
export function follow({ draft }: Context, event: ProcessEvent): void {
  if (event.kind === 'sampled' || event.kind === 'output') return;
  if (event.kind === 'exit') forgetThreads(draft, event.id);
  else if (event.kind === 'reaped') {
    draft.living.delete(event.id);
    forgetThreads(draft, event.id);
  } else applyToDraft(draft, event);
}

type Raw = { [field: string]: unknown };
type Shape = { readonly [field: string]: Codec };

/** Events that are no more than their fields. */
const shapes = {
  exit: { exit: exitStatus },
  adopted: { from: codecs.id, to: codecs.id, ppid: codecs.integer, role: oneOf(adopterRoles) },
  reaped: {},
  turn: { thread: codecs.thread },
  output: { stream: oneOf(['stdout', 'stderr']), text: codecs.text },
  blocked: {
    thread: codecs.thread,
    in: oneOf(['wait', 'read', 'write', 'lock', 'sleep', 'signal', 'other']),
    detail: codecs.text,
  },
  'thread-end': { thread: codecs.thread },
  refused: { call: codecs.text, error: codecs.text, by: oneOf(['kernel', 'gate']) },
  signal: { from: codecs.id, signal: codecs.integer, target: codecs.integer },
  waited: { child: codecs.id, exit: exitStatus },
} as const satisfies {
  [Kind in
    | 'exit'
    | 'adopted'
    | 'reaped'
    | 'turn'
    | 'output'
    | 'blocked'
    | 'thread-end'
    | 'refused'
    | 'signal'
    | 'waited']: {
    [Field in Exclude<keyof EventOf<Kind>, 'kind' | 'seq' | 'at' | 'id'>]-?: Codec;
  };
};
type SimpleKind = keyof typeof shapes;

/** What such an event must have besides its time; the rest may be missing. */
const neededFields: { readonly [Kind in SimpleKind]: readonly string[] } = {
  exit: ['id'],
  adopted: ['id', 'ppid', 'role'],
  reaped: ['id'],
  turn: ['id', 'thread'],
  output: ['stream', 'text'],
  blocked: ['id', 'thread', 'in'],
  'thread-end': ['id', 'thread'],
  refused: ['id', 'call', 'error', 'by'],
  signal: ['signal'],
  waited: ['id'],
};

const changeFields: Shape = {
  name: codecs.text,
  state: recordFields.state,
  ppid: codecs.integer,
  parent: codecs.id,
  pgid: codecs.integer,
  sid: codecs.integer,
  tty: codecs.integer,
  nice: codecs.integer,
  threads: codecs.integer,
  nsPid: codecs.integer,
  uid: codecs.integer,
  user: codecs.text,
  cmdline: codecs.texts,
  executable: codecs.text,
  helper: codecs.text,
} satisfies { [Field in keyof EventOf<'changed'>['changes']]-?: Codec };

export function writeEvent(event: ProcessEvent, context: Context): Raw {
  const { origin, draft } = context;
  const head = { k: event.kind, t: roundTo(event.at - origin, 1_000) };
  switch (event.kind) {
    case 'checkpoint':
      return { ...head, n: event.seq, processes: event.processes.map((one) => writeProcess(one, event.at, origin)) };
    case 'fork': {
      const { id, parent } = event.process;
      const base = newbornRecord(id, livingOf(draft, parent), event.at);
      return { ...head, i: id, from: livingOf(draft, parent)?.id, ...writeRecord(event.process, base, origin) };
    }
    case 'exec':
      return { ...head, i: event.id, ...writeExec(event, livingOf(draft, event.id)) };
    case 'changed':
      return { ...head, i: event.id, to: writeChanges(event.changes, origin) };
    case 'sampled':
      return {
        ...head,
        ids: event.ids,
        cpu: event.cpu.map((share) => roundTo(share, 10_000)),
        rss: event.rssBytes.map((bytes) => bytes / 1_024),
      };
    case 'line': {
      const { id, thread, line, variables } = event;
      const before = variablesOf(draft, id, thread);
      return {
        ...head,
        i: id,
        ...(thread !== 0 && { thread }),
        line,
        function: event.function,
        variables: variables.map((variable) => writeVariable(variable, before)),
      };
    }
    default:
      return { ...head, i: event.id, ...writeShape(event, shapes[event.kind], origin) };
  }
}

function writeProcess(process: ProcessRecord, at: number, origin: number): Raw {
  return { i: process.id, ...writeRecord(process, bareRecord(process.id, at), origin) };
}

/** The group and the container mostly stay what they were; the program's own facts are told each time. */
function writeExec(event: EventOf<'exec'>, process: ProcessRecord | undefined): Raw {
  const { name, cmdline, executable, cgroup, container } = event;
  return {
    name,
    cmdline,
    executable,
    ...(cgroup !== process?.cgroup && { cgroup: cgroup ?? null }),
    ...(container !== process?.container && { container: container ?? null }),
    ...(!isSame(event.hidden, process?.hidden ?? {}) && { hidden: event.hidden }),
  };
}

function writeChanges(changes: object, origin: number): Raw {
  const entries = Object.entries(changes);
  return Object.fromEntries(
    entries.map(([field, value]) => [field, value === undefined ? null : changeFields[field]?.write(value, origin)]),
  );
}

/** A variable that is what it was at the thread's line before is only named. */
function writeVariable(variable: Variable, before: readonly Variable[]): unknown {
  const { name, type, text } = variable;
  const same = before.find((one) => one.name === name);
  return same?.type === type && same.text === text ? name : [name, type, text];
}

function writeShape(event: object, shape: Shape, origin: number): Raw {
  const raw: Raw = {};
  for (const [field, codec] of Object.entries(shape)) {
    const value = (event as Raw)[field];
    if (value !== undefined) raw[field] = codec.write(value, origin);
  }
  return raw;
}

function livingOf(draft: TableDraft, id: ProcessId | undefined): ProcessRecord | undefined {
  return id === undefined ? undefined : draft.living.get(id);
}

function variablesOf(draft: TableDraft, id: ProcessId, thread: number): readonly Variable[] {
  return draft.lab.threads.get(id)?.find((one) => one.thread === thread)?.variables ?? [];
}

/** Undefined when it is no event. `seq` and `at` are what the place in the recording makes of it. */
export function readEvent(raw: Raw, seq: number, at: number, context: Context): ProcessEvent | undefined {
  const { k: kind, i } = raw;
  const id = i === undefined ? undefined : (codecs.id.read(i, 0) as ProcessId | undefined);
  if (i !== undefined && id === undefined) return undefined;
  if (kind === 'sampled') return readSampled(raw, seq, at);
  if (kind === 'checkpoint') return readCheckpoint(raw, seq, at, context.origin);
  if (shapeEntries.has(kind as string)) {
    return readSimple(
      raw,
      kind as SimpleKind,
      id === undefined ? { kind, seq, at } : { kind, seq, at, id },
      context.origin,
    );
  }
  if (id === undefined) return undefined;
  switch (kind) {
    case 'fork':
      return readFork(raw, id, seq, at, context);
    case 'exec':
      return readExec(raw, id, seq, at, context);
    case 'changed':
      return readChanged(raw, id, seq, at, context.origin);
    case 'line':
      return readLine(raw, id, seq, at, context);
    default:
      return undefined;
  }
}

/** As lists once and for all: a million events are read by them. */
const shapeEntries = new Map(Object.entries(shapes).map(([kind, shape]) => [kind, Object.entries<Codec>(shape)]));

function readSimple(raw: Raw, kind: SimpleKind, event: Raw, origin: number): ProcessEvent | undefined {
  for (const [field, codec] of shapeEntries.get(kind) ?? []) {
    const written = raw[field];
    if (written === undefined) continue;
    event[field] = codec.read(written, origin);
    if (event[field] === undefined) return undefined;
  }
  for (const field of neededFields[kind]) if (event[field] === undefined) return undefined;
  return event as unknown as ProcessEvent;
}

function readCheckpoint(raw: Raw, seq: number, at: number, origin: number): EventOf<'checkpoint'> | undefined {
  if (!Array.isArray(raw.processes)) return undefined;
  const processes: ProcessRecord[] = [];
  for (const one of raw.processes as readonly unknown[]) {
    if (!isObject(one)) return undefined;
    const id = codecs.id.read(one.i, 0) as ProcessId | undefined;
    const process = id === undefined ? undefined : readRecord(one, bareRecord(id, at), origin);
    if (process === undefined) return undefined;
    processes.push(process);
  }
  return { kind: 'checkpoint', seq, at, processes };
}

function readFork(raw: Raw, id: ProcessId, seq: number, at: number, context: Context): EventOf<'fork'> | undefined {
  const from = raw.from === undefined ? undefined : codecs.id.read(raw.from, 0);
  const parent = livingOf(context.draft, from as ProcessId | undefined);
  const process = readRecord(raw, newbornRecord(id, parent, at), context.origin);
  return process === undefined ? undefined : { kind: 'fork', seq, at, process };
}

function readExec(raw: Raw, id: ProcessId, seq: number, at: number, context: Context): EventOf<'exec'> | undefined {
  const process = livingOf(context.draft, id);
  const { name } = raw;
  const cmdline = orUsual(raw.cmdline, codecs.texts, undefined);
  const executable = orUsual(raw.executable, codecs.text, undefined);
  const cgroup = orUsual(raw.cgroup, codecs.text, process?.cgroup);
  const container = orUsual(raw.container, codecs.text, process?.container);
  const why = orUsual(raw.hidden, hidden, process?.hidden ?? {}) ?? damaged;
  if (typeof name !== 'string' || cmdline === damaged || executable === damaged) return undefined;
  if (cgroup === damaged || container === damaged || why === damaged) return undefined;
  return { kind: 'exec', seq, at, id, name, cmdline, executable, cgroup, container, hidden: why } as EventOf<'exec'>;
}

const damaged = Symbol('damaged');

/** What is not written is as usual, and `null` is nothing. */
function orUsual(written: unknown, codec: Codec, usual: unknown): unknown {
  if (written === undefined) return usual;
  return written === null ? undefined : (codec.read(written, 0) ?? damaged);
}

function readChanged(raw: Raw, id: ProcessId, seq: number, at: number, origin: number): ProcessEvent | undefined {
  if (!isObject(raw.to)) return undefined;
  const changes: Raw = {};
  for (const [field, written] of Object.entries(raw.to)) {
    const codec = Object.hasOwn(changeFields, field) ? changeFields[field] : undefined;
    const value = written === null ? undefined : codec?.read(written, origin);
    const mayBeNothing = field !== 'name' && field !== 'state' && field !== 'ppid';
    if (codec === undefined || (value === undefined && !(written === null && mayBeNothing))) return undefined;
    changes[field] = value;
  }
  return { kind: 'changed', seq, at, id, changes };
}

function readSampled({ ids, cpu, rss }: Raw, seq: number, at: number): EventOf<'sampled'> | undefined {
  const columns = [codecs.ids.read(ids, 0), codecs.numbers.read(cpu, 0), codecs.numbers.read(rss, 0)] as const;
  if (columns.includes(undefined)) return undefined;
  const [who, shares, sizes] = columns as [ProcessId[], number[], number[]];
  if (who.length !== shares.length || who.length !== sizes.length) return undefined;
  return { kind: 'sampled', seq, at, ids: who, cpu: shares, rssBytes: sizes.map((kibibytes) => kibibytes * 1_024) };
}

function readLine(raw: Raw, id: ProcessId, seq: number, at: number, context: Context): EventOf<'line'> | undefined {
  const thread = codecs.thread.read(raw.thread ?? 0, 0) as number | undefined;
  const line = codecs.integer.read(raw.line, 0) as number | undefined;
  if (thread === undefined || line === undefined || typeof raw.function !== 'string') return undefined;
  if (!Array.isArray(raw.variables)) return undefined;
  const before = variablesOf(context.draft, id, thread);
  const variables: Variable[] = [];
  for (const written of raw.variables as readonly unknown[]) {
    const variable = readVariable(written, before);
    if (variable === undefined) return undefined;
    variables.push(variable);
  }
  return { kind: 'line', seq, at, id, thread, line, function: raw.function, variables };
}

/** A name alone refers to the thread's line before; when that was lost, what it was is not known. */
function readVariable(written: unknown, before: readonly Variable[]): Variable | undefined {
  if (typeof written === 'string') {
    return before.find(({ name }) => name === written) ?? { name: written, type: '?', text: '?' };
  }
  if (codecs.texts.read(written, 0) === undefined) return undefined;
  const [name, type, text] = written as readonly string[];
  return name === undefined || type === undefined || text === undefined ? undefined : { name, type, text };
}
