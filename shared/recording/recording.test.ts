import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEvent, emptyTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import { createDecoder, RecordingRefused } from './decoder';
import { createEncoder } from './encoder';
import { type Choice, HISTORY_START, historyOf } from './histories.fixture';
import { headerLine, type RecordingHeader, trailerLine } from './recording-format';

const header: RecordingHeader = {
  format: 'forkscope-recording',
  version: 2,
  subject: 'live',
  startedAt: HISTORY_START,
  source: 'procfs',
  mode: 'event',
  host: { platform: 'linux', release: '6.1', architecture: 'x64' },
};

const choice: fc.Arbitrary<Choice> = fc.record({
  what: fc.nat(1_000),
  who: fc.nat(50),
  other: fc.nat(50),
  number: fc.nat(100_000),
  text: fc.string({ maxLength: 12, unit: 'binary' }),
  wait: fc.nat(2_000),
});
const histories = fc.array(choice, { maxLength: 120 }).map(historyOf);

function textOf(events: readonly ProcessEvent[]): string {
  return headerLine(header) + createEncoder(HISTORY_START).encode(events) + trailerLine({});
}

/** In pieces of `size` characters, as a file arrives. */
function readInPieces(text: string, size = 1_000) {
  const events: ProcessEvent[] = [];
  const decoder = createDecoder((event) => events.push(event));
  for (let at = 0; at < text.length; at += size) decoder.push(text.slice(at, at + size));
  decoder.end();
  return { header: decoder.header, report: decoder.report, events };
}

