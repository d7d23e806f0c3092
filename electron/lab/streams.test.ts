/** What goes in and comes out of a run in bulk: nothing lost, nothing too long for the line to the app. */
import { afterEach, describe, expect, test } from 'vitest';
import { closePrograms, openProgram, runProgram } from '../../tests/run-program';

afterEach(closePrograms);

describe.runIf(process.platform === 'linux')('in bulk', { timeout: 60_000 }, () => {
  test.each([
    ['100 MB in one turn', 'print("x" * 100_000_000)', 'x'],
    ['what takes six characters each in JSON', 'print("\\0" * 2_000_000)', '\0'],
    ['what takes twelve', 'print("\\U0001f600" * 500_000)', '\u{1f600}'],
    ['no text at all', 'import os\nos.write(1, b"\\xff" * 2_000_000)', '\\xff'],
  ])('%s ends at the usual limit, with all that was within it', async (_what, text, unit) => {
    for (const gated of [true, false]) {
      const { status, output } = await runProgram(text, { gated });
      expect(status).toMatchObject({ outcome: 'limit', detail: 'output', leftover: 0 });
      const bytes = unit === '\\xff' ? output().length / unit.length : Buffer.byteLength(output());
      expect(bytes).toBe(1024 * 1024);
      expect(output().replaceAll(unit, '')).toBe('');
    }
  });

  test.each(['pipe', 'tty'] as const)(
    'a character that is cut off by the end is shown byte by byte (%s)',
    async (stdout) => {
      const { output } = await runProgram('import os\nos.write(1, b"end \\xe4\\xb8")\n', { stdout });
      expect(output()).toBe('end \\xe4\\xb8');
    },
  );

  test.each(['pipe', 'tty'] as const)(
    'more input than there is room for waits until it is read (%s)',
    async (stdout) => {
      const lines = Array.from({ length: 50_000 }, (_, index) => `${index}\n`).join('');
      const text = [
        'import sys, time',
        'print("begin", flush=True)',
        'time.sleep(0.2)',
        'read = sys.stdin.read()',
        'print(len(read), read[-6:], end="")',
      ].join('\n');
      const program = await openProgram(text, { stdout });
      program.run.command({ kind: 'input', text: lines, end: true });
      program.run.command({ kind: 'run', delayMs: 0 });
      await program.ended();
      expect(program.output()).toBe(`begin\n${lines.length} 49999\n`);
    },
  );
});
