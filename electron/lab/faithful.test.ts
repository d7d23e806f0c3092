/** The gate asks nothing of a program and changes nothing of what it does: each of these is the same under plain Python. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { closePrograms, runProgram } from '../../tests/run-program';
import { readProgram } from './read-program';

afterEach(closePrograms);

const programs: { readonly [name: string]: readonly string[] } = {
  'a key whose hash and comparison have effects': [
    'class Key:',
    '    def __hash__(self):',
    '        print("hash")',
    '        return 1',
    '    def __eq__(self, other):',
    '        print("eq")',
    '        return self is other',
    'found = {Key(): 1, Key(): 2}',
    'print(len(found))',
  ],
  'a global whose name is no string, or very long': [
    'globals()[1] = 2',
    'globals()["x" * 300_000] = 3',
    'exec("def " + "f" * 300_000 + "(): pass")',
    'print("after")',
  ],
  'waits with options by name': [
    'import os',
    'for _ in range(2):',
    '    if os.fork() == 0:',
    '        os._exit(3)',
    'pid, status, usage = os.wait3(options=0)',
    'print(status)',
    'pid, status, usage = os.wait4(pid=-1, options=0)',
    'print(status)',
  ],
  'exec with more arguments than a packet holds': [
    'import os',
    'os.execvp("sh", ["sh", "-c", "sleep 0.2; echo $* | wc -c", "sh", *["é" * 30_000] * 20])',
  ],
  'an exception out of a handler keeps what it says': [
    'import os, signal',
    'def late(number, frame):',
    '    raise TimeoutError("after a second")',
    'signal.signal(signal.SIGALRM, late)',
    'parent = os.getpid()',
    'try:',
    '    if os.fork() == 0:',
    '        os.kill(parent, signal.SIGALRM)',
    '        os._exit(0)',
    '    os.wait()',
    '    os.wait()',
    'except TimeoutError as error:',
    '    print(repr(error), type(error))',
  ],
  'sys.exit in a handler': [
    'import os, signal, sys',
    'signal.signal(signal.SIGUSR1, lambda number, frame: sys.exit(3))',
    'parent = os.getpid()',
    'if os.fork() == 0:',
    '    os.kill(parent, signal.SIGUSR1)',
    '    os._exit(0)',
    'os.wait()',
    'os.wait()',
  ],
};

function plainly(text: string): { readonly output: string; readonly code: number } {
  const script = 'python3 -c "$1"; echo "code $?"';
  const all = execFileSync('sh', ['-c', script, 'sh', text], { encoding: 'utf8' });
  const [, output = '', code = ''] = /^(.*)code (\d+)\n$/s.exec(all) ?? [];
  return { output, code: Number(code) };
}

describe.runIf(process.platform === 'linux')('as under plain Python', { timeout: 60_000 }, () => {
  test.each(Object.keys(programs))('%s', async (name) => {
    const text = (programs[name] ?? []).join('\n');
    const { output, of, status } = await runProgram(text, { policy: { name: 'child-first' } });
    const { output: expected, code } = plainly(text);
    expect(output()).toBe(expected);
    expect(of('exit').at(-1)?.exit).toEqual({ code });
    expect(status).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test('after an exception out of a handler it is held at its next call, and from then on at each line', async () => {
    const lines = [...(programs['an exception out of a handler keeps what it says'] ?? []), 'a = 1', 'b = 2'];
    const { of } = await runProgram(lines.join('\n'), { policy: { name: 'child-first' } });
    expect(of('line').map(({ line }) => line)).toEqual(expect.arrayContaining([13, 14, 15]));
  });

  test.each([
    ['as Windows ends lines', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
    ['as it is', (text: string) => text],
  ])('a file runs where it lies, beside what it imports: %s', async (_how, write) => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-own-'));
    try {
      const path = join(folder, `${'long '.repeat(45)}.py`);
      writeFileSync(join(folder, 'beside.py'), 'word = "found"\n');
      writeFileSync(path, write('import beside\n\nprint(beside.word, __file__)\n'));
      const read = await readProgram(path);
      if (!read.ok) throw new Error(read.code);
      const { output, of } = await runProgram(read.value.text, { name: path });
      expect(output()).toBe(`found ${path}\n`);
      expect(of('line').map(({ line }) => line)).toEqual([1, 3]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
