/** A recording from a file, piece by piece, compressed or not. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { RecordingReport } from '#shared/recording/decoder';
import { createLoader } from '#shared/recording/load-recording';
import type { RecordingHeader } from '#shared/recording/recording-format';
import type { Timeline } from '#shared/timeline/timeline';

export interface OpenedRecording {
  readonly header: RecordingHeader;
  readonly report: RecordingReport;
  readonly timeline: Timeline;
  /** There was more than can be kept in memory, or than is worth reading; the rest was not read. */
  readonly tooLong: boolean;
}

const PIECE_BYTES = 1_000_000;

/** Rejects with `RecordingRefused` when it is no recording, and with the system's reason when it cannot be read. */
export async function readRecording(path: string): Promise<OpenedRecording> {
  if ((await stat(path)).isDirectory()) throw new Error(`${path} is a folder`);
  const loader = createLoader();
  for await (const text of textOf(path, await isGzip(path))) {
    loader.push(text);
    if (loader.isOver) break;
  }
  const tooLong = loader.isOver;
  loader.end();
  const { header, report, timeline } = loader;
  if (header === undefined) throw new Error('The recording has no header');
  return { header, report: { ...report, cut: report.cut && !tooLong }, timeline, tooLong };
}

/** A compressed file whose end is missing gives what there is. */
async function* textOf(path: string, gzip: boolean): AsyncGenerator<string> {
  const file = createReadStream(path, { highWaterMark: PIECE_BYTES });
  const gunzip = gzip ? createGunzip({ chunkSize: PIECE_BYTES }) : undefined;
  file.once('error', (error) => gunzip?.destroy(error));
  const decoder = new TextDecoder();
  try {
    for await (const bytes of gunzip === undefined ? file : file.pipe(gunzip))
      yield decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (!gzip || !['Z_BUF_ERROR', 'Z_DATA_ERROR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    // Whoever wants no more leaves in the middle.
    file.destroy();
  }
  yield decoder.decode();
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
