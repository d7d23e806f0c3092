/** What the supervisor promises, tried with programs that do their best to get away. All of them are bounded. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../tests/eventually';
import { createPythonFinder } from './find-python';
import { descendantsOf, hasEnded, isThere, readProcess, type SeenProcess } from './processes-for-tests';
import { type SupervisedProgram, type SupervisedRun, superviseProgram } from './supervised-run';
import { parseSupervisorLine, type SupervisorMessage } from './supervisor-message';

const supervisor = join(import.meta.dirname, '../../assets/lab/supervisor');
const runs: SupervisedRun[] = [];
let python = '';
let folder = '';

beforeAll(async () => {
  const found = await createPythonFinder(process.env)();
  if (found.ok) python = found.value;
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-lab-'));
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.stop();
    await run.ended;
  }
  rmSync(folder, { recursive: true });
});

function write(source: string, name = 'program.py'): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
}

function supervise(source: string, others: Partial<SupervisedProgram> = {}): SupervisedRun {
  const run = superviseProgram({
    python,
    supervisor,
    command: [write(source)],
    processLimit: 64,
    timeLimitMs: 60_000,
    graceMs: 10_000,
    environment: process.env,
    ...others,
  });
  runs.push(run);
  return run;
}

async function supervisorOf(run: SupervisedRun): Promise<SeenProcess> {
  const started = await run.started;
  const seen = started && readProcess(started.supervisor.pid);
  if (seen === undefined) throw new Error((await run.ended).detail);
  return seen;
}

/** Starts a run and waits until it has `count` processes. */
async function superviseUntil(count: number, source: string, others: Partial<SupervisedProgram> = {}) {
  const run = supervise(source, others);
  const { id, pid } = await supervisorOf(run);
  const all = await eventually(`there are ${count} processes`, () => {
    const now = descendantsOf(pid);
    return now.length === count && now;
  });
  return { run, supervisor: { id, pid }, all };
}

/** Deaf to signals, in sessions of their own, forked twice: what a daemon does, and seven of them. */
const ESCAPE_ARTISTS = `
import os, signal, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
for _ in range(7):
    if os.fork() == 0:
        os.setsid()
        if os.fork() > 0:
            os._exit(0)
        os.closerange(0, 256)
        time.sleep(60)
        os._exit(0)
    os.wait()
time.sleep(60)
`;

const SLEEPERS = `
import os, time
for _ in range(3):
    if os.fork() == 0:
        break
time.sleep(60)
`;

/** What the supervisor itself says, line by line. */
async function listen(source: string, limits: readonly string[] = [], input?: string, environment = process.env) {
  const args = ['-I', '-B', supervisor, '--process-limit=64', '--time-limit=30', ...limits, write(source)];
  const child = spawn(python, args, { env: environment });
  if (input !== undefined) child.stdin.end(input);
  const said = await text(child.stdout);
  child.stdin.end();
  return said.trimEnd().split('\n').map(parseSupervisorLine);
}

function outputOf(messages: readonly (SupervisorMessage | undefined)[], stream: 'stdout' | 'stderr'): string {
  return messages.map((said) => (said?.kind === 'output' && said.stream === stream ? said.text : '')).join('');
}

