/** A long recording, written to the disk while it happens, with a limit, telling how it goes. */
import { basename } from 'node:path';
import type { ProcessEvent } from '#shared/events/process-event';
import type { DiskRecording } from '#shared/ipc/recording-requests';
import type { RecordingHeader } from '#shared/recording/recording-format';
import { openRecordingWriter, type RecordingWriter } from './recording-writer';
import { writeFailureOf } from './write-failure';

export interface DiskRecorder {
  take(events: readonly ProcessEvent[]): void;
  /** Resolves when the file is in its place, or when it has failed; either is reported. */
  stop(): Promise<void>;
}

/** So often, in milliseconds, a report is made at the most. */
const REPORT_MS = 500;
/** More than this waiting for the disk, in batches, and the disk is too slow. */
const MAX_WAITING = 10_000;

export function startDiskRecorder(
  path: string,
  header: RecordingHeader,
  limitBytes: number,
  report: (recording: DiskRecording) => void,
): DiskRecorder {
  let writer: RecordingWriter | undefined;
  let facts = { name: basename(path), events: 0, bytes: 0, limitBytes, startedAt: header.startedAt };
  /** Nothing more is taken. */
  let over = false;
  let failed = false;
  let waiting = 0;
  let reportedAt = 0;
  let written: Promise<void> = openRecordingWriter(path, header).then((opened) => {
    writer = opened;
    report({ kind: 'recording', ...facts });
  });
  written = written.catch(fail);

  async function fail(error: unknown): Promise<void> {
    if (failed) return;
    failed = true;
    over = true;
    await writer?.abandon().catch(() => {});
    report({ kind: 'failed', ...writeFailureOf(error), ...facts });
  }

  async function finish(outcome: 'stopped' | 'limit'): Promise<void> {
    if (over) return;
    over = true;
    await writer?.close({});
    report({ kind: 'ended', outcome, ...facts });
  }

  function queue(step: () => Promise<void>): Promise<void> {
    waiting += 1;
    written = written
      .then(() => {
        waiting -= 1;
        return step();
      })
      .catch(fail);
    return written;
  }

  return {
    take: (events) => {
      if (over || events.length === 0) return;
      if (waiting > MAX_WAITING) return void queue(() => Promise.reject(new Error('the disk is too slow')));
      void queue(async () => {
        if (over) return;
        await writer?.write(events);
        facts = { ...facts, events: facts.events + events.length, bytes: writer?.length ?? 0 };
        if (facts.bytes > limitBytes) return finish('limit');
        if (performance.now() - reportedAt < REPORT_MS) return;
        reportedAt = performance.now();
        report({ kind: 'recording', ...facts });
      });
    },
    stop: () => queue(() => finish('stopped')),
  };
}
