/**
 * Writes a recording, whole or not at all: what is being written lies beside the file under a name of its own, and takes
 * the file's place only when it is complete and on the disk (`target-file.ts`). Whoever is killed meanwhile leaves a
 * `.part` file that can be opened like any other recording.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { constants, createGzip, type Gzip } from 'node:zlib';
import type { ProcessEvent } from '#shared/events/process-event';
import { createEncoder } from '#shared/recording/encoder';
import { createLeaveOut } from '#shared/recording/leave-out';
import {
  headerLine,
  type RecordingHeader,
  type RecordingSummary,
  trailerLine,
} from '#shared/recording/recording-format';
import { openTarget, type TargetFile } from './target-file';

export interface TextWriter {
  /** Characters written so far, before any compression. */
  readonly length: number;
  /** Resolves when more may be written; rejects with the system's reason (ENOSPC, EACCES …). */
  write(text: string): Promise<void>;
  /** Puts the file in its place. When it rejects, the file that was there before is untouched. */
  close(): Promise<void>;
  /** Takes away what was written. */
  abandon(): Promise<void>;
}

/** Compressed when the name ends in `.gz`. Rejects when the folder cannot be written to. */
export async function openTextWriter(path: string): Promise<TextWriter> {
  const target = await openTarget(path);
  const file = target.file.createWriteStream({ flush: target.isRegular });
  const gzip = path.endsWith('.gz') ? createGzip() : undefined;
  gzip?.pipe(file);
  return new AtomicTextWriter(target, file, gzip);
}

/** So often what is compressed is made readable, so that little is lost with whoever is killed. */
const GZIP_FLUSH_LENGTH = 256 * 1024;

class AtomicTextWriter implements TextWriter {
  length = 0;
  #flushedAt = 0;
  #failure: Error | undefined;
  readonly #input: Writable;

  constructor(
    readonly target: TargetFile,
    readonly file: Writable,
    readonly gzip: Gzip | undefined,
  ) {
    this.#input = gzip ?? file;
    file.on('error', (error) => {
      this.#failure ??= error;
      // Nobody takes the compressed bytes any more; whoever waits for room must not wait for ever.
      gzip?.destroy();
      this.#input.emit('drain');
    });
  }

  async write(text: string): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.length += text.length;
    const hasRoom = this.#input.write(text);
    if (this.gzip !== undefined && this.length - this.#flushedAt > GZIP_FLUSH_LENGTH) {
      this.#flushedAt = this.length;
      this.gzip.flush(constants.Z_SYNC_FLUSH);
    }
    if (!hasRoom) await once(this.#input, 'drain');
    if (this.#failure !== undefined) throw this.#failure;
  }

  async close(): Promise<void> {
    try {
      // What has failed is closed already, or is closing by itself.
      if (this.#failure !== undefined) throw this.#failure;
      const closed = once(this.file, 'close');
      this.#input.end();
      await closed;
      if (this.#failure !== undefined) throw this.#failure;
      await this.target.place();
    } catch (error) {
      await this.target.discard();
      throw error;
    }
  }

  async abandon(): Promise<void> {
    this.gzip?.destroy();
    this.file.destroy();
    if (!this.file.closed) await once(this.file, 'close').catch(() => {});
    await this.target.discard();
  }
}

export interface RecordingWriter {
  /** Characters written so far, before any compression. */
  readonly length: number;
  /** Events in their order; the first of a recording should be a checkpoint. */
  write(events: readonly ProcessEvent[]): Promise<void>;
  close(summary: Partial<RecordingSummary>): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * A recording that is written as it happens. What the header says was left out is left out here.
 * @param ownUid whose command lines stay when those of others are left out
 */
export async function openRecordingWriter(
  path: string,
  header: RecordingHeader,
  ownUid: number | undefined = process.getuid?.(),
): Promise<RecordingWriter> {
  const writer = await openTextWriter(path);
  const encoder = createEncoder(header.startedAt);
  const leaveOut = createLeaveOut(header.leftOut ?? 'nothing', ownUid);
  await writer.write(headerLine(header));
  return {
    get length() {
      return writer.length;
    },
    write: (events) => writer.write(encoder.encode(leaveOut(events))),
    close: async (summary) => {
      await writer.write(trailerLine(summary));
      await writer.close();
    },
    abandon: () => writer.abandon(),
  };
}