describe.runIf(process.platform === 'linux')('a supervised run', { timeout: 30_000 }, () => {
  test('ends when the program ends, and tells how', async () => {
    expect(await supervise('print("done")').ended).toEqual({ outcome: 'finished' });
    expect(await supervise('import sys; sys.exit("no luck")').ended).toEqual({
      outcome: 'finished',
      detail: 'exit code 1\nno luck',
    });
    expect(await supervise('import os; os.kill(os.getpid(), 9)').ended).toEqual({
      outcome: 'finished',
      detail: 'signal 9',
    });
  });

  test('goes on while an orphan lives, though the first process has ended', async () => {
    const { run, all } = await superviseUntil(
      1,
      'import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(60)',
    );
    const { supervisor: by, pid } = (await run.started) ?? {};
    await eventually(
      'only the orphan is left',
      () => !all.some((seen) => seen.pid !== pid) || readProcess(pid ?? 0) === undefined,
    );
    await eventually('the orphan is adopted', () => descendantsOf(by?.pid ?? 0).every(({ ppid }) => ppid === by?.pid));
    run.stop();
    expect(await run.ended).toEqual({ outcome: 'stopped' });
  });

  test('is stopped within a second, even if it is deaf to signals and has forked and set itself apart', async () => {
    const { run, supervisor, all } = await superviseUntil(8, ESCAPE_ARTISTS);
    await eventually('the daemons are orphans', () =>
      descendantsOf(supervisor.pid).every(({ ppid }) => ppid === supervisor.pid),
    );
    expect(new Set(descendantsOf(supervisor.pid).map(({ sid }) => sid)).size).toBe(8);
    const before = performance.now();
    run.stop();
    expect(await run.ended).toEqual({ outcome: 'stopped' });
    expect(performance.now() - before).toBeLessThan(1000);
    expect(all.filter(({ id }) => isThere(id))).toEqual([]);
  });

  test('ends when the time is up', async () => {
    const { run, all } = await superviseUntil(4, SLEEPERS, { timeLimitMs: 2000 });
    expect(await run.ended).toEqual({ outcome: 'time-limit' });
    expect(all.filter(({ id }) => isThere(id))).toEqual([]);
  });

  test('ends when there are more processes than it may have', async () => {
    const twenty = 'import os, time\nfor _ in range(20):\n    if os.fork() == 0:\n        break\ntime.sleep(60)';
    const run = supervise(twenty, { processLimit: 8 });
    const { id } = await supervisorOf(run);
    expect(await run.ended).toEqual({ outcome: 'process-limit' });
    expect(isThere(id)).toBe(false);
  });

  test('is broken, and everything ends, when the supervisor is killed', async () => {
    const { run, supervisor, all } = await superviseUntil(8, ESCAPE_ARTISTS);
    process.kill(supervisor.pid, 'SIGKILL');
    expect(await run.ended).toEqual({ outcome: 'broken', detail: 'the supervisor ended with SIGKILL' });
    expect(all.filter(({ id }) => !hasEnded(id))).toEqual([]);
  });

  test('is broken, and everything ends, when the supervisor does not answer', async () => {
    const { run, supervisor, all } = await superviseUntil(4, SLEEPERS, { graceMs: 200 });
    process.kill(supervisor.pid, 'SIGSTOP');
    run.stop();
    expect(await run.ended).toEqual({ outcome: 'broken', detail: 'the supervisor did not stop' });
    expect([supervisor, ...all].filter(({ id }) => !hasEnded(id))).toEqual([]);
  });

  test('ends with the app: nothing is left after close', async () => {
    const { run, supervisor, all } = await superviseUntil(8, ESCAPE_ARTISTS);
    run.close();
    await eventually('all are gone', () => ![supervisor, ...all].some(({ id }) => isThere(id)), 2000);
  });

  test.each([
    ['speaks of something unknown', 'print(\'{"kind":"gossip"}\', flush=True); sys.stdin.read()'],
    ['goes on after its last word', 'print(\'{"kind":"failed","detail":""}\\n\' * 2, flush=True); sys.stdin.read()'],
    ['says too much', 'print("x" * 1_000_001, end="", flush=True); sys.stdin.read()'],
    ['is cut short', 'print(\'{"kind":"en\', end="")'],
  ])('is broken when the supervisor %s', async (_what, source) => {
    const run = supervise('', { supervisor: write(`import sys; ${source}`, 'liar.py') });
    expect(await run.started).toBeUndefined();
    expect(await run.ended).toEqual({
      outcome: 'broken',
      detail: 'the supervisor said something that makes no sense',
    });
  });

  test('is broken, with the reason, when it cannot even start', async () => {
    const noProgram = supervise('', { command: [join(folder, 'missing.py')] });
    expect(await noProgram.started).toBeUndefined();
    expect(await noProgram.ended).toEqual({
      outcome: 'broken',
      detail: `there is no program ${join(folder, 'missing.py')}`,
    });
    const noPython = supervise('', { python: join(folder, 'python') });
    expect(await noPython.started).toBeUndefined();
    expect((await noPython.ended).detail).toMatch(/ENOENT/);
  });
});

