/**
 * Everything the window and the main process say to each other, by name. A channel is `noun:verb`; adding one is an
 * entry here and its schema, and the compiler finds the rest. Process events do not pass here: they go straight from
 * the collector to the window over a MessagePort (`CollectorMessage`).
 */

import type { ProcessEvent } from '#shared/events/process-event';
import { type AboutNotices, type AboutRequests, aboutRequestSchemas } from '#shared/ipc/about-requests';
import { type ActionRequests, actionRequestSchemas } from '#shared/ipc/action-requests';
import type { NoticeName, RequestName } from '#shared/ipc/channels';
import { type ExploreNotices, type ExploreRequests, exploreRequestSchemas } from '#shared/ipc/explore-requests';
import { type InspectRequests, inspectRequestSchemas } from '#shared/ipc/inspect-requests';
import { type LabNotices, type LabRequests, labRequestSchemas } from '#shared/ipc/lab-requests';
import { type LeftoverRequests, leftoverRequestSchemas } from '#shared/ipc/leftover-requests';
import { type PredictRequests, predictRequestSchemas } from '#shared/ipc/predict-requests';
import { type RecordingNotices, type RecordingRequests, recordingRequestSchemas } from '#shared/ipc/recording-requests';
import type { Result } from '#shared/ipc/result';
import type { ProcessState } from '#shared/model/process';
import { processIdSchema } from '#shared/model/process-schema';
import { z } from '#shared/zod';

const intervalArgumentsSchema = z.object({
  /** Between two looks at all processes. */
  intervalMs: z.number().int().min(100).max(60_000),
});

const processArgumentsSchema = z.object({ id: processIdSchema });

export interface ThreadFacts {
  readonly tid: number;
  readonly name: string;
  readonly state: ProcessState;
  /** Milliseconds of processor time since the thread's start. */
  readonly cpuMs: number;
}

export interface ThreadList {
  readonly threads: readonly ThreadFacts[];
  /** More than are listed when the list was cut. */
  readonly total: number;
}

export type ThreadsReply = Result<ThreadList, 'gone' | 'permission' | 'not-offered'>;

/** Window → main, each with a reply. */
export interface Requests
  extends AboutRequests,
    ExploreRequests,
    PredictRequests,
    LabRequests,
    LeftoverRequests,
    InspectRequests,
    ActionRequests,
    RecordingRequests {
  'collector:interval': { arguments: z.infer<typeof intervalArgumentsSchema>; reply: undefined };
  'process:threads': { arguments: z.infer<typeof processArgumentsSchema>; reply: ThreadsReply };
}

/** What main accepts from the window, which it trusts with nothing. */
export const requestSchemas: { readonly [Name in RequestName]: z.ZodType<Requests[Name]['arguments']> } = {
  ...aboutRequestSchemas,
  'collector:interval': intervalArgumentsSchema,
  'process:threads': processArgumentsSchema,
  ...labRequestSchemas,
  ...leftoverRequestSchemas,
  ...exploreRequestSchemas,
  ...predictRequestSchemas,
  ...inspectRequestSchemas,
  ...actionRequestSchemas,
  ...recordingRequestSchemas,
};

/** Main → window. */
export interface Notices extends AboutNotices, LabNotices, ExploreNotices, RecordingNotices {
  'collector:failed': { readonly detail: string };
}

/** The collector → window, over the port: one consistent batch and how it was come by. */
export interface CollectorMessage {
  /** For a window that was loaded again: what was kept of before, as a recording in pieces; `events` go on from there. */
  readonly ring?: readonly string[];
  readonly events: readonly ProcessEvent[];
  readonly status: CollectorStatus;
}

export interface CollectorStatus {
  readonly source: 'procfs' | 'ps-list';
  /** `event`: the kernel tells of every start and end. `sampled`: two looks compared, what lived between was missed. */
  readonly mode: 'event' | 'sampled';
  /** Why it is only sampled. */
  readonly sampledBecause?: string;
  readonly intervalMs: number;
  /** Messages of the kernel that were lost because they came faster than they could be taken. */
  readonly lost: number;
  /** Process starts seen since the collector started. */
  readonly startsSeen: number;
  /** Starts the kernel counted in that time, threads included (`processes` of /proc/stat); undefined where it does not count. */
  readonly startsCounted: number | undefined;
  /** Milliseconds since the epoch of the last good look. */
  readonly scannedAt: number;
  /** Why the last look failed; the picture is of `scannedAt` then. */
  readonly failure?: string;
}

/** What the preload puts on `window.app`. */
export interface AppApi {
  request<Name extends RequestName>(
    name: Name,
    ...rest: Requests[Name]['arguments'] extends undefined ? [] : [Requests[Name]['arguments']]
  ): Promise<Requests[Name]['reply']>;
  /** Returns its unsubscribe function. */
  subscribe<Name extends NoticeName>(name: Name, listener: (notice: Notices[Name]) => void): () => void;
}
