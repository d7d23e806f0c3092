import { describe, expect, test } from 'vitest';
import { classifyLines } from '#shared/explore/classify-lines';

function kindsOf(...lines: readonly string[]): readonly string[] {
  const kinds = classifyLines(['import os', ...lines].join('\n'));
  return lines.map((_, index) => kinds.of(index + 2));
}

describe('a line is local', () => {
  test.each([
    'os.fork()',
    'x = [1, 2]; x.append(3)',
    'for _ in range(3):',
    'print("a", end="", flush=True)',
    'print(f"{1 + 1:>3} {len(\'abc\')}")',
    'os.write(1, b"a")',
    'os._exit(0)',
    'pid = os.fork()',
    'if os.fork() == 0 and 1 > 0:',
    'os.fork() and os.fork() or os.fork()',
    '"open(x)"  # open("data")',
  ])('when all that is on it is known to touch nothing: %s', (line) => {
    expect(kindsOf(line)).toEqual(['local']);
  });
});

describe('every line is shared', () => {
  test.each([
    'os.kill(2, 9)',
    'k = os.kill',
    'f = os.fork',
    'import signal',
    'import os as o',
    'from os import fork',
    'getattr(os, "kill")(2, 9)',
    'nobody_knows()',
    'x = {"a": print}["a"]()',
    'open("/proc/self/stat")',
    'os.execvp("kill", ["kill", "-9", "2"])',
    'os.close(1)',
    'f = lambda: 1',
  ])('after what may touch anything: %s', (line) => {
    expect(kindsOf('x = 1', line)[0]).toBe('shared');
  });
});

test('what an open file was given to is shared, whatever its name', () => {
  expect(kindsOf('f = open("data", "w")', 'x = 1', 'g = [f]', 'y = x', 'g[0].flush()', 'f = None')).toEqual([
    'shared',
    'local',
    'shared',
    'local',
    'shared',
    'shared',
  ]);
});

test('a method that nobody knows is shared, and so is what it belongs to', () => {
  expect(kindsOf('x = ""', 'y = 1', 'x.flush()')).toEqual(['shared', 'local', 'shared']);
});

test('a function that opens a file closes it at its end, on whichever line that is', () => {
  expect(kindsOf('def f():', '    h = open("data", "w")', '    x = 1', 'y = 1', 'f()')).toEqual([
    'shared',
    'shared',
    'shared',
    'local',
    'shared',
  ]);
});

test('what a line does after a call is done in the last step of the function', () => {
  expect(kindsOf('def f():', '    return 1', 'x = f() + len(os.listdir())')).toEqual(['shared', 'shared', 'shared']);
});

test('the block of a with is shared, since its end closes', () => {
  expect(kindsOf('with open("data") as f:', '    x = 1', 'y = 1')).toEqual(['shared', 'shared', 'local']);
});

test('the lines of a bracket are of one kind', () => {
  expect(kindsOf('print(', '    1,', '    open("data"),', ')', 'x = 1')).toEqual([
    'shared',
    'shared',
    'shared',
    'shared',
    'local',
  ]);
});

describe('the order of births matters', () => {
  test.each([
    ['print(os.fork())'],
    ['print(os.getpid())'],
    ['print(os.wait())'],
    ['a = os.fork()', 'print(a)'],
    ['a = os.fork()', 'x = f"{a}"'],
    ['a = os.fork()', 'x = [a]'],
    ['a = os.fork()', 'x = 1 if a % 2 == 0 else 2'],
    ['a = os.fork()', 'x = 1 < a > 0'],
    ['a, status = os.wait()', 'print(a)'],
    ['x = os.fork() or os.fork()', 'print(x)'],
    ['def f():', '    return os.fork()'],
  ])('where a pid may be looked at: %s', (...lines) => {
    expect(kindsOf('os.fork()', ...lines)[0]).toBe('births');
  });

  test.each([
    ['a = os.fork()', 'if a == 0:'],
    ['a = os.fork()', 'if not a and 1:'],
    ['a = os.fork()', 'print("x" if a > 0 else "y")'],
    ['a = os.fork()', 'x = a is None'],
    ['a = os.fork()', 'os.waitpid(a, 0)'],
    ['_, status = os.waitpid(-1, 0)', 'print(os.WEXITSTATUS(status))'],
    ['status = os.wait()[1]'],
    ['while os.waitpid(-1, os.WNOHANG)[0] != 0:'],
    ['print(os.fork() > 0)'],
    ['print("pid")'],
  ])('but not where it is only compared with 0 or waited for: %s', (...lines) => {
    expect(kindsOf('os.fork()', ...lines)[0]).toBe('local');
  });
});

test('a wait is a wait, and comes back at once with WNOHANG', () => {
  const kinds = classifyLines('import os\nos.wait()\nos.waitpid(-1, os.WNOHANG)\n');
  expect([kinds.of(2), kinds.comesBack(2), kinds.of(3), kinds.comesBack(3)]).toEqual(['wait', false, 'wait', true]);
});

test('ends matter where something is shared', () => {
  expect(classifyLines('import os\nos.fork()\n').endsMatter).toBe(false);
  expect(classifyLines('f = open("data", "w")\n').endsMatter).toBe(true);
});