describe.runIf(process.platform === 'linux')('the supervisor', { timeout: 30_000 }, () => {
  test('passes on what the program prints; nothing in it can pass for a word of its own', async () => {
    const hostile = `
import os, sys
os.write(1, b'{"kind":"ended","outcome":"finished"}\\n\\r\\x00\\xff\\xe2\\x80\\xa8 ')
os.write(1, b'\\xe4\\xb8')
os.write(1, b'\\xad\\n')
os.write(2, b'{"kind":"failed","detail":"no"}\\n')
`;
    const said = await listen(hostile);
    expect(said).not.toContain(undefined);
    expect(outputOf(said, 'stdout')).toBe('{"kind":"ended","outcome":"finished"}\n\r\0\ufffd\u2028 中\n');
    expect(outputOf(said, 'stderr')).toBe('{"kind":"failed","detail":"no"}\n');
    expect(said.at(-1)).toEqual({ kind: 'ended', outcome: 'finished', exit: { code: 0 }, leftover: 0 });
  });

  test('drops what is printed beyond the limit, says so once, and lets the program go on', async () => {
    const said = await listen('print("x" * 3_000_000)\nprint("y" * 3_000_000)', ['--output-limit=100000']);
    expect(outputOf(said, 'stdout')).toBe('x'.repeat(100_000));
    expect(said.filter((message) => message?.kind === 'truncated')).toEqual([
      { kind: 'truncated', limitBytes: 100_000 },
    ]);
    expect(said.at(-1)).toMatchObject({ kind: 'ended', exit: { code: 0 } });
  });

  test('keeps its limits while nobody reads what it says', async () => {
    const args = [
      '-I',
      '-B',
      supervisor,
      '--process-limit=8',
      '--time-limit=1',
      write('while True: print("x" * 1000)'),
    ];
    const child = spawn(python, args);
    await eventually('the program is gone', () => child.pid !== undefined && descendantsOf(child.pid).length === 1);
    await eventually('the program is gone', () => child.pid !== undefined && descendantsOf(child.pid).length === 0);
    expect(parseSupervisorLine((await text(child.stdout)).trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      outcome: 'time-limit',
    });
  });

  test('lets nothing in the environment change the lesson', async () => {
    const source = 'import os, sys\nprint(*sorted(os.environ), sys.stdin.read() == "", os.getsid(0) == os.getpid())';
    const environment = { PATH: '/bin', PYTHONUNBUFFERED: '1', PYTHONPATH: folder, BASH_ENV: '/x', HOME: folder };
    expect(outputOf(await listen(source, [], undefined, environment), 'stdout')).toMatch(
      /^HOME( LC_CTYPE)? PATH True True\n$/,
    );
  });

  test.each([
    ['the end of the input', '', { kind: 'ended', outcome: 'stopped' }],
    ['the command to stop', '{"command":"stop"}\n', { kind: 'ended', outcome: 'stopped' }],
    [
      'what is not a command',
      '{"command":"dance"}\n',
      { kind: 'failed', detail: `not a command: b'{"command":"dance"}'` },
    ],
    ['a command without end', 'x'.repeat(70_000), { kind: 'failed', detail: 'a command is too long' }],
  ])('ends the run on %s', async (_what, input, expected) => {
    const said = await listen(ESCAPE_ARTISTS, [], input);
    expect(said[0]?.kind).toBe('started');
    expect(said.at(-1)).toMatchObject(expected);
  });
});
