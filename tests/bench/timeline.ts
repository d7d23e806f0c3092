/** A recording of a million events: what it takes to open it, to jump in it, and to write it. */
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { createEncoder } from '#shared/recording/encoder';
import { createLoader } from '#shared/recording/load-recording';
import { headerLine } from '#shared/recording/recording-format';
import { bucketsOf } from '#shared/timeline/activity';
import { type Timeline, tableAt } from '#shared/timeline/timeline';
import { createLiveTable } from '../../electron/collector/live-table';
import { type Figure, percentile } from './measure';

const EVENTS = 1_000_000;
/** The computer on which it happens has so many other processes, a tenth of which are busy. */
const RESIDENTS = 300;
const PIECE = 400_000;
const JUMPS = 400;
const START = 1_764_154_000_000;

export async function benchTimeline(): Promise<Figure[]> {
  const { text, encodeMs, events } = writeRecording();
  const { timeline, loadMs } = await openRecording(text);
  const jumps = jump(timeline);
  const strip = drawStrip(timeline);
  return [
    { name: `a recording of ${events} events: opened in`, value: loadMs, unit: 'ms', goal: 3_000 },
    { name: 'a jump anywhere in it, 95th percentile', value: percentile(jumps, 0.95), unit: 'ms', goal: 100 },
    { name: 'the strip over all of it, 95th percentile', value: percentile(strip, 0.95), unit: 'ms', goal: 16 },
    { name: 'bytes an event, before gzip', value: text.length / events, unit: 'bytes', goal: 120 },
    // Time for a hundred events, in percent of a second.
    { name: 'of a core to record 100 events a second', value: (encodeMs / events) * 10, unit: '%', goal: 1 },
    { name: 'estimated memory of it', value: timeline.bytes / 1e6, unit: 'MB' },
  ];
}

/** A build: make starts compilers, which run for a while, by the hundred thousand, and every second there is a look. */
function writeRecording() {
  const live = createLiveTable();
  const residents = Array.from({ length: RESIDENTS }, (_, index) => sighting(index + 1, index === 0 ? 0 : 1));
  const processes = residents.map((one) => recordOf(one, START, { parent: undefined, originalParent: undefined }));
  live.add({ kind: 'checkpoint', processes }, START);
  const encoder = createEncoder(START);
  let text = headerLine({
    format: 'forkscope-recording',
    version: 2,
    subject: 'live',
    startedAt: START,
    source: 'procfs',
    mode: 'event',
    host: { platform: 'linux', release: '6.1', architecture: 'x64' },
  });
  let encodeMs = 0;
  let events = 0;
  for (let second = 0; events < EVENTS; second++) {
    for (let start = 0; start < 25; start++)
      compile(live, 1_000 + second * 25 + start, START + second * 1_000 + start * 40);
    sample(live, residents.slice(0, RESIDENTS / 10), second, START + second * 1_000 + 999);
    const batch = live.takeBatch();
    events += batch.length;
    const begin = performance.now();
    const lines = encoder.encode(batch);
    encodeMs += performance.now() - begin;
    text += lines;
  }
  return { text, encodeMs, events };
}

type Live = ReturnType<typeof createLiveTable>;

function compile(live: Live, pid: number, at: number): void {
  const parent = live.ofPid(1 + (pid % RESIDENTS));
  const seen = sighting(pid, parent?.pid ?? 1, { rssBytes: 4_096 * (pid % 500) });
  const parents = { parent: parent?.id, originalParent: parent?.id };
  live.add({ kind: 'fork', process: { ...recordOf(seen, at, parents), bornInSight: true } }, at);
  const cmdline = ['cc1', '-quiet', '-O2', '-o', `/tmp/build/${pid}.o`, `src/module-${pid % 977}.c`];
  const program = { name: 'cc1', cmdline, executable: '/usr/lib/gcc/cc1', cgroup: '/user.slice', container: undefined };
  live.add({ kind: 'exec', id: seen.id, ...program, hidden: {} }, at + 1.25);
  live.add({ kind: 'exit', id: seen.id, exit: { code: 0 } }, at + 30.5);
  live.add({ kind: 'reaped', id: seen.id }, at + 31.125);
}

function sample(live: Live, busy: ReturnType<typeof sighting>[], second: number, at: number): void {
  const ids = busy.map(({ id }) => id);
  const cpu = busy.map((_, index) => ((second * 7 + index * 13) % 1_000) / 1_000);
  const rssBytes = busy.map((_, index) => 4_096 * (10_000 + ((second + index) % 500)));
  live.add({ kind: 'sampled', ids, cpu, rssBytes }, at);
}

/** As the window does it: piece by piece, decoded, folded, indexed. */
async function openRecording(text: string): Promise<{ timeline: Timeline; loadMs: number }> {
  const begin = performance.now();
  const loader = createLoader();
  for (let at = 0; at < text.length; at += PIECE) loader.push(text.slice(at, at + PIECE));
  loader.end();
  return { timeline: loader.timeline, loadMs: performance.now() - begin };
}

/** Spread over all of it, never twice in the same place in a row. */
function jump(timeline: Timeline): number[] {
  return Array.from({ length: JUMPS }, (_, index) => {
    const seq = Math.floor(((index * 0.618) % 1) * timeline.latest.seq);
    const begin = performance.now();
    tableAt(timeline, seq);
    return performance.now() - begin;
  });
}

function drawStrip({ activity, latest }: Timeline): number[] {
  return Array.from({ length: 50 }, (_, index) => {
    const begin = performance.now();
    bucketsOf(activity, 'at', START + index, latest.at, 1_200);
    return performance.now() - begin;
  });
}
