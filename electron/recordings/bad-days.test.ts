/** Full and locked disks, holes and bombs: real ones. */
import { spawnSync } from 'node:child_process';
import {
  createWriteStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEncoder } from '#shared/recording/encoder';
import { HISTORY_START, historyOf } from '#shared/recording/histories.fixture';
import { headerLine, type RecordingHeader } from '#shared/recording/recording-format';
import { eventually } from '../../tests/eventually';
import { startDiskRecorder } from './disk-recorder';
import { readRecording } from './read-recording';
import { createWritableFiles } from './writable-files';

const header: RecordingHeader = {
  format: 'forkscope-recording',
  version: 2,
  subject: 'live',
  startedAt: HISTORY_START,
  source: 'procfs',
  mode: 'event',
  host: { platform: 'linux', release: '6.1', architecture: 'x64' },
};
const events = historyOf([{ what: 0, who: 0, other: 0, number: 1, text: 'sh', wait: 1 }]);
const begin = headerLine(header) + createEncoder(HISTORY_START).encode(events);

/** Only root can mount a disk that is small enough to be full. */
const disk = mkdtempSync(join(tmpdir(), 'forkscope-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

describe.skipIf(!isMounted)('on a disk that is full', () => {
  const path = join(disk, 'run.forkscope');
  beforeAll(() => writeFileSync(path, 'old'));

  test('saving says so, leaves the file that was there, and nothing else', async () => {
    const files = createWritableFiles();
    const begun = await files.begin(path);
    if (!begun.ok) throw new Error(begun.code);
    const { handle } = begun.value;
    const pieces = Array.from({ length: 20 }, () => 'x'.repeat(100_000));
    const answers = [];
    for (const piece of pieces) answers.push(await files.write(handle, piece));
    expect(answers.filter(({ ok }) => !ok).at(-1)).toMatchObject({ code: 'disk-full' });
    expect(await files.end(handle, true)).toMatchObject({ ok: false, code: 'disk-full' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(disk)).toEqual(['run.forkscope']);
  });

  test('recording to it ends, says so, and leaves the file that was there', async () => {
    const told: { kind: string; code?: string }[] = [];
    const recorder = startDiskRecorder(path, header, 1e9, (one) => told.push(one));
    const text = 'y'.repeat(10_000);
    for (let count = 0; count < 60; count++) {
      recorder.take([{ kind: 'output', seq: count, at: HISTORY_START + count, stream: 'stdout', text }]);
    }
    await recorder.stop();
    expect(told.at(-1)).toMatchObject({ kind: 'failed', code: 'disk-full' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(disk)).toEqual(['run.forkscope']);
  });

  test('that became read-only: permission is told, the file stays', async () => {
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    expect(await createWritableFiles().begin(path)).toMatchObject({ ok: false, code: 'permission' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(disk)).toEqual(['run.forkscope']);
  });
});

describe('a file that is much larger than what is in it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forkscope-holes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** So many bytes this process has read from files so far (proc_pid_io(5)). */
  const bytesRead = (): number => Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);

  test('with a hole of two gigabytes is not read to its end, and its beginning opens', async () => {
    const path = join(folder, 'hole.forkscope');
    writeFileSync(path, begin);
    truncateSync(path, 2 * 1024 ** 3);
    const before = bytesRead();
    const { timeline, report } = await readRecording(path);
    expect(timeline.eventCount).toBe(events.length);
    expect(report.closed).toBe(false);
    expect(bytesRead() - before).toBeLessThan(200e6);
  }, 60_000);

  test('that is nothing but a hole is refused at its first piece', async () => {
    const path = join(folder, 'nothing.forkscope');
    writeFileSync(path, '');
    truncateSync(path, 2 * 1024 ** 3);
    const before = bytesRead();
    await expect(readRecording(path)).rejects.toMatchObject({ code: 'other-kind' });
    expect(bytesRead() - before).toBeLessThan(20e6);
  });

  test('when unpacked, is given up, and its beginning opens', async () => {
    const path = join(folder, 'bomb.forkscope.gz');
    const zeros = Buffer.alloc(1_000_000);
    function* pieces() {
      yield Buffer.from(begin);
      for (let count = 0; count < 120; count++) yield zeros;
    }
    await pipeline(Readable.from(pieces()), createGzip(), createWriteStream(path));
    const { timeline } = await readRecording(path);
    expect(timeline.eventCount).toBe(events.length);
  }, 60_000);
});

test('a recording that is ended twice is ended once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-twice-'));
  const told: string[] = [];
  const recorder = startDiskRecorder(join(folder, 'a.forkscope'), header, 1e6, ({ kind }) => told.push(kind));
  recorder.take(events);
  await Promise.all([recorder.stop(), recorder.stop()]);
  await eventually('it has ended', () => told.includes('ended'));
  expect(told.filter((kind) => kind === 'ended').length).toBe(1);
  expect(readdirSync(folder)).toEqual(['a.forkscope']);
  rmSync(folder, { recursive: true });
});
