/** Where the bytes of a recording come from: a file that main reads for us, or one that was dropped onto the window. */
import type { AppApi } from '#shared/ipc/contract';
import type { ReadableFile, ReadFailure } from '#shared/ipc/recording-requests';

export class ReadError extends Error {
  constructor(
    readonly code: ReadFailure,
    readonly detail: string,
  ) {
    super(detail);
  }
}

export interface ByteSource {
  readonly name: string;
  readonly bytes: number;
  /** Undefined at the end; rejects with `ReadError`. */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  close(): void;
}

export function sourceOfFile(app: Pick<AppApi, 'request'>, { handle, name, bytes }: ReadableFile): ByteSource {
  return {
    name,
    bytes,
    read: async () => {
      const piece = await app.request('recording:read', { handle });
      if (!piece.ok) throw new ReadError(piece.code, piece.detail ?? '');
      return piece.value as Uint8Array<ArrayBuffer> | undefined;
    },
    close: () => void app.request('recording:release', { handle }),
  };
}

const PIECE_BYTES = 1_000_000;

export function sourceOfBlob(file: File): ByteSource {
  let at = 0;
  return {
    name: file.name,
    bytes: file.size,
    read: async () => {
      if (at >= file.size) return undefined;
      try {
        const piece = await file.slice(at, at + PIECE_BYTES).arrayBuffer();
        at += piece.byteLength;
        return new Uint8Array(piece);
      } catch (error) {
        // Chromium reads a dropped folder as a file that cannot be read.
        throw new ReadError('unreadable', (error as Error).message);
      }
    },
    close: () => {},
  };
}

/**
 * The text, piece by piece, uncompressed when it begins as gzip does (RFC 1952). A compressed file whose end is missing
 * gives what there is.
 * @param onRead told how many bytes of the source were read so far
 */
export async function* textOf(source: ByteSource, onRead: (bytes: number) => void): AsyncGenerator<string> {
  let read = 0;
  // The next piece is on its way while one is being decoded.
  let ahead = source.read();
  const next = async (): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const piece = await ahead;
    if (piece !== undefined) ahead = source.read();
    // A failure is told when it is its turn.
    ahead.catch(() => undefined);
    read += piece?.byteLength ?? 0;
    onRead(read);
    return piece;
  };
  const first = await next();
  const isGzip = first?.[0] === 0x1f && first[1] === 0x8b;
  const decoder = new TextDecoder();
  for await (const bytes of isGzip ? unzipped(first, next) : plain(first, next)) {
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

type Bytes = Uint8Array<ArrayBuffer>;

async function* plain(first: Bytes | undefined, next: () => Promise<Bytes | undefined>): AsyncGenerator<Bytes> {
  for (let piece = first; piece !== undefined; piece = await next()) yield piece;
}

async function* unzipped(first: Bytes, next: () => Promise<Bytes | undefined>): AsyncGenerator<Bytes> {
  let failure: unknown;
  let waiting: Bytes | undefined = first;
  const compressed = new ReadableStream<Bytes>({
    pull: async (controller) => {
      try {
        const piece = waiting ?? (await next());
        waiting = undefined;
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
  });
  const reader = compressed.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value as Bytes;
  } catch {
    // Damaged or cut: what came before it is good. Unless it was the file itself that could not be read.
    if (failure !== undefined) throw failure;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
