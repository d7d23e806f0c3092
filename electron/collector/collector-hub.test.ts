import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Look } from '#shared/events/sighting';
import { look, sighting } from '#shared/events/sightings.fixture';
import type { DiskRecording } from '#shared/ipc/recording-requests';
import { eventually } from '../../tests/eventually';
import { readRecording } from '../recordings/read-recording';
import { Collector } from './collector';
import { CollectorHub } from './collector-hub';
import { createLiveTable, type LiveTable } from './live-table';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-hub-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A minute ago, so that the table is older than the recording. */
const THEN = Date.now() - 60_000;
const init = sighting(1, 0);
const shell = sighting(10, 1);
const child = sighting(20, 10);

function collectorOf(live: LiveTable, looks: readonly Look[]): Collector {
  let next = 0;
  const source = {
    name: 'procfs' as const,
    look: async () => looks[Math.min(next++, looks.length - 1)] as Look,
    close: () => {},
  };
  const kernel = { refused: 'not asked' };
  return new Collector({ source, live, tracker: undefined, kernel, intervalMs: 1e6, countStarts: () => undefined });
}

test('a recording to the disk begins with the table at its own time, and nothing in it is out of order', async () => {
  const path = join(folder, 'a.forkscope');
  const live = createLiveTable();
  const collector = collectorOf(live, [look(THEN, init, shell), look(THEN + 2_000, init, shell, child)]);
  let tell: (recording: DiskRecording) => void = () => {};
  const ended = new Promise<DiskRecording>((resolve) => {
    tell = (recording) => recording.kind !== 'recording' && resolve(recording);
  });
  const hub = new CollectorHub(collector, { maxAgeMs: 1e6, maxLength: 1e6 }, (recording) => tell(recording));
  await collector.look();
  // Told already, and not yet handed on.
  live.add({ kind: 'changed', id: shell.id, changes: { name: 'a' } }, THEN + 500);
  live.add({ kind: 'changed', id: shell.id, changes: { name: 'b' } }, THEN + 1_000);
  hub.record({ path, limitBytes: 1e6, leaveOut: 'nothing' });
  await eventually('it has looked again', () => collector.table.living.has(child.id));
  await hub.stopRecording();
  expect(await ended).toMatchObject({ kind: 'ended', outcome: 'stopped' });
  collector.close();
  const { header, report, timeline } = await readRecording(path);
  expect(report).toMatchObject({ outOfOrder: 0, damaged: 0, unknownProcess: 0, closed: true });
  expect(header.startedAt).toBe(THEN + 1_000);
  expect([...timeline.latest.living.keys()]).toEqual([init.id, shell.id, child.id]);
});
