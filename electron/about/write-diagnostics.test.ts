import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probeContainment } from '../lab/probe-containment';
import { type Diagnosis, writeDiagnostics } from './write-diagnostics';

const diagnosis: Diagnosis = {
  app: {
    version: '1.2.3',
    electron: '45.0.0',
    chrome: '150.0.0.0',
    node: '24.0.0',
    runtimeOrigin: 'official',
    platform: 'linux',
    architecture: 'x64',
    kernel: '6.12.1',
    uid: 1000,
    settingsTrouble: undefined,
  },
  locale: 'zh-CN',
  lang: 'zh_CN.UTF-8',
  collector: undefined,
  lab: { refused: 'python-missing: python3 is not on the PATH' },
  log: 'one\n/home/lin/x cannot be written',
  home: '/home/lin',
};

test('it names versions, kernel, locale, events, containment and the end of the log', () => {
  expect(writeDiagnostics(diagnosis)).toBe(`Forkscope 1.2.3 (runtime: official)
Electron 45.0.0, Chromium 150.0.0.0, Node 24.0.0
linux 6.12.1 x64, ordinary user
Locale zh-CN, LANG zh_CN.UTF-8
Events: the collector does not answer
Lab: python-missing: python3 is not on the PATH
Log:
    one
    ~/x cannot be written
`);
});

test('why it is only sampled is told, and what the last look failed of', () => {
  const collector = {
    source: 'procfs',
    mode: 'sampled',
    sampledBecause: 'switched off',
    intervalMs: 500,
    lost: 3,
    startsSeen: 10,
    startsCounted: 12,
    scannedAt: 0,
    failure: 'EMFILE',
  } as const;
  expect(writeDiagnostics({ ...diagnosis, collector })).toContain(
    'Events: procfs, sampled (switched off), every 500 ms, 10 starts seen of 12 counted, threads included, 3 lost; last look failed: EMFILE\n',
  );
});

test.runIf(process.platform === 'linux')('the containment is that of a real run', async () => {
  const lab = await probeContainment(join(import.meta.dirname, '..', '..', 'assets'));
  expect(lab).toMatchObject({ python: expect.stringMatching(/^3\./), containment: { bounds: expect.anything() } });
  expect(writeDiagnostics({ ...diagnosis, lab })).toMatch(
    /Lab: Python 3\.\d+\.\d+, (pid-namespace|pids-cgroup|supervised)/,
  );
});
