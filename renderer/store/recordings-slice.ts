import type { StateCreator } from 'zustand/vanilla';
import type { DiskRecording, ReadFailure } from '#shared/ipc/recording-requests';
import type { RecordingReport, Refusal } from '#shared/recording/decoder';
import type { RecordingHeader } from '#shared/recording/recording-format';
import type { AppState } from './app-store';

type OpenFailure = ReadFailure | Refusal;

/** The recording on the Recordings page; its events are the timeline of that page's player. */
export type OpenedRecording =
  | { readonly kind: 'none' }
  /** `share`: of the file, from 0 to 1. */
  | { readonly kind: 'loading'; readonly name: string; readonly share: number; readonly events: number }
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly header: RecordingHeader;
      readonly report: RecordingReport;
      /** There was more than can be kept in memory; the rest was not read. */
      readonly tooLong: boolean;
    }
  | { readonly kind: 'failed'; readonly name: string; readonly code: OpenFailure; readonly detail: string };

export interface RecordingsSlice {
  readonly recording: OpenedRecording;
  /** What is recorded to the disk at the moment. */
  readonly diskRecording: DiskRecording;
  setRecording(recording: OpenedRecording): void;
  receiveDiskRecording(recording: DiskRecording): void;
}

export const createRecordingsSlice: StateCreator<AppState, [], [], RecordingsSlice> = (set) => ({
  recording: { kind: 'none' },
  diskRecording: { kind: 'none' },
  setRecording: (recording) => set({ recording }),
  receiveDiskRecording: (diskRecording) => set({ diskRecording }),
});
