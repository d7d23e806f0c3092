/**
 * A recording is JSON Lines: a header, then one event a line, then, when it was ended properly, a trailer. A cut last
 * line loses only itself. FORMAT.md, beside this file, describes it for other programs.
 */
import { z } from 'zod';
import type { ProcessEvent } from '#shared/events/process-event';
import { containmentKinds, labStartSchema } from '#shared/lab/run';
import { processIdSchema } from '#shared/model/process';

export const RECORDING_VERSION = 2;
export const RECORDING_FORMAT = 'forkscope-recording';

const labFactsSchema = z
  .object({
    start: labStartSchema,
    text: z.string().max(2_000_000),
    containment: z
      .object({
        kind: z.enum(containmentKinds),
        bounds: z.array(z.string()).readonly(),
        because: z.exactOptional(z.string()),
      })
      .readonly(),
    supervisor: processIdSchema,
    root: processIdSchema,
    startedAt: z.number(),
    python: z.string(),
  })
  .readonly();

/** What was left out on saving: the command lines of other users, or of everybody. */
export const leftOutChoices = ['nothing', 'others', 'everybody'] as const;
export type LeftOut = (typeof leftOutChoices)[number];

export const recordingHeaderSchema = z
  .object({
    format: z.literal(RECORDING_FORMAT),
    version: z.literal(RECORDING_VERSION),
    /** `live`: what this computer did. `lab`: a program that was run in the lab. */
    subject: z.enum(['live', 'lab']),
    /** Milliseconds since the epoch, from which the times in the events count. */
    startedAt: z.number(),
    source: z.enum(['procfs', 'ps-list', 'lab']),
    mode: z.enum(['event', 'sampled']),
    host: z.object({ platform: z.string(), release: z.string(), architecture: z.string() }).readonly(),
    /** Version of Forkscope. */
    app: z.string().exactOptional(),
    leftOut: z.enum(leftOutChoices).exactOptional(),
    title: z.object({ en: z.string(), zh: z.string() }).readonly().exactOptional(),
    /** Of a lab run: the program, its parameters, policy and seed, and what contained it. */
    lab: labFactsSchema.exactOptional(),
  })
  .readonly();
export interface RecordingHeader extends z.infer<typeof recordingHeaderSchema> {}

export interface RecordingSummary {
  readonly source: string;
  readonly mode: 'event' | 'sampled';
  /** Why it was only sampled. */
  readonly sampledBecause: string | null;
  readonly durationMs: number;
  readonly eventsByKind: { readonly [kind: string]: number };
  readonly lost: number;
  readonly startsSeen: number;
  /** Threads included; null where the system does not count. */
  readonly startsCounted: number | null;
}

export function headerLine(header: RecordingHeader): string {
  return `${JSON.stringify(header)}\n`;
}

export function trailerLine(summary: Partial<RecordingSummary>): string {
  return `${JSON.stringify({ summary })}\n`;
}

export function countByKind(events: readonly ProcessEvent[], before: RecordingSummary['eventsByKind'] = {}) {
  const counts: { [kind: string]: number } = { ...before };
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
