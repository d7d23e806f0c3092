/** What the supervisor (assets/lab/supervisor) says of a run, one JSON value a line. */
import { z } from 'zod';
import { type ProcessEvent, processEventSchema } from '#shared/events/process-event';
import { containmentKinds, labOutcomes } from '#shared/lab/run';
import { type ProcessRecord, processId } from '#shared/model/process';
import { processIdSchema } from '#shared/model/process-schema';

const processSchema = z.object({ pid: z.number().int().positive(), startTicks: z.number().int().nonnegative() });

/** A process as it is when it appears. */
const bornSchema = processSchema.extend({
  nsPid: z.number().int(),
  ppid: z.number().int(),
  parent: processIdSchema.optional(),
  name: z.string(),
  cmdline: z.array(z.string()),
  executable: z.string().optional(),
  uid: z.number().int().optional(),
  pgid: z.number().int(),
  sid: z.number().int(),
  tty: z.number().int(),
  nice: z.number().int(),
  threads: z.number().int(),
  birth: z.string(),
  helper: z.string().optional(),
});
type Born = z.infer<typeof bornSchema>;

const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    at: z.number(),
    init: bornSchema,
    root: bornSchema,
    supervisor: processSchema,
    containment: z.object({
      kind: z.enum(containmentKinds),
      bounds: z.array(z.string()),
      because: z.string().exactOptional(),
    }),
    python: z.string(),
    program: z.string(),
  }),
  z.object({ kind: z.literal('event'), at: z.number(), event: z.looseObject({ kind: z.string() }) }),
  z.object({ kind: z.literal('pace'), pace: z.enum(['held', 'running']) }),
  z.object({
    kind: z.literal('ended'),
    outcome: z.enum(labOutcomes),
    detail: z.string().exactOptional(),
    leftover: z.number().int().nonnegative(),
  }),
  z.object({ kind: z.literal('failed'), code: z.enum(['does-not-parse', 'start-failed']), detail: z.string() }),
]);
export type RunMessage = z.infer<typeof messageSchema>;
export type StartedMessage = Extract<RunMessage, { kind: 'started' }>;
type EventMessage = Extract<RunMessage, { kind: 'event' }>;

/** The message, or undefined for a line that the supervisor cannot have meant. */
export function parseRunMessage(line: string): RunMessage | undefined {
  try {
    return messageSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** The event with its place in the stream; undefined for one that is none. */
export function stampEvent({ at, event }: EventMessage, seq: number): ProcessEvent | undefined {
  const full = event.kind === 'fork' ? { ...event, process: forked(event.process, at) } : event;
  const parsed = processEventSchema.safeParse({ ...full, seq, at });
  return parsed.success ? parsed.data : undefined;
}

function forked(born: unknown, at: number): ProcessRecord | undefined {
  const parsed = bornSchema.safeParse(born);
  return parsed.success ? recordOfBorn(parsed.data, at) : undefined;
}

/** The first event of a run: the init that adopts, and the program's first process. */
export function checkpointOf({ at, init, root }: StartedMessage): ProcessEvent {
  return { kind: 'checkpoint', seq: 0, at, processes: [recordOfBorn(init, at), recordOfBorn(root, at)] };
}

function recordOfBorn(born: Born, at: number): ProcessRecord {
  const { parent, ...facts } = born;
  return {
    ...facts,
    id: processId(born.pid, born.startTicks),
    startedAt: at,
    parent,
    originalParent: parent,
    adoptions: [],
    state: 'sleeping',
    kernelThread: false,
    seenAt: at,
    bornInSight: true,
    hidden: {},
  };
}
