import { describe, expect, test } from 'vitest';
import { capabilityName } from '#shared/model/capabilities';
import { signalName } from '#shared/model/signals';
import { parseStatFacts } from '#shared/parse/proc-stat-facts';
import { parseStatusFacts } from '#shared/parse/proc-status';
import { statText, statusText } from '#shared/parse/proc-status.fixture';

describe('the status file', () => {
  test('tells masks of signals by number, which have names', () => {
    const { signals } = parseStatusFacts(statusText);
    expect(signals.pending.map(signalName)).toEqual(['SIGUSR2']);
    expect(signals.blocked.map(signalName)).toEqual(['SIGUSR2', 'SIGTERM']);
    // Python itself ignores SIGPIPE and SIGXFSZ; the shell's background job ignores SIGINT and SIGQUIT.
    expect(signals.ignored.map(signalName)).toEqual(['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGPIPE', 'SIGXFSZ']);
    expect(signals.caught.map(signalName)).toEqual(['SIGUSR1']);
    expect(signals).toMatchObject({ threadPending: [], queued: 1, queueLimit: 96_365 });
  });

  test('tells who it is, in which namespaces, and what it may', () => {
    const status = parseStatusFacts(statusText);
    expect(status).toMatchObject({
      umask: 0o027,
      uids: [1000, 1000, 1000, 1000],
      groups: [27, 100],
      nsPids: [16151, 7],
    });
    expect(status.capabilities.effective.map(capabilityName)).toEqual(['CAP_NET_BIND_SERVICE']);
    expect(status.capabilities.bounding).toHaveLength(40);
    expect(status.memory).toMatchObject({ RSS: 13_596 * 1024, RssAnon: 6_908 * 1024, Swap: 0 });
    expect(status).toMatchObject({ noNewPrivs: false, seccomp: 0, cpus: '0-1', involuntarySwitches: 19 });
  });

  test('without a line says unknown, not zero', () => {
    const status = parseStatusFacts('Name:\tx\nUid:\t0\t0\t0\t0\n');
    expect(status).toMatchObject({ umask: undefined, noNewPrivs: undefined, seccomp: undefined, memory: {} });
  });
});

describe('the whole stat line', () => {
  test('is split at the last parenthesis', () => {
    expect(parseStatFacts(statText)).toMatchObject({
      id: '16151@865411',
      name: 'a) b',
      state: 'sleeping',
      ppid: 16_085,
      sid: 5_036,
      nice: 5,
      policy: 0,
      realTimePriority: 0,
      startCode: '93858414149632',
      startStack: '140733385456432',
    });
  });

  test('has no addresses where the kernel hides them', () => {
    const hidden = statText.replace('93858414149632 93858414149973 140733385456432', '1 1 0');
    expect(parseStatFacts(hidden)).toMatchObject({ startCode: undefined, startStack: undefined });
  });

  test.each(['', '5', '5 (x', '5 (x) S 1 2'])('is refused when it is not whole: %j', (text) => {
    expect(parseStatFacts(text)).toBeUndefined();
  });
});
