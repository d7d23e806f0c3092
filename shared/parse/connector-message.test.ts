import { describe, expect, test } from 'vitest';
import { connectorRequest, parseConnectorMessage } from './connector-message';

/** A datagram as the kernel sends it: headers, then kind, processor, a time, and the words of the kind. */
function datagram(what: number, words: readonly number[], { cpu = 1, count = 7 } = {}): DataView {
  const view = new DataView(new ArrayBuffer(1024));
  view.setUint32(16, 1, true);
  view.setUint32(20, 1, true);
  view.setUint32(24, count, true);
  view.setUint32(36, what, true);
  view.setUint32(40, cpu, true);
  for (const [index, word] of words.entries()) view.setUint32(52 + index * 4, word >>> 0, true);
  return view;
}

function event(what: number, ...words: readonly number[]) {
  return parseConnectorMessage(datagram(what, words), 76)?.event;
}

describe('parseConnectorMessage', () => {
  test('tells a new process from a new thread', () => {
    expect(event(1, 10, 10, 20, 20)).toEqual({ kind: 'fork', parent: 10, pid: 20 });
    expect(event(1, 11, 10, 21, 20)).toEqual({ kind: 'thread' });
  });

  test('names the process as a parent, not the thread that forked', () => {
    expect(event(1, 11, 10, 20, 20)).toMatchObject({ parent: 10 });
  });

  test('reads the exit code or the deadly signal, of processes only', () => {
    expect(event(0x8000_0000, 20, 20, 7 << 8, 17)).toEqual({ kind: 'exit', pid: 20, exit: { code: 7 } });
    expect(event(0x8000_0000, 20, 20, 9, 17)).toEqual({ kind: 'exit', pid: 20, exit: { signal: 9, core: false } });
    expect(event(0x8000_0000, 21, 20, 0, 17)).toEqual({ kind: 'thread' });
  });

  test('knows exec, names, and changes of user, group and session', () => {
    expect(event(2, 20, 20)).toEqual({ kind: 'exec', pid: 20 });
    expect(event(0x200, 20, 20, 0x6b726f77, 0x7265, 0x7878)).toEqual({
      kind: 'comm',
      pid: 20,
      name: new TextEncoder().encode('worker'),
    });
    for (const what of [0x4, 0x40, 0x80]) expect(event(what, 20, 20)).toEqual({ kind: 'identity', pid: 20 });
    expect(event(0x4000_0000, 20, 20)).toEqual({ kind: 'other' });
  });

  test('gives the acknowledgement with its error', () => {
    expect(event(0, 0)).toMatchObject({ kind: 'ack', error: 0 });
    expect(event(0, 1)).toMatchObject({ kind: 'ack', error: 1 });
  });

  test('tells to whose request an acknowledgement is: its number and one more come back', () => {
    const answer = datagram(0, [0]);
    for (const number of [0, 4711, 0xffff_ffff]) {
      answer.setUint32(28, number + 1, true);
      expect(parseConnectorMessage(answer, 76)?.event).toEqual({ kind: 'ack', request: number, error: 0 });
    }
  });

  test('carries the count by which gaps are found', () => {
    expect(parseConnectorMessage(datagram(2, [20, 20], { cpu: 3, count: 99 }), 76)).toMatchObject({
      cpu: 3,
      count: 99,
    });
  });

  test('tells when it happened, to the nanosecond', () => {
    const view = datagram(2, [20, 20]);
    view.setBigUint64(44, 86_400_000_001_500n, true);
    expect(parseConnectorMessage(view, 76)?.happenedAt).toBe(86_400_000.0015);
  });

  test('refuses what is too short or from another connector', () => {
    const foreign = datagram(1, [10, 10, 20, 20]);
    foreign.setUint32(16, 5, true);
    expect(parseConnectorMessage(foreign, 76)).toBeUndefined();
    expect(parseConnectorMessage(datagram(1, [10, 10, 20, 20]), 40)).toBeUndefined();
  });
});

test('a request is a netlink message of 40 bytes with the operation at its end', () => {
  for (const [request, operation] of [
    ['listen', 1],
    ['ignore', 2],
  ] as const) {
    const bytes = connectorRequest(request, 4711);
    const view = new DataView(bytes.buffer);
    expect([view.getUint32(0, true), view.getUint16(4, true), view.getUint32(16, true)]).toEqual([40, 3, 1]);
    expect(view.getUint32(36, true)).toBe(operation);
  }
});
