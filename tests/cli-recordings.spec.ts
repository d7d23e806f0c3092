/** Recordings on the command line, with real files: recorded, drawn at a moment, and what is said when something is wrong. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const program = join(import.meta.dirname, '../out/main/cli.js');
const sample = join(import.meta.dirname, '../assets/recordings/2-orphan.forkscope.gz');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function cli(...args: readonly string[]): Promise<Outcome> {
  try {
    const told = await promisify(execFile)(process.execPath, [program, ...args], { maxBuffer: 1e9 });
    return { code: 0, ...told };
  } catch (error) {
    return error as Outcome;
  }
}

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-cli-recordings-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const linesOf = (text: string) => text.trim().split('\n');
const header = {
  format: 'forkscope-recording',
  version: 2,
  subject: 'live',
  // No whole number of milliseconds, as the kernel tells them.
  startedAt: 1_764_154_000_000.7,
  source: 'procfs',
  mode: 'event',
  host: { platform: 'linux', release: '6.1', architecture: 'x64' },
};

/** Of `children` born a second after their parent. */
function write(name: string, children: number, ...more: readonly string[]): string {
  const bare =
    '"name":"p","adoptions":[],"state":"sleeping","kernelThread":false,"seenAt":0,"bornInSight":false,"hidden":{}';
  const forks = Array.from(
    { length: children },
    (_, index) => `{"k":"fork","t":1000,"i":"${index + 2}@2","from":"1@1"}`,
  );
  const first = `{"k":"checkpoint","t":0,"n":0,"processes":[{"i":"1@1","ppid":0,${bare}}]}`;
  const path = join(folder, name);
  writeFileSync(path, [JSON.stringify(header), first, ...forks, ...more, '{"summary":{}}', ''].join('\n'));
  return path;
}

test.describe('record', () => {
  for (const name of ['a.forkscope', 'a.forkscope.gz']) {
    test(`writes ${name}, closed, from a full table on, without the command lines that are to be left out`, async () => {
      const path = join(folder, name);
      const { code, stdout, stderr } = await cli('record', '--for', '1', '-o', path, '--leave-out', 'everybody');
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      expect(stderr).toMatch(/^\S+: \d+ events in [\d.]+ s, \d+ bytes\n$/);
      expect(readdirSync(folder)).toEqual([name]);
      const bytes = readFileSync(path);
      const lines = linesOf((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).map((line) =>
        JSON.parse(line),
      );
      expect(lines[0]).toMatchObject({ format: 'forkscope-recording', leftOut: 'everybody' });
      expect(lines[1]).toMatchObject({ k: 'checkpoint' });
      expect(lines[1].processes.every(({ cmdline }: { cmdline?: unknown }) => cmdline === undefined)).toBe(true);
      expect(lines.at(-1).summary.eventsByKind.checkpoint).toBeGreaterThan(0);
      // Nothing in it is damaged, cut or out of order.
      expect(await cli('render', path, '--format', 'text', '--root', '1')).toMatchObject({ code: 0, stderr: '' });
    });
  }

  test('stops at its limit, and says so once', async () => {
    const path = join(folder, 'a.forkscope');
    const { code, stderr } = await cli(
      'record',
      '--for',
      '3600',
      '--limit-mb',
      '0.001',
      '--interval',
      '100',
      '-o',
      path,
    );
    expect(code).toBe(0);
    expect(linesOf(stderr)).toEqual([expect.stringContaining('the limit of 0.001 MB'), expect.stringContaining(path)]);
    expect(statSync(path).size).toBeGreaterThan(1_000);
  });
});

for (const [command, option] of [
  ['record', '-o'],
  ['watch', '--jsonl'],
] as const) {
  test(`${command} ends with one line on stderr when nothing more can be written, and leaves the pipe`, async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('head', ['-c', '10', pipe], { stdio: 'ignore' });
    const [{ code, stdout, stderr }] = await Promise.all([
      cli(command, '--for', '3600', '--interval', '100', option, pipe),
      once(reader, 'close'),
    ]);
    expect(code).toBe(1);
    expect(linesOf(stderr)).toEqual([expect.stringMatching(new RegExp(`^${command}: .*EPIPE`))]);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(['pipe']);
    // What it has seen it tells all the same.
    if (command === 'watch') expect(JSON.parse(stdout).summary.eventsByKind.checkpoint).toBe(1);
  });

  test(`${command} takes no time that no timer can wait for`, async () => {
    const { code, stderr } = await cli(command, '--for', '3000000', option, join(folder, 'a'));
    expect(code).toBe(2);
    expect(stderr).toContain('--for 3000000: give a number of seconds above 0, at most 2147483');
    expect(readdirSync(folder)).toEqual([]);
  });
}

