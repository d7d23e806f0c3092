import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processEventSchema } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';
import { exitStatusSchema } from '#shared/model/process-schema';
import { lifeOf } from '#shared/timeline/moments';
import { appendEvents, emptyTimeline, noLimits, tableAt } from '#shared/timeline/timeline';
import { createEncoder } from './encoder';
import { type Choice, HISTORY_START, historyOf } from './histories.fixture';
import { createLoader } from './load-recording';
import { exitStatus } from './record-codec';
import { headerLine } from './recording-format';

const begin = headerLine({
  format: 'forkscope-recording',
  version: 2,
  subject: 'live',
  startedAt: HISTORY_START,
  source: 'procfs',
  mode: 'event',
  host: { platform: 'linux', release: '6.1', architecture: 'x64' },
});

/** Forks, execs, ends and samples, a few steps of the lab among them; no checkpoints, which would make it long. */
const usual = [0, 5, 2, 3, 1, 5, 7, 9, 4, 8];
const choices = Array.from(
  { length: 18_000 },
  (_, index): Choice => ({
    what: index % 40 === 0 ? 10 + (Math.floor(index / 40) % 8) : (usual[index % usual.length] ?? 0),
    who: (index * 31) % 50,
    other: (index * 17) % 50,
    number: index,
    text: `n${index % 40}`,
    wait: 1 + (index % 3),
  }),
);

function load(text: string, size = 100_000) {
  const loader = createLoader();
  for (let at = 0; at < text.length && !loader.isOver; at += size) loader.push(text.slice(at, at + size));
  loader.end();
  return loader;
}

describe('a recording as a timeline', () => {
  const events = historyOf(choices);
  const text = begin + createEncoder(HISTORY_START).encode(events);
  const live = appendEvents(emptyTimeline, events, noLimits);
  const { timeline, report } = load(text);

  test('has chunks, and every event in them', () => {
    expect(timeline.chunks.length).toBeGreaterThan(1);
    expect(timeline.eventCount).toBe(events.length);
    expect(report).toMatchObject({ events: events.length, damaged: 0 });
    expect(timeline.chunks.flatMap((chunk) => chunk.events)).toEqual(events);
    expect(timeline.activity).toEqual(live.activity);
  });

  test('shows at every place the table that was seen live', () => {
    for (let at = 0; at < events.length; at += 1_999) {
      const seq = events[at]?.seq ?? 0;
      expect(tableAt(timeline, seq).living).toEqual(tableAt(live, seq).living);
      expect(tableAt(timeline, seq).lab).toEqual(tableAt(live, seq).lab);
    }
    expect(timeline.latest.living).toEqual(live.latest.living);
  });

  test('finds births and deaths without reading the chunks that know nothing of them', () => {
    const born = events.flatMap((event) => (event.kind === 'fork' ? [event.process.id] : []));
    for (const id of born.slice(0, 20)) expect(lifeOf(timeline, id)).toEqual(lifeOf(live, id));
    const nobody = '4194304@1' as ProcessId;
    expect(timeline.chunks.map((chunk) => chunk.mayTellOf?.(nobody))).toEqual(timeline.chunks.map(() => false));
  });

  test('passes over damaged and empty lines between its events, wherever the pieces are cut', () => {
    const few = events.slice(0, 300);
    const lines = createEncoder(HISTORY_START).encode(few).trim().split('\n');
    const holes = ['', '{"k":', ' ', 'null'];
    const holed = lines.map((line, index) =>
      index % 7 === 0 ? `${line}\n${holes[(index / 7) % holes.length]}` : line,
    );
    for (const size of [50, 1_000, 100_000]) {
      const loaded = load(`${begin}${holed.join('\n')}\n`, size).timeline;
      expect(loaded.eventCount).toBe(few.length);
      expect(loaded.chunks.flatMap((chunk) => chunk.events)).toEqual(few);
    }
  });

  test('is given up after so much damage, however small the file that unpacks to it', () => {
    const hole = '\0'.repeat(1_000_000);
    const loader = createLoader();
    loader.push(text);
    let pieces = 0;
    while (!loader.isOver && pieces < 2_000) {
      loader.push(hole);
      pieces += 1;
    }
    loader.end();
    expect(pieces).toBeLessThan(100);
    expect(loader.timeline.eventCount).toBe(events.length);
  });
});

describe('a hostile size', () => {
  const loadUntilOver = (piece: string, most: number) => {
    const loader = createLoader();
    loader.push(begin);
    let pieces = 0;
    while (!loader.isOver && pieces < most) {
      loader.push(piece);
      pieces += 1;
    }
    loader.end();
    return { pieces, report: loader.report, timeline: loader.timeline };
  };

  test.each([
    ['empty lines', '\n'],
    ['lines of spaces', `${' '.repeat(99)}\n`],
    ['ends of recordings', '{"summary":{}}\n'],
  ])(
    'of %s is given up, and they are no damage',
    (_name, line) => {
      const { pieces, report } = loadUntilOver(line.repeat(4_000_000 / line.length), 20);
      expect(pieces).toBeLessThan(20);
      expect(report.damaged).toBe(0);
    },
    60_000,
  );

  test('of the shortest damaged lines is given up before they take minutes', () => {
    const { report } = loadUntilOver('{\n'.repeat(10_000), 1_000);
    expect(report.damaged).toBeGreaterThan(100_000);
    expect(report.damaged).toBeLessThan(1_000_000);
  }, 60_000);

  test('of events that do nothing makes chunks all the same', () => {
    const nothing = `{"k":"sampled","t":0,"ids":[],"cpu":[],"rss":[],"x":"${'x'.repeat(100_000)}"}\n`;
    const { timeline, report } = loadUntilOver(nothing.repeat(10), 30);
    expect(report.events).toBe(300);
    expect(timeline.chunks.length).toBe(4);
    expect(timeline.bytes).toBeGreaterThan(300 * 100_000);
  });
});

describe('the readers written by hand', () => {
  const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.jsonValue());

  test('take an exit status for one exactly when the schema does', () => {
    const raw = fc.oneof(
      value,
      fc.record({ code: value, signal: value, core: value }, { requiredKeys: [] }),
      fc.record({ code: fc.integer() }),
      fc.record({ signal: fc.integer(), core: fc.boolean() }),
    );
    fc.assert(
      fc.property(raw, (one) => {
        expect(exitStatus.read(one, 0) !== undefined).toBe(exitStatusSchema.safeParse(one).success);
      }),
      { numRuns: 2_000 },
    );
  });

  test('let nothing through that is no event of the schema, whatever a field is replaced by', () => {
    const lines = (begin + createEncoder(HISTORY_START).encode(historyOf(choices.slice(0, 400)))).trim().split('\n');
    const place = fc.record({ line: fc.nat(), field: fc.nat(), value });
    fc.assert(
      fc.property(place, (damage) => {
        const at = 1 + (damage.line % (lines.length - 1));
        const raw = JSON.parse(lines[at] ?? '') as { [field: string]: unknown };
        const field = Object.keys(raw)[damage.field % Object.keys(raw).length] ?? 'k';
        const near = lines.slice(1, at).slice(-20);
        const text = [begin.trim(), ...near, JSON.stringify({ ...raw, [field]: damage.value })].join('\n');
        for (const event of load(`${text}\n`).timeline.chunks.flatMap((chunk) => chunk.events)) {
          expect(processEventSchema.safeParse(event).error?.issues ?? []).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
