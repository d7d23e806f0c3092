/**
 * A process in a recording: only the fields in which it differs from its base are written, `null` where it has nothing
 * and its base has. A newborn's base is its parent, of which fork(2) makes it a copy.
 */
import { adopterRoles, hiddenReasons, type ProcessId, type ProcessRecord, processStates } from '#shared/model/process';
import { type Codec, codecs, isObject, isSame, isTime, listOf, oneOf } from '#shared/recording/codec';

const adoptionFields: { readonly [field: string]: Codec } = {
  at: codecs.time,
  from: codecs.id,
  fromName: codecs.text,
  fromNsPid: codecs.integer,
  to: codecs.id,
  toName: codecs.text,
  role: oneOf(adopterRoles),
};

const adoption: Codec = {
  write: (value, origin) => writeFields(value as object, adoptionFields, origin),
  read: (raw, origin) => {
    const fields = readFields(raw, adoptionFields, origin);
    return fields?.at === undefined || fields.role === undefined ? undefined : fields;
  },
};

const knownReasons = new Set<unknown>(hiddenReasons);
export const hidden: Codec = {
  write: (value) => value,
  read: (raw) => (isObject(raw) && Object.values(raw).every((reason) => knownReasons.has(reason)) ? raw : undefined),
};

/** By hand what `exitStatusSchema` says: every process ends once. */
export const exitStatus: Codec = {
  write: (value) => value,
  read: (raw) => (isObject(raw) && (Number.isSafeInteger(raw.code) || isKill(raw)) ? raw : undefined),
};

function isKill({ signal, core }: { readonly [field: string]: unknown }): boolean {
  return Number.isSafeInteger(signal) && typeof core === 'boolean';
}

export const recordFields: { readonly [Field in Exclude<keyof ProcessRecord, 'id'>]-?: Codec } = {
  pid: codecs.integer,
  nsPid: codecs.integer,
  birth: codecs.text,
  helper: codecs.text,
  startTicks: codecs.number,
  startedAt: codecs.time,
  ppid: codecs.integer,
  parent: codecs.id,
  originalParent: codecs.id,
  adoptions: listOf(adoption),
  name: codecs.text,
  cmdline: codecs.texts,
  executable: codecs.text,
  state: oneOf(processStates),
  uid: codecs.integer,
  user: codecs.text,
  cgroup: codecs.text,
  container: codecs.text,
  pgid: codecs.integer,
  sid: codecs.integer,
  tty: codecs.integer,
  nice: codecs.integer,
  threads: codecs.integer,
  kernelThread: codecs.flag,
  cpu: codecs.number,
  rssBytes: codecs.kibibytes,
  seenAt: codecs.time,
  bornInSight: codecs.flag,
  exit: exitStatus,
  exitedAt: codecs.time,
  goneAt: codecs.time,
  hidden,
};
const fieldEntries = Object.entries(recordFields) as [keyof typeof recordFields, Codec][];
const codecOf: ReadonlyMap<string, Codec> = new Map(fieldEntries);
/** A process without these is no process. */
const needed = new Set([
  'pid',
  'startTicks',
  'ppid',
  'adoptions',
  'name',
  'state',
  'kernelThread',
  'seenAt',
  'bornInSight',
  'hidden',
]);

/** What is known of a process by its id alone. */
export function bareRecord(id: ProcessId, at: number): ProcessRecord {
  return newRecord(id, undefined, at);
}

/** Milliseconds between two ticks, as nearly everywhere (sysconf(3), _SC_CLK_TCK); where it is not so, the difference is written. */
const TICK_MS = 10;

/** What a newborn is when nothing else is said: a copy of its parent, with one thread, and a parent of its own. */
export function newbornRecord(id: ProcessId, parent: ProcessRecord | undefined, at: number): ProcessRecord {
  const record = newRecord(id, parent, at);
  record.bornInSight = true;
  return record;
}

