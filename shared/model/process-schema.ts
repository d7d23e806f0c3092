/**
 * A process as the app knows it: one record per `pid@startTicks`, since pids are reused (proc(5), pid_max).
 *
 * Types come from the schemas, so that what is read from a recording and what the code believes cannot differ.
 * Unknown is `undefined`, never 0; a field that permissions hide says why under `hidden`.
 *
 * Schemas are in files of their own: only who gets words from outside needs the library behind them, and it takes as long
 * to load as all the rest of a start.
 */

import { adopterRoles, hiddenReasons, processStates } from '#shared/model/process';
import { z } from '#shared/zod';

/** `pid@startTicks`: the identity of a process for as long as the computer is up. */
export const processIdSchema = z
  .string()
  .regex(/^\d+@\d+$/)
  .brand<'ProcessId'>();
export type ProcessId = z.infer<typeof processIdSchema>;

/** How a process ended (wait(2)): an exit code 0-255, or the number of the signal that killed it. */
export const exitStatusSchema = z.union([
  z.object({ code: z.number().int() }).readonly(),
  z.object({ signal: z.number().int(), core: z.boolean() }).readonly(),
]);
export type ExitStatus = z.infer<typeof exitStatusSchema>;

export const adopterRoleSchema = z.enum(adopterRoles);

/** One change of parent. Names are kept because the parties may be long gone when somebody asks. */
const adoptionSchema = z
  .object({
    at: z.number(),
    from: processIdSchema.optional(),
    fromName: z.string().optional(),
    /** Its pid as it saw itself, where that was known. */
    fromNsPid: z.number().int().optional(),
    to: processIdSchema.optional(),
    toName: z.string().optional(),
    role: adopterRoleSchema,
  })
  .readonly();
export type Adoption = z.infer<typeof adoptionSchema>;

export const processRecordSchema = z
  .object({
    id: processIdSchema,
    pid: z.number().int(),
    /** Its pid as it sees itself, in its own PID namespace (pid_namespaces(7)), where that differs from `pid`. */
    nsPid: z.number().int().optional(),
    /** In a run of the lab: its line of birth (`birthNameSchema`), the same in every run of the same schedule. */
    birth: z.string().optional(),
    /** In a run of the lab: what it is when it is no process of the program, e.g. `resource tracker`. */
    helper: z.string().optional(),
    /** Clock ticks since boot (field 22 of stat); ps-list has none, there it is 1/100 s since the epoch. */
    startTicks: z.number(),
    /** Milliseconds since the epoch. */
    startedAt: z.number().optional(),
    ppid: z.number().int(),
    /** The parent now; undefined when it cannot be seen (PID 1, a parent outside our PID namespace, hidepid). */
    parent: processIdSchema.optional(),
    /** The parent at birth; undefined when the process was born before we watched. */
    originalParent: processIdSchema.optional(),
    adoptions: z.array(adoptionSchema).readonly(),
    name: z.string(),
    cmdline: z.array(z.string()).readonly().optional(),
    executable: z.string().optional(),
    state: z.enum(processStates),
    uid: z.number().int().optional(),
    user: z.string().optional(),
    /** Path in the control group hierarchy (cgroups(7)). */
    cgroup: z.string().optional(),
    /** Short id or name of the container that the control group belongs to; undefined when to none. */
    container: z.string().optional(),
    pgid: z.number().int().optional(),
    sid: z.number().int().optional(),
    tty: z.number().int().optional(),
    nice: z.number().int().optional(),
    threads: z.number().int().optional(),
    kernelThread: z.boolean(),
    /** Share of one core over the last sample: 1 is one core, 2 is two. */
    cpu: z.number().optional(),
    rssBytes: z.number().optional(),
    /** Milliseconds since the epoch, when it first appeared in this stream. */
    seenAt: z.number(),
    /** True when its birth was observed, so that `originalParent` is a fact. */
    bornInSight: z.boolean(),
    exit: exitStatusSchema.optional(),
    exitedAt: z.number().optional(),
    goneAt: z.number().optional(),
    hidden: z.partialRecord(z.string(), z.enum(hiddenReasons)).readonly(),
  })
  .readonly();
export interface ProcessRecord extends z.infer<typeof processRecordSchema> {}
