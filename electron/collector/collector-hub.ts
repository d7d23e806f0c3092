/** Who hears the collector: the window, the ring that outlives a reload of it, and a recording to the disk. */
import { arch, release } from 'node:os';
import type { CollectorMessage } from '#shared/ipc/contract';
import type { DiskRecording } from '#shared/ipc/recording-requests';
import { checkpointOf } from '#shared/recording/encoder';
import {
  type LeftOut,
  RECORDING_FORMAT,
  RECORDING_VERSION,
  type RecordingHeader,
} from '#shared/recording/recording-format';
import { createRecordingRing, type RingLimits } from '#shared/recording/recording-ring';
import { type DiskRecorder, startDiskRecorder } from '../recordings/disk-recorder';
import type { Collector } from './collector';
import { monotonicEpochMs } from './source';

export interface DiskOrder {
  readonly path: string;
  readonly limitBytes: number;
  readonly leaveOut: LeftOut;
}

export class CollectorHub {
  readonly #collector: Collector;
  readonly #report: (recording: DiskRecording) => void;
  readonly #ring;
  #send: ((message: CollectorMessage) => void) | undefined;
  #latest: CollectorMessage | undefined;
  #recorder: DiskRecorder | undefined;
  /** What the recording has begun with; all that came before is in it. */
  #recordedSeq = -1;
  #windowWatched = false;

  constructor(collector: Collector, limits: RingLimits, report: (recording: DiskRecording) => void) {
    this.#collector = collector;
    this.#report = report;
    this.#ring = createRecordingRing(monotonicEpochMs(), limits);
    collector.connect((message) => this.#take(message));
  }

  get status(): CollectorMessage['status'] | undefined {
    return this.#latest?.status;
  }

  /** A window that comes first gets the table as it is, one that was loaded again what is kept; then all that follows. */
  connectWindow(send: (message: CollectorMessage) => void): void {
    const isFirst = this.#send === undefined;
    this.#send = send;
    this.watch(true);
    if (this.#latest === undefined) return;
    const { status } = this.#latest;
    if (isFirst) this.#collector.connect((message) => this.#take(message));
    else send({ events: [], status, ring: [`${JSON.stringify(this.#header(status))}\n`, ...this.#ring.texts()] });
  }

  /** What is recorded is recorded while nobody looks, too. */
  watch(watched: boolean): void {
    this.#windowWatched = watched;
    this.#collector.setWatched(watched || this.#recorder !== undefined);
  }

  keep(limits: RingLimits): void {
    this.#ring.limit(limits);
  }

  record({ path, limitBytes, leaveOut }: DiskOrder): void {
    if (this.#recorder !== undefined || this.#latest === undefined) return;
    // The table may be older than now, and younger than the last batch: it begins with the table, at its time.
    const first = checkpointOf(this.#collector.table);
    this.#recordedSeq = first.seq;
    const header = { ...this.#header(this.#latest.status), startedAt: first.at, leftOut: leaveOut };
    this.#recorder = startDiskRecorder(path, header, limitBytes, (recording) => {
      if (recording.kind !== 'recording') this.#recorder = undefined;
      this.watch(this.#windowWatched);
      this.#report(recording);
    });
    this.#recorder.take([first]);
    this.watch(this.#windowWatched);
  }

  async stopRecording(): Promise<void> {
    await this.#recorder?.stop();
  }

  #take(message: CollectorMessage): void {
    this.#latest = message;
    this.#ring.add(message.events, this.#collector.table);
    this.#recorder?.take(message.events.filter(({ seq }) => seq > this.#recordedSeq));
    this.#send?.(message);
  }

  #header({ source, mode }: CollectorMessage['status']): RecordingHeader {
    const host = { platform: process.platform, release: release(), architecture: arch() };
    const format = { format: RECORDING_FORMAT, version: RECORDING_VERSION, subject: 'live' } as const;
    return { ...format, startedAt: this.#ring.origin, source, mode, host };
  }
}
