/**
 * The one stream that everything is a fold over. Every source (the /proc scanner, ps-list, a recording) speaks this
 * closed union, and `applyEvents` is the only way a table changes.
 */

import {
  adopterRoleSchema,
  exitStatusSchema,
  processIdSchema,
  processRecordSchema,
} from '#shared/model/process-schema';
import { z } from '#shared/zod';

/** `seq` rises by one an event within a stream; `at` is milliseconds since the epoch and never falls. */
const stamp = { seq: z.number().int(), at: z.number() };

/** What may change in a living process without it being a fork, exec, exit or adoption. */
const { name, state, ppid, ...record } = processRecordSchema.unwrap().shape;
const changesSchema = z
  .object({
    name: z.exactOptional(name),
    state: z.exactOptional(state),
    ppid: z.exactOptional(ppid),
    parent: record.parent,
    pgid: record.pgid,
    sid: record.sid,
    tty: record.tty,
    nice: record.nice,
    threads: record.threads,
    nsPid: record.nsPid,
    uid: record.uid,
    user: record.user,
    cmdline: record.cmdline,
    executable: record.executable,
    helper: record.helper,
  })
  .readonly();

/** A variable as a person reads it: its type and its `repr`, cut to a bearable length. */
const variableSchema = z.object({ name: z.string(), type: z.string(), text: z.string() }).readonly();
export type Variable = z.infer<typeof variableSchema>;

export const processEventSchema = z.discriminatedUnion('kind', [
  /** The full table; replaces whatever was known. */
  z.object({ kind: z.literal('checkpoint'), ...stamp, processes: z.array(processRecordSchema) }),
  z.object({ kind: z.literal('fork'), ...stamp, process: processRecordSchema }),
  z.object({
    kind: z.literal('exec'),
    ...stamp,
    id: processIdSchema,
    name: z.string(),
    cmdline: record.cmdline,
    executable: record.executable,
    cgroup: record.cgroup,
    container: record.container,
    hidden: record.hidden,
  }),
  /** Ended, not necessarily reaped: until `reaped` it is a zombie. `exit` is undefined where it could not be read. */
  z.object({ kind: z.literal('exit'), ...stamp, id: processIdSchema, exit: exitStatusSchema.optional() }),
  z.object({
    kind: z.literal('adopted'),
    ...stamp,
    id: processIdSchema,
    from: processIdSchema.optional(),
    to: processIdSchema.optional(),
    ppid: z.number().int(),
    role: adopterRoleSchema,
  }),
  z.object({ kind: z.literal('reaped'), ...stamp, id: processIdSchema }),
  z.object({ kind: z.literal('changed'), ...stamp, id: processIdSchema, changes: changesSchema }),
  /** Columns of equal length: process ids, CPU share of one core, resident bytes. */
  z.object({
    kind: z.literal('sampled'),
    ...stamp,
    ids: z.array(processIdSchema),
    cpu: z.array(z.number()),
    rssBytes: z.array(z.number()),
  }),

  // What the lab adds: a program being stepped. Threads are numbered by their start, 0 is the main one.
  /** Held before it runs this line of the program (1 is the first), with the variables it can see. */
  z.object({
    kind: z.literal('line'),
    ...stamp,
    id: processIdSchema,
    thread: z.number().int(),
    line: z.number().int(),
    function: z.string(),
    variables: z.array(variableSchema).readonly(),
  }),
  /** It was given the turn: it runs until its next `line`, `blocked` or `exit`. The turns of a run are its schedule. */
  z.object({ kind: z.literal('turn'), ...stamp, id: processIdSchema, thread: z.number().int() }),
  /** Written to the program's standard output or error; without `id` the writer could not be told. */
  z.object({
    kind: z.literal('output'),
    ...stamp,
    id: processIdSchema.optional(),
    stream: z.enum(['stdout', 'stderr']),
    text: z.string(),
  }),
  /** Took its turn and sleeps in the kernel; `detail` is what it waits for, e.g. a call or a channel. */
  z.object({
    kind: z.literal('blocked'),
    ...stamp,
    id: processIdSchema,
    thread: z.number().int(),
    in: z.enum(['wait', 'read', 'write', 'lock', 'sleep', 'signal', 'other']),
    detail: z.string().optional(),
  }),
  /** A thread other than the main one has ended, its process goes on. */
  z.object({ kind: z.literal('thread-end'), ...stamp, id: processIdSchema, thread: z.number().int() }),
  /** A call that the kernel or the gate refused, e.g. fork with EAGAIN at the process limit. */
  z.object({
    kind: z.literal('refused'),
    ...stamp,
    id: processIdSchema,
    call: z.string(),
    error: z.string(),
    by: z.enum(['kernel', 'gate']),
  }),
  /** Sent by `from` to `id` (kill(2)); `target` is what was asked for when it was a group or everybody. */
  z.object({
    kind: z.literal('signal'),
    ...stamp,
    id: processIdSchema.optional(),
    from: processIdSchema.optional(),
    signal: z.number().int(),
    target: z.number().int().optional(),
  }),
  /** A wait of `id` came back with this child and its status: the join of fork. */
  z.object({
    kind: z.literal('waited'),
    ...stamp,
    id: processIdSchema,
    child: processIdSchema.optional(),
    exit: exitStatusSchema.optional(),
  }),
]);

export type ProcessEvent = z.infer<typeof processEventSchema>;
export type EventOf<Kind extends ProcessEvent['kind']> = Extract<ProcessEvent, { kind: Kind }>;
/** An event before the stream has stamped it. */
export type UnstampedEvent = ProcessEvent extends infer Event
  ? Event extends ProcessEvent
    ? Omit<Event, 'seq' | 'at'>
    : never
  : never;