test.describe('render', () => {
  const pidsOf = async (...args: readonly string[]): Promise<readonly number[]> => {
    const { code, stdout, stderr } = await cli('render', ...args, '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout).processes.map(({ pid }: { pid: number }) => pid);
  };

  test('--at takes seconds, a time, the end, and the beginning and end that it prints itself', async () => {
    const path = write('a.forkscope', 2, '{"k":"changed","t":2000,"i":"1@1","to":{"nice":1}}');
    expect(await pidsOf(path)).toEqual([1, 2, 3]);
    expect(await pidsOf(path, '--at', 'end')).toEqual([1, 2, 3]);
    expect(await pidsOf(path, '--at', '0')).toEqual([1]);
    expect(await pidsOf(path, '--at', '0.999')).toEqual([1]);
    expect(await pidsOf(path, '--at', '1.5')).toEqual([1, 2, 3]);
    const { code, stderr } = await cli('render', path, '--at', '99', '--format', 'text');
    expect(code).toBe(1);
    const [, begin = '', end = ''] = /goes from (\S+) to (\S+)/.exec(stderr) ?? [];
    expect(await pidsOf(path, '--at', begin)).toEqual([1]);
    expect(await pidsOf(path, '--at', end)).toEqual([1, 2, 3]);
    expect((await cli('render', path, '--at', 'soon', '--format', 'text')).code).toBe(2);
  });

  test('--root takes a pid or an id, and draws what is below it', async () => {
    const path = write('a.forkscope', 1, '{"k":"fork","t":2000,"i":"9@9","from":"2@2"}');
    expect(await pidsOf(path, '--root', '2')).toEqual([2, 9]);
    expect(await pidsOf(path, '--root', '9@9')).toEqual([9]);
    const { code, stderr } = await cli('render', path, '--root', '77', '--format', 'text');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'render: --root 77: there is no such process at that moment\n',
    });
  });

  test('says nothing of a good recording, and in one line what is wrong with another', async () => {
    expect(await cli('render', sample, '--format', 'text')).toMatchObject({ code: 0, stderr: '' });
    const path = write('a.forkscope', 1, '{"k":', '{"k":"reaped","t":0,"i":"2@2"}');
    writeFileSync(path, readFileSync(path, 'utf8').replace('{"summary":{}}\n', '{"k":"exi'));
    const { code, stderr } = await cli('render', path, '--format', 'text');
    expect(code).toBe(0);
    expect(stderr).toBe(
      `${path}: its last line is cut; 1 damaged line was passed over; 1 event was older than the one before\n`,
    );
  });

  test('says when Mermaid will refuse the tree, and does as it suggests', async () => {
    const path = write('a.forkscope', 600);
    const { code, stdout, stderr } = await cli('render', path, '--format', 'mermaid');
    expect(code).toBe(0);
    expect(stdout).toContain('flowchart');
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/Mermaid itself will refuse .* --root/)]);
    expect(await cli('render', path, '--format', 'mermaid', '--root', '2')).toMatchObject({ code: 0, stderr: '' });
  });
});

test('lab run --record writes the run with its program, which render draws at any moment', async () => {
  const path = join(folder, 'run.forkscope.gz');
  const { code } = await cli(
    'lab',
    'run',
    'doubling',
    '--set',
    'N=2',
    '--policy',
    'random',
    '--seed',
    '7',
    '--record',
    path,
  );
  expect(code).toBe(0);
  const lines = linesOf(gunzipSync(readFileSync(path)).toString()).map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({
    subject: 'lab',
    lab: { start: { program: { id: 'doubling' }, policy: { name: 'random', seed: 7 } } },
  });
  expect(lines[0].lab.text).toContain('os.fork()');
  expect(lines.at(-1).summary.eventsByKind.fork).toBeGreaterThanOrEqual(3);
  const { stdout, stderr } = await cli('render', path, '--at', '0', '--format', 'text');
  expect(stderr).toBe('');
  expect(linesOf(stdout).length).toBeGreaterThan(0);
  expect(await cli('render', path, '--format', 'svg')).toMatchObject({ code: 0, stderr: '' });
});