/** Undefined and missing are one in a recording. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, one) => (one instanceof Map ? [...one] : one === undefined ? undefined : one)),
  );
}

describe('a recording', () => {
  test('gives back every event as it was, in pieces of any size', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 4_000 }), (events, size) => {
        const { report, events: read } = readInPieces(textOf(events), size);
        expect(plain(read)).toEqual(plain(events));
        expect(report).toMatchObject({ events: events.length, damaged: 0, outOfOrder: 0, cut: false, closed: true });
      }),
      { numRuns: 200 },
    );
  });

  test('replayed, shows the same table after every event as was seen live', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const { events: read } = readInPieces(textOf(events));
        let live = emptyTable;
        let replayed = emptyTable;
        for (const [index, event] of events.entries()) {
          live = applyEvent(live, event);
          replayed = applyEvent(replayed, read[index] as ProcessEvent);
          expect(plain(replayed)).toEqual(plain(live));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('with a cut last line loses only that line, and says so', () => {
    const events = historyOf(Array.from({ length: 40 }, (_, index) => fixedChoice(index)));
    const text = headerLine(header) + createEncoder(HISTORY_START).encode(events);
    const { report, events: read } = readInPieces(text.slice(0, -10));
    expect(read.length).toBe(events.length - 1);
    expect(report).toMatchObject({ cut: true, closed: false, damaged: 0 });
  });

  test('damaged anywhere, is read as far as it goes: never a crash, never more events than lines', () => {
    const mutations = fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), with: fc.string({ maxLength: 20, unit: 'binary' }) }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(histories, mutations, (events, damages) => {
        let text = textOf(events);
        for (const damage of damages) {
          const at = Math.floor(damage.at * text.length);
          text = text.slice(0, at) + damage.with + text.slice(at + damage.with.length + 1);
        }
        try {
          const { events: read } = readInPieces(text);
          let table = emptyTable;
          for (const event of read) table = applyEvent(table, event);
          expect(read.length).toBeLessThanOrEqual(text.split('\n').length);
          expect(read.every((event, index) => index === 0 || event.seq > (read[index - 1]?.seq ?? 0))).toBe(true);
          expect(read.every((event, index) => index === 0 || event.at >= (read[index - 1]?.at ?? 0))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RecordingRefused);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function fixedChoice(index: number): Choice {
  return { what: index, who: index, other: index + 1, number: index, text: 'sleep', wait: 10 };
}

describe('what is no recording', () => {
  const cases: readonly [string, string, string][] = [
    ['nothing', '', 'empty'],
    ['only white space', ' \n \n', 'other-kind'],
    ['another kind of file', '\x89PNG\r\n\x1a\n', 'other-kind'],
    ['JSON of another kind', '{"name":"forkscope"}\n', 'other-kind'],
    ['a newer version', '{"format":"forkscope-recording","version":99}\n', 'other-version: 99'],
    ['a start beyond all dates', headerLine({ ...header, startedAt: 8.65e15 }), 'bad-header: startedAt'],
    ['a start before all dates', headerLine({ ...header, startedAt: -8.65e15 }), 'bad-header: startedAt'],
    ['a header without a start', headerLine({ ...header, startedAt: 'now' } as never), 'bad-header: startedAt'],
  ];
  for (const [name, text, message] of cases) {
    test(`${name} is refused as ${message.split(':')[0]}`, () => {
      expect(() => readInPieces(text)).toThrow(message);
    });
  }

  test('a file without any line end is refused at its first letter, not after all of it', () => {
    const decoder = createDecoder(() => {});
    expect(() => decoder.push('x'.repeat(1_000))).toThrow(RecordingRefused);
  });
});

describe('a hostile recording', () => {
  const begin = headerLine(header);

  test('with a line that never ends costs that line only', () => {
    const events: ProcessEvent[] = [];
    const decoder = createDecoder((event) => events.push(event));
    decoder.push(begin);
    const megabyte = `{"k":"output","t":0,"text":"${'a'.repeat(1_000_000)}`;
    for (let count = 0; count < 40; count++) decoder.push(megabyte);
    decoder.push('"}\n{"k":"exit","t":5,"i":"7@7"}\n');
    expect(events.map(({ kind }) => kind)).toEqual(['exit']);
    expect(decoder.report.damaged).toBe(1);
  });

  test('with deep nesting is damaged there and goes on', () => {
    const depth = 1_000_000;
    const nested = `{"k":"checkpoint","t":0,"processes":${'['.repeat(depth)}${']'.repeat(depth)}}\n`;
    const { report, events } = readInPieces(`${begin}${nested}{"k":"reaped","t":1,"i":"7@7"}\n`, 1e6);
    expect(events.length).toBe(1);
    expect(report).toMatchObject({ damaged: 1, unknownProcess: 1 });
  });

  test('with times that go back has them stand still, and says so', () => {
    const { report, events } = readInPieces(`${begin}{"k":"exit","t":50,"i":"7@7"}\n{"k":"reaped","t":20,"i":"7@7"}\n`);
    expect(events.map(({ at }) => at - HISTORY_START)).toEqual([50, 50]);
    expect(report.outOfOrder).toBe(1);
  });

  test('with more processes than can be shown, or adoptions without end, is bounded', () => {
    const forks = Array.from({ length: 50_100 }, (_, index) => `{"k":"fork","t":0,"i":"${index + 2}@1","ppid":1}\n`);
    const adoption = '{"k":"adopted","t":1,"i":"2@1","ppid":1,"role":"init"}\n';
    const { report, events } = readInPieces(begin + forks.join('') + adoption.repeat(2_000), 1e6);
    expect(events.filter(({ kind }) => kind === 'fork').length).toBe(50_000);
    expect(events.filter(({ kind }) => kind === 'adopted').length).toBe(1_000);
    expect(report.damaged).toBe(1_100);
  });

  test('with times beyond all dates is damaged there, and what is left can be shown', () => {
    const lines = [
      '{"k":"fork","t":0,"i":"2@1","ppid":1,"startedAt":0}',
      '{"k":"exit","t":8650000000000000,"i":"2@1"}',
      '{"k":"reaped","t":-8650000000000000,"i":"2@1"}',
      '{"k":"fork","t":1,"i":"3@1","ppid":1,"startedAt":8650000000000000}',
      '{"k":"fork","t":1,"i":"4@9999999999999999","from":"2@1"}',
    ];
    const { report, events } = readInPieces(`${begin}${lines.join('\n')}\n`);
    expect(report).toMatchObject({ events: 2, damaged: 3 });
    for (const event of events) {
      if (event.kind !== 'fork') throw new Error(event.kind);
      // The last day that JavaScript knows (ECMA-262, "Time Values and Time Range").
      for (const at of [event.at, event.process.startedAt ?? 0]) expect(Math.abs(at)).toBeLessThan(8.64e15);
    }
  });

  test('has threads of any number, but not any number of threads', () => {
    const turn = (thread: number) => `{"k":"turn","t":0,"i":"7@7","thread":${thread}}\n`;
    const line = (thread: number) =>
      `{"k":"line","t":0,"i":"7@7","thread":${thread},"line":1,"function":"f","variables":[]}\n`;
    const end = (thread: number) => `{"k":"thread-end","t":0,"i":"7@7","thread":${thread}}\n`;
    const oneByOne = Array.from({ length: 700 }, (_, thread) => turn(thread) + line(thread) + end(thread));
    expect(readInPieces(begin + oneByOne.join(''), 1e6).report).toMatchObject({ events: 2_100, damaged: 0 });
    const together = Array.from({ length: 700 }, (_, thread) => turn(thread) + line(thread));
    expect(readInPieces(begin + together.join(''), 1e6).report).toMatchObject({ events: 1_024, damaged: 376 });
  });

  test('with the names of inherited things as fields is damaged there', () => {
    const line = '{"k":"changed","t":0,"i":"7@7","to":{"__proto__":{"state":"gone"},"constructor":1}}\n';
    expect(readInPieces(begin + line).report.damaged).toBe(1);
    expect(readInPieces(`${begin}{"k":"toString","t":0,"i":"7@7"}\n`).report.damaged).toBe(1);
  });
});
