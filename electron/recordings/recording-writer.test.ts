import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Choice, HISTORY_START, historyOf } from '#shared/recording/histories.fixture';
import type { RecordingHeader } from '#shared/recording/recording-format';
import { eventually } from '../../tests/eventually';
import { startDiskRecorder } from './disk-recorder';
import { readRecording } from './read-recording';
import { openRecordingWriter } from './recording-writer';
import { createWritableFiles } from './writable-files';
import { writeFailureOf } from './write-failure';

const header: RecordingHeader = {
  format: 'forkscope-recording',
  version: 2,
  subject: 'live',
  startedAt: HISTORY_START,
  source: 'procfs',
  mode: 'event',
  host: { platform: 'linux', release: '6.1', architecture: 'x64' },
};
const events = historyOf(
  Array.from(
    { length: 200 },
    (_, index): Choice => ({ what: index, who: index, other: index + 1, number: index, text: 'sleep', wait: 5 }),
  ),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-writer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

for (const name of ['run.forkscope', 'run.forkscope.gz']) {
  describe(`a recording written to ${name}`, () => {
    test('reads back whole, and nothing else is left in the folder', async () => {
      const writer = await openRecordingWriter(join(folder, name), header);
      await writer.write(events);
      await writer.close({});
      const { timeline, report } = await readRecording(join(folder, name));
      expect(timeline.eventCount).toBe(events.length);
      expect(report).toMatchObject({ closed: true, cut: false, damaged: 0 });
      expect(readdirSync(folder)).toEqual([name]);
    });

    test('given up, leaves the file that was there before as it was', async () => {
      writeFileSync(join(folder, name), 'old');
      const writer = await openRecordingWriter(join(folder, name), header);
      await writer.write(events);
      expect(readFileSync(join(folder, name), 'utf8')).toBe('old');
      await writer.abandon();
      expect(readFileSync(join(folder, name), 'utf8')).toBe('old');
      expect(readdirSync(folder)).toEqual([name]);
    });
  });
}

test('a compressed recording that is cut anywhere gives what came before', async () => {
  const path = join(folder, 'run.forkscope.gz');
  const writer = await openRecordingWriter(path, header);
  await writer.write(events);
  await writer.close({});
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length - 40));
  const { timeline, report } = await readRecording(path);
  expect(timeline.eventCount).toBeGreaterThan(0);
  expect(report.closed).toBe(false);
});

test('a full disk and a folder that is not there are told apart', async () => {
  // /dev/full answers every write with ENOSPC (full(4)).
  const full = await writeFile('/dev/full', 'text').then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(writeFailureOf(full).code).toBe('disk-full');
  const files = createWritableFiles();
  expect(await files.begin(join(folder, 'no', 'such', 'file'))).toMatchObject({ ok: false, code: 'missing-folder' });
});

test('a recording to the disk stops at its limit, closed and whole', async () => {
  const path = join(folder, 'long.forkscope');
  const told: string[] = [];
  const recorder = startDiskRecorder(path, header, 2_000, ({ kind }) => told.push(kind));
  for (const event of events) recorder.take([event]);
  await eventually('it has ended', () => told.at(-1) === 'ended');
  const { report } = await readRecording(path);
  expect(report).toMatchObject({ closed: true, damaged: 0 });
  expect(report.events).toBeLessThan(events.length);
});

test('what was written when the recorder was killed opens', async () => {
  const program = `
    const { createWriteStream } = require('node:fs');
    const file = createWriteStream(process.argv[1]);
    file.write(process.argv[2], () => console.log('written'));
    setInterval(() => {}, 1000);`;
  const lines = `${JSON.stringify(header)}\n{"k":"checkpoint","t":0,"n":0,"processes":[]}\n{"k":"fork","t":1,"i":"7@7","ppid":`;
  const path = join(folder, `long.forkscope.1.part`);
  const child = spawn(process.execPath, ['-e', program, path, lines], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { report } = await readRecording(path);
  expect(report).toMatchObject({ events: 1, cut: true, closed: false });
});
