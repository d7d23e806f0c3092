import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { usualLimits } from '#shared/lab/run';
import { createPythonFinder } from '../find-python';
import { type ExploreOptions, explore } from './explore';

const assets = join(import.meta.dirname, '../../../assets');
const waits = readFileSync(join(assets, 'demos/03-possible-outputs/program.py'), 'utf8');

async function exploreText(text: string, options: Partial<ExploreOptions> = {}) {
  const python = await createPythonFinder(process.env)();
  if (!python.ok) throw new Error(python.code);
  return explore({
    python: python.value,
    folder: join(assets, 'lab/supervisor'),
    environment: process.env,
    text,
    name: 'program.py',
    weakest: undefined,
    stdout: 'pipe',
    limits: usualLimits,
    maxRuns: 200,
    freeRuns: 0,
    timeoutMs: 60_000,
    ...options,
  });
}

/** Python < 3.11 cannot tell where on a line an instruction belongs. */
function tellsPlaces(): boolean {
  const { stdout } = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 11))'], {
    encoding: 'utf8',
  });
  return stdout.trim() === 'True';
}

const textsOf = ({ outputs }: Awaited<ReturnType<typeof explore>>) => outputs.map(({ text }) => text);

describe.runIf(process.platform === 'linux')('the outputs of a program', { timeout: 90_000 }, () => {
  test('are three where the parent waits, and it says that there is no other', async () => {
    const found = await exploreText(waits, { freeRuns: 3 });
    expect(found).toMatchObject({ complete: true, reason: null, deterministic: true, stuck: [], freeRuns: 3 });
    expect(textsOf(found)).toEqual(['abcc', 'acbc', 'bacc']);
    expect(found.outputs.reduce((sum, { freeCount }) => sum + freeCount, 0)).toBe(3);
  });

  test('are four where it does not wait', async () => {
    const found = await exploreText(waits.replace('WAIT = True', 'WAIT = False'));
    expect(found.complete).toBe(true);
    expect(textsOf(found)).toEqual(['abcc', 'acbc', 'bacc', 'bcac']);
  });

  test('of one line by each of four processes is one', async () => {
    const found = await exploreText('import os\nos.fork()\nos.fork()\nprint("x")\n');
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(['x\n'.repeat(4)]);
  });

  test.each([
    ['os.fork(); os.fork(); print("x")', ['x\n'.repeat(4)]],
    ['print(os.fork() > 0, flush=True)', ['False\nTrue\n', 'True\nFalse\n']],
    ['if os.fork() == 0: os.write(1, b"c")\nos.write(1, b"p")', ['cpp', 'pcp']],
  ])('know of what a line still does after its fork: %s', async (text, outputs) => {
    const found = await exploreText(`import os\n${text}\n`);
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(outputs);
  });

  test.runIf(tellsPlaces())('know of each statement on a line', async () => {
    const found = await exploreText('import os\nos.fork()\nos.write(1, b"a"); os.write(1, b"b")\n');
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(['aabb', 'abab']);
  });

  test('through a pipe the reader cannot be before the writer', async () => {
    const text = [
      'import os',
      'r, w = os.pipe()',
      'if os.fork() == 0:',
      '    print("a", flush=True)',
      '    os.write(w, b"x")',
      '    os._exit(0)',
      'os.read(r, 1)',
      'print("b", flush=True)',
      'os.wait()',
    ].join('\n');
    const found = await exploreText(text);
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(['a\nb\n']);
  });

  test('know of what waits in the buffer of a file, or is written from it', async () => {
    const text = [
      'import os',
      'f = open("data", "w+")',
      'if os.fork() == 0:',
      '    f.write("x")',
      '    f.flush()',
      '    os._exit(0)',
      'print("seen:", open("data").read(), flush=True)',
      'os.wait()',
    ].join('\n');
    const found = await exploreText(text);
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(['seen: \n', 'seen: x\n']);
  });

  test('know of the pids that another order of births gives', async () => {
    const text = 'import os\na = os.fork()\nb = os.fork()\nif a and b:\n    print(b - a, flush=True)\n';
    const found = await exploreText(text);
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(['1\n', '2\n']);
  });

  test('know of a child that a signal has killed before its end or after', async () => {
    const text = [
      'import os, signal',
      'pid = os.fork()',
      'if pid == 0:',
      '    print("a", flush=True)',
      '    os._exit(0)',
      'os.kill(pid, signal.SIGKILL)',
      '_, status = os.wait()',
      'print("killed" if os.WIFSIGNALED(status) else "ended", flush=True)',
    ].join('\n');
    const found = await exploreText(text);
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(['a\nended\n', 'a\nkilled\n', 'killed\n']);
  });

  test('of three forks and three prints are complete where the prints wait in a buffer', async () => {
    const found = await exploreText(`import os\n${'os.fork()\n'.repeat(3)}${'abc'.replace(/./g, 'print("$&")\n')}`);
    expect(found).toMatchObject({ complete: true });
    expect(textsOf(found)).toEqual(['a\nb\nc\n'.repeat(8)]);
  });

  test('of three forks and three prints are too many where each print is flushed, which is said', async () => {
    const prints = 'abc'.replace(/./g, 'print("$&", flush=True)\n');
    const found = await exploreText(`import os\n${'os.fork()\n'.repeat(3)}${prints}`, { maxRuns: 20 });
    expect(found.complete).toBe(false);
    expect(['max-runs', 'too-many-states']).toContain(found.reason);
    expect(found.expected).toBeGreaterThan(0);
  });

  test('are those of a program that has nothing to read', async () => {
    const text = 'try:\n    print(input())\nexcept EOFError:\n    print("end of file")\n';
    const found = await exploreText(text, { freeRuns: 1 });
    expect(found).toMatchObject({ complete: true, stuck: [] });
    expect(found.outputs).toMatchObject([{ text: 'end of file\n', freeCount: 1 }]);
  });

  test('are what is written to the standard output, without the errors', async () => {
    const text = 'import os, sys\nos.fork()\nprint("oh", file=sys.stderr, flush=True)\nprint("x")\n';
    const found = await exploreText(text, { freeRuns: 1 });
    expect(found).toMatchObject({ complete: true });
    expect(found.outputs).toMatchObject([{ text: 'x\nx\n', freeCount: 1 }]);
  });

  test('of a run that is cut off are none', async () => {
    const text = 'import time\nprint("a", flush=True)\ntime.sleep(60)\nprint("b")\n';
    const found = await exploreText(text, { limits: { ...usualLimits, seconds: 1 } });
    expect(found).toMatchObject({ complete: false, reason: 'endless', outputs: [] });
  });

  test('of a run in which everybody waits for ever are told as such', async () => {
    const text = 'import os\nr, w = os.pipe()\nprint("a", flush=True)\nos.read(r, 1)\n';
    const found = await exploreText(text, { limits: { ...usualLimits, seconds: 1 } });
    expect(found).toMatchObject({ complete: true, stuck: ['a\n'] });
    expect(textsOf(found)).toEqual(['a\n']);
  });

  test('that only free runs give are listed apart, and it is not complete', async () => {
    const text = 'import os\nprint("held" if "FORKSCOPE_GATE" in os.environ else "free")\n';
    const found = await exploreText(text, { freeRuns: 2 });
    expect(found).toMatchObject({ complete: false, reason: 'free-runs-differ', deterministic: true });
    expect(textsOf(found)).toEqual(['held\n']);
    expect(found.unexplained).toEqual([{ text: 'free\n', freeCount: 2 }]);
  });

  test('are not called complete where a run that is left to itself writes another', async () => {
    // Eight letters: in forty runs another one comes all but surely.
    const found = await exploreText('import random\nprint(random.choice("abcdefgh"))\n', { freeRuns: 40 });
    expect(found.complete).toBe(false);
    expect(['free-runs-differ', 'not-deterministic']).toContain(found.reason);
  });

  test('are not called complete where two runs of one schedule differ', async () => {
    const found = await exploreText('import os, time\nos.fork()\nprint(time.time_ns(), flush=True)\n');
    expect(found).toMatchObject({ complete: false, deterministic: false, reason: 'not-deterministic' });
  });

  test('of an endless program are bounded, which is said', async () => {
    const found = await exploreText('import os\nos.fork()\nwhile True:\n    x = 1\n');
    expect(found).toMatchObject({ complete: false, reason: 'endless' });
  });

  test('are not called complete when there are more schedules than may be run', async () => {
    const letters = ['import os', ...'abcd'.split('').flatMap((one) => ['os.fork()', `print("${one}", flush=True)`])];
    const found = await exploreText(letters.join('\n'), { maxRuns: 8 });
    expect(found.complete).toBe(false);
    expect(found.runs).toBeLessThanOrEqual(8);
    expect(['max-runs', 'too-many-states']).toContain(found.reason);
    expect(found.outputs.length).toBeGreaterThan(1);
  });
});