type Writable<Value> = { -readonly [Field in keyof Value]: Value[Field] };

/** One literal with every field: a million of these are made, and what is put together piece by piece is slow. */
function newRecord(id: ProcessId, parent: ProcessRecord | undefined, at: number): Writable<ProcessRecord> {
  const cut = id.indexOf('@');
  const startTicks = Number(id.slice(cut + 1));
  return {
    id,
    pid: Number(id.slice(0, cut)),
    nsPid: undefined,
    birth: undefined,
    helper: parent?.helper,
    startTicks,
    startedAt: startOf(startTicks, parent),
    ppid: parent?.pid ?? 0,
    parent: parent?.id,
    originalParent: parent?.id,
    adoptions: [],
    name: parent?.name ?? '?',
    cmdline: parent?.cmdline,
    executable: parent?.executable,
    state: 'sleeping',
    uid: parent?.uid,
    user: parent?.user,
    cgroup: parent?.cgroup,
    container: parent?.container,
    pgid: parent?.pgid,
    sid: parent?.sid,
    tty: parent?.tty,
    nice: parent?.nice,
    threads: 1,
    kernelThread: parent?.kernelThread ?? false,
    cpu: undefined,
    rssBytes: undefined,
    seenAt: at,
    bornInSight: false,
    exit: undefined,
    exitedAt: undefined,
    goneAt: undefined,
    hidden: parent?.hidden ?? {},
  };
}

/** A start that could not be shown as a date is none that is known. */
function startOf(startTicks: number, parent: ProcessRecord | undefined): number | undefined {
  if (parent?.startedAt === undefined) return undefined;
  const at = parent.startedAt + (startTicks - parent.startTicks) * TICK_MS;
  return isTime(at) ? at : undefined;
}

/** Times that differ by less than this many milliseconds are one: sums of fractions do not come out even. */
const SAME_TIME_MS = 0.01;

export function writeRecord(record: ProcessRecord, base: ProcessRecord, origin: number): { [field: string]: unknown } {
  const raw: { [field: string]: unknown } = {};
  for (const [field, codec] of fieldEntries) {
    const value = record[field];
    const usual = base[field];
    if (isSame(value, usual)) continue;
    if (codec === codecs.time && Math.abs(Number(value) - Number(usual)) < SAME_TIME_MS) continue;
    raw[field] = value === undefined ? null : codec.write(value, origin);
  }
  return raw;
}

/** Writes into `base`, which must be new. Undefined when a field is not what it should be. */
export function readRecord(
  raw: { readonly [field: string]: unknown },
  base: ProcessRecord,
  origin: number,
): ProcessRecord | undefined {
  const record = base as unknown as { [field: string]: unknown };
  for (const field of Object.keys(raw)) {
    const codec = codecOf.get(field);
    if (codec === undefined) continue;
    const written = raw[field];
    const value = written === null ? undefined : codec.read(written, origin);
    if (value === undefined && (written !== null || needed.has(field))) return undefined;
    record[field] = value;
  }
  return base;
}

/** The fields of an object that are known; undefined ones are left out. */
function writeFields(value: object, fields: { readonly [field: string]: Codec }, origin: number): object {
  const entries = Object.entries(value).filter(([field, one]) => one !== undefined && fields[field] !== undefined);
  return Object.fromEntries(entries.map(([field, one]) => [field, fields[field]?.write(one, origin)]));
}

function readFields(
  raw: unknown,
  fields: { readonly [field: string]: Codec },
  origin: number,
): { [field: string]: unknown } | undefined {
  if (!isObject(raw)) return undefined;
  const values: { [field: string]: unknown } = {};
  for (const [field, codec] of Object.entries(fields)) {
    const written = raw[field];
    if (written === undefined) continue;
    const value = codec.read(written, origin);
    if (value === undefined) return undefined;
    values[field] = value;
  }
  return values;
}
