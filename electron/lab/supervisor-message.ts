/** What the supervisor (assets/lab/supervisor) says, one JSON value a line. */
import { z } from 'zod';
import { exitStatusSchema } from '#shared/model/process';

const processSchema = z.object({ pid: z.number().int().positive(), startTicks: z.number().int().nonnegative() });

const supervisorMessageSchema = z.discriminatedUnion('kind', [
  processSchema.extend({ kind: z.literal('started'), supervisor: processSchema }),
  z.object({ kind: z.literal('output'), stream: z.enum(['stdout', 'stderr']), text: z.string() }),
  z.object({ kind: z.literal('truncated'), limitBytes: z.number() }),
  z.object({
    kind: z.literal('ended'),
    outcome: z.enum(['finished', 'stopped', 'time-limit', 'process-limit']),
    exit: exitStatusSchema.nullable(),
    /** Processes that could not be killed, which are only such as are stuck in the kernel. */
    leftover: z.number().int().nonnegative(),
  }),
  z.object({ kind: z.literal('failed'), detail: z.string() }),
]);
export type SupervisorMessage = z.infer<typeof supervisorMessageSchema>;
export type StartedMessage = Extract<SupervisorMessage, { kind: 'started' }>;

/** The message, or undefined for a line that the supervisor cannot have meant. */
export function parseSupervisorLine(line: string): SupervisorMessage | undefined {
  try {
    return supervisorMessageSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
