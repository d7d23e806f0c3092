/**
 * A recording is JSON Lines: a header, then one event a line, then, when it was ended properly, a trailer. A cut last
 * line loses only itself.
 */
import { z } from 'zod';
import type { ProcessEvent } from '#shared/events/process-event';

export const RECORDING_VERSION = 1;

const recordingHeaderSchema = z
  .object({
    format: z.literal('forkscope-recording'),
    version: z.literal(RECORDING_VERSION),
    /** Milliseconds since the epoch, as all times in the events. */
    startedAt: z.number(),
    source: z.enum(['procfs', 'ps-list']),
    mode: z.enum(['event', 'sampled']),
    host: z.object({ platform: z.string(), release: z.string(), architecture: z.string() }).readonly(),
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

export function eventLine(event: ProcessEvent): string {
  return `${JSON.stringify(event)}\n`;
}

export function trailerLine(summary: RecordingSummary): string {
  return `${JSON.stringify({ summary })}\n`;
}

export function countByKind(events: readonly ProcessEvent[], before: RecordingSummary['eventsByKind'] = {}) {
  const counts: { [kind: string]: number } = { ...before };
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
