/** The part of the contract about recordings and exports: files are named by main only, the window knows them by handles. */

import type { Result } from '#shared/ipc/result';
import type { Text } from '#shared/lab/demo';
import { leftOutChoices } from '#shared/recording/recording-format';
import { z } from '#shared/zod';

export interface SampleRecording {
  readonly id: string;
  readonly title: Text;
  readonly bytes: number;
}

/** A file that main lets the window read, piece by piece. */
export interface ReadableFile {
  readonly handle: number;
  readonly name: string;
  readonly bytes: number;
}

interface HostDescription {
  readonly platform: string;
  readonly release: string;
  readonly architecture: string;
  /** Version of Forkscope. */
  readonly app: string;
}

export type ReadFailure = 'cancelled' | 'missing' | 'permission' | 'folder' | 'unreadable';
export type WriteFailure = 'cancelled' | 'permission' | 'disk-full' | 'missing-folder' | 'unwritable';

/** A recording that is written straight to the disk while it happens. */
export type DiskRecording =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'recording' } & DiskRecordingFacts)
  /** `limit`: it has reached its size. */
  | ({ readonly kind: 'ended'; readonly outcome: 'stopped' | 'limit' } & DiskRecordingFacts)
  | ({ readonly kind: 'failed'; readonly code: WriteFailure; readonly detail: string } & DiskRecordingFacts);

interface DiskRecordingFacts {
  readonly name: string;
  readonly events: number;
  readonly bytes: number;
  readonly limitBytes: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

const handleSchema = z.object({ handle: z.number().int() });
const exportFormats = ['svg', 'png', 'dot', 'mermaid', 'text', 'json', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
const fileNameSchema = z.string().min(1).max(200);
/** More than any picture of a tree needs. */
const contentSchema = z.union([z.string().max(200_000_000), z.instanceof(Uint8Array)]);
/** Pieces of a recording on its way to the disk. */
const pieceSchema = z.string().max(64_000_000);

const saveSchema = z.object({ name: fileNameSchema });
const writeSchema = z.object({ handle: z.number().int(), text: pieceSchema });
const endSchema = z.object({ handle: z.number().int(), keep: z.boolean() });
const exportSchema = z.object({ name: fileNameSchema, format: z.enum(exportFormats), content: contentSchema });
const copySchema = z.object({ content: contentSchema });
const startSchema = z.object({
  name: fileNameSchema,
  limitMegabytes: z.number().int().min(1).max(1_000_000),
  leaveOut: z.enum(leftOutChoices),
});
const keepSchema = z.object({
  minutes: z.number().min(1).max(1_440),
  megabytes: z.number().min(1).max(10_000),
});
const recentSchema = z.object({ index: z.number().int().min(0).max(100) });
const sampleSchema = z.object({ id: z.string().regex(/^[a-z0-9-]+$/) });

export interface RecordingRequests {
  'recording:samples': { arguments: undefined; reply: readonly SampleRecording[] };
  /** How much of the past the collector keeps for a window that is loaded again. */
  'recording:keep': { arguments: z.infer<typeof keepSchema>; reply: undefined };
  'recording:host': { arguments: undefined; reply: HostDescription };
  /** Asks the person for a file. */
  'recording:choose': { arguments: undefined; reply: Result<ReadableFile, ReadFailure> };
  /** The names of those that were opened lately, newest first. */
  'recording:recent': { arguments: undefined; reply: readonly string[] };
  'recording:open-recent': { arguments: z.infer<typeof recentSchema>; reply: Result<ReadableFile, ReadFailure> };
  'recording:open-sample': { arguments: z.infer<typeof sampleSchema>; reply: Result<ReadableFile, ReadFailure> };
  /** The file that the app was started with, once. */
  'recording:asked': { arguments: undefined; reply: Result<ReadableFile, ReadFailure> | undefined };
  /** The next piece; undefined at the end. */
  'recording:read': { arguments: z.infer<typeof handleSchema>; reply: Result<Uint8Array | undefined, ReadFailure> };
  'recording:release': { arguments: z.infer<typeof handleSchema>; reply: undefined };
  /** Asks the person where; what is written comes in pieces and takes its place at the end, whole or not at all. */
  'recording:save': {
    arguments: z.infer<typeof saveSchema>;
    reply: Result<{ readonly handle: number; readonly name: string }, WriteFailure>;
  };
  'recording:write': { arguments: z.infer<typeof writeSchema>; reply: Result<undefined, WriteFailure> };
  'recording:end': { arguments: z.infer<typeof endSchema>; reply: Result<undefined, WriteFailure> };
  /** Asks the person where, and records from now on straight to the disk. */
  'recording:start': { arguments: z.infer<typeof startSchema>; reply: Result<undefined, WriteFailure> };
  'recording:stop': { arguments: undefined; reply: undefined };
  'recording:describe': { arguments: undefined; reply: DiskRecording };
  'export:save': {
    arguments: z.infer<typeof exportSchema>;
    reply: Result<{ readonly name: string }, WriteFailure>;
  };
  /** To the clipboard: text, or the bytes of a PNG. */
  'export:copy': { arguments: z.infer<typeof copySchema>; reply: Result<undefined, 'unreadable'> };
}

export const recordingRequestSchemas: {
  readonly [Name in keyof RecordingRequests]: z.ZodType<RecordingRequests[Name]['arguments']>;
} = {
  'recording:samples': z.undefined(),
  'recording:keep': keepSchema,
  'recording:host': z.undefined(),
  'recording:choose': z.undefined(),
  'recording:recent': z.undefined(),
  'recording:open-recent': recentSchema,
  'recording:open-sample': sampleSchema,
  'recording:asked': z.undefined(),
  'recording:read': handleSchema,
  'recording:release': handleSchema,
  'recording:save': saveSchema,
  'recording:write': writeSchema,
  'recording:end': endSchema,
  'recording:start': startSchema,
  'recording:stop': z.undefined(),
  'recording:describe': z.undefined(),
  'export:save': exportSchema,
  'export:copy': copySchema,
};

export interface RecordingNotices {
  /** A file was given to the app that runs already: by the system, or by a second start. */
  'recording:asked': Result<ReadableFile, ReadFailure>;
  'recording:changed': DiskRecording;
}
