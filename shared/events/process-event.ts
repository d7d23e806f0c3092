/**
 * The one stream that everything is a fold over. Every source (the /proc scanner, ps-list, a recording) speaks this
 * closed union, and `applyEvents` is the only way a table changes.
 */
import { z } from 'zod';
import { adopterRoleSchema, exitStatusSchema, processIdSchema, processRecordSchema } from '#shared/model/process';

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
    uid: record.uid,
    user: record.user,
    cmdline: record.cmdline,
    executable: record.executable,
  })
  .readonly();

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
]);

export type ProcessEvent = z.infer<typeof processEventSchema>;
export type EventOf<Kind extends ProcessEvent['kind']> = Extract<ProcessEvent, { kind: Kind }>;
/** An event before the stream has stamped it. */
export type UnstampedEvent = ProcessEvent extends infer Event
  ? Event extends ProcessEvent
    ? Omit<Event, 'seq' | 'at'>
    : never
  : never;
