/**
 * A recording is JSON Lines: a header, then one event a line, then, when it was ended properly, a trailer. A cut last
 * line loses only itself. FORMAT.md, beside this file, describes it for other programs.
 */
import type { ProcessEvent } from '#shared/events/process-event';
import type { RecordingHeader } from '#shared/recording/header-schema';

export type { RecordingHeader } from '#shared/recording/header-schema';

export const RECORDING_VERSION = 2;
export const RECORDING_FORMAT = 'forkscope-recording';

/** What was left out on saving: the command lines of other users, or of everybody. */
export const leftOutChoices = ['nothing', 'others', 'everybody'] as const;
export type LeftOut = (typeof leftOutChoices)[number];

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
