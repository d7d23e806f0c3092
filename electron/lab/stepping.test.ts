/** Turns: who gets them, one by one, by policy, by schedule; and that the same choices lead to the same run. */
import { afterEach, describe, expect, test } from 'vitest';
import { applyEvents, emptyTable } from '#shared/events/apply-events';
import type { PolicyName } from '#shared/lab/policy';
import { runSummary } from '#shared/lab/run-summary';
import { course } from '../../tests/course';
import { closePrograms, type Manner, openProgram, type ProgramRun, runProgram } from '../../tests/run-program';

afterEach(closePrograms);

const WAIT = { timeout: 20_000 };
const abc = [
  'import os',
  'if os.fork() == 0:',
  '    print("a", end="", flush=True)',
  'else:',
  '    print("b", end="", flush=True)',
  '    os.wait()',
  'print("c", end="", flush=True)',
].join('\n');

/** The lines at which threads are held now, by line of birth. */
function heldAt({ events }: ProgramRun): { readonly [birth: string]: number } {
  const { living, lab } = applyEvents(emptyTable, events);
  return Object.fromEntries(
    [...lab.threads].flatMap(([id, [thread]]) =>
      thread?.state === 'held' ? [[living.get(id)?.birth ?? '?', thread.line] as const] : [],
    ),
  );
}

function idOf({ events }: ProgramRun, birth: string) {
  const found = [...applyEvents(emptyTable, events).living.values()].find((process) => process.birth === birth);
  if (found === undefined) throw new Error(`there is no process ${birth}`);
  return found.id;
}

async function scheduleOf(text: string, manner: Manner): Promise<readonly string[]> {
  const { status, events } = await runProgram(text, manner);
  return runSummary(status, events).schedule;
}

describe.runIf(process.platform === 'linux')('stepping', { timeout: 60_000 }, () => {
  test('a step takes one process to its next line, and no other', async () => {
    const program = await openProgram(abc);
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 1 });
    program.run.command({ kind: 'step' });
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 2 });
    program.run.command({ kind: 'step' });
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 5, '1.1': 3 });
    program.run.command({ kind: 'step', id: idOf(program, '1.1') });
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 5, '1.1': 7 });
    expect(program.output()).toBe('a');
  });

  test('whom no step can be given is said', async () => {
    const program = await openProgram(abc);
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 1 });
    const id = idOf(program, '1');
    expect(program.run.command({ kind: 'step', id }).ok).toBe(true);
    expect(program.run.command({ kind: 'step', id, thread: 7 })).toEqual({ ok: false, code: 'not-held' });
  });

  test('a blocked process says in what, and goes on when that is over', async () => {
    const program = await openProgram(abc);
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 1 });
    for (const [expected] of [[{ '1': 2 }], [{ '1': 5, '1.1': 3 }], [{ '1': 6, '1.1': 3 }]] as const) {
      program.run.command({ kind: 'step' });
      await expect.poll(() => heldAt(program), WAIT).toEqual(expected);
    }
    program.run.command({ kind: 'step' });
    await expect.poll(() => program.of('blocked'), WAIT).toMatchObject([{ in: 'wait' }]);
    program.run.command({ kind: 'run', delayMs: 0 });
    expect(await program.ended()).toMatchObject({ outcome: 'finished', leftover: 0 });
    expect(program.of('waited')).toMatchObject([{ exit: { code: 0 } }]);
    expect(program.output()).toBe('bacc');
  });

  test('running pauses before any process runs a line with a breakpoint', async () => {
    const program = await openProgram(abc);
    program.run.command({ kind: 'breakpoints', lines: [5] });
    program.run.command({ kind: 'run', delayMs: 0 });
    await expect.poll(() => heldAt(program), WAIT).toMatchObject({ '1': 5 });
    await expect.poll(() => program.statuses.at(-1), WAIT).toMatchObject({ kind: 'running', pace: 'held' });
    expect(program.output()).not.toContain('b');
  });

  test.each<[PolicyName, string]>([
    ['parent-first', '1 1 1 1 1.1 1.1 1'],
    ['child-first', '1 1 1.1 1.1 1 1 1'],
    ['round-robin', '1 1 1.1 1 1.1 1 1'],
  ])('the policy %s gives the turns as its name says', async (name, schedule) => {
    expect((await scheduleOf(abc, { policy: { name } })).join(' ')).toBe(schedule);
  });

  test.each(['pipe', 'tty'] as const)('the same seed gives the same events each time (%s)', async (stdout) => {
    const manner: Manner = { stdout, policy: { name: 'random', seed: 11 } };
    const text = `import os\nfor _ in range(2):\n    os.fork()\nprint("-")\n${abc.split('\n').slice(1).join('\n')}`;
    const first = await runProgram(text, manner);
    const again = await runProgram(text, manner);
    expect(course(again.events)).toEqual(course(first.events));
    const schedule = runSummary(first.status, first.events).schedule;
    const replay = await runProgram(text, { stdout, policy: { name: 'schedule', schedule } });
    expect(course(replay.events)).toEqual(course(first.events));
  });

  test('that a process has waited is told before its end, however soon that follows', async () => {
    const text = [
      'import os',
      'for _ in range(30):',
      '    if os.fork() == 0:',
      '        if os.fork() == 0: os._exit(0)',
      '        os._exit(0 * os.wait()[0])',
      '    os.wait()',
    ].join('\n');
    const { events, of } = await runProgram(text, { policy: { name: 'child-first' } });
    expect(of('waited')).toHaveLength(60);
    const ended = new Set<string>();
    for (const event of events) {
      if (event.kind === 'exit') ended.add(event.id);
      if (event.kind === 'waited') expect(ended).not.toContain(event.id);
    }
  });

  test('what a process wrote is told before its end', async () => {
    // Unflushed until the very end: between the words and the exit there is next to no time.
    const text = 'import os\nfor _ in range(6):\n    os.fork()\nprint("-")';
    const { events, output } = await runProgram(text, { gated: false });
    expect(output()).toBe('-\n'.repeat(64));
    const ended = new Set<string>();
    for (const event of events) {
      if (event.kind === 'exit') ended.add(event.id);
      if (event.kind === 'output') expect(ended).not.toContain(event.id);
    }
  });

  test.each([
    ['the end of the program', 'import os\nos.fork()'],
    ['os._exit', 'import os\nif os.fork() == 0: os._exit(3)\nos.wait()'],
  ])('who is born in the last line before %s ends in a turn of its own', async (_where, text) => {
    const program = await openProgram(text);
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 1 });
    program.run.command({ kind: 'step' });
    await expect.poll(() => heldAt(program), WAIT).toEqual({ '1': 2 });
    program.run.command({ kind: 'step' });
    await expect.poll(() => heldAt(program), WAIT).toMatchObject({ '1.1': 2 });
    expect(program.of('exit').map(({ id }) => id)).not.toContain(idOf(program, '1.1'));
    program.run.command({ kind: 'run', delayMs: 0 });
    expect(await program.ended()).toMatchObject({ outcome: 'finished', leftover: 0 });
  });

  test.each([
    ['abcc', ['1', '1', '1.1', '1', '1', '1.1', '1']],
    ['acbc', ['1', '1', '1.1', '1.1', '1', '1', '1']],
    ['bacc', ['1', '1', '1', '1.1', '1.1', '1', '1']],
  ])('a schedule leads to %s', async (output, schedule) => {
    expect((await runProgram(abc, { policy: { name: 'schedule', schedule } })).output()).toBe(output);
  });

  test('a pipe names the writer, also of a program that knows nothing of the gate', async () => {
    const text =
      'import subprocess\nsubprocess.run(["sh", "-c", "echo from sh; cat /dev/null"])\nprint("from python")\n';
    const { of, facts } = await runProgram(text);
    const writers = of('output').map(({ id, text: piece }) => [piece, id === facts.root]);
    expect(writers).toEqual([
      ['from sh\n', false],
      ['from python\n', true],
    ]);
    expect(of('output')[0]?.id).toBe(of('fork')[0]?.process.id);
  });

  test('a terminal is one, and what is written belongs to who had the turn', async () => {
    const text =
      'import os, sys\nprint(sys.stdout.isatty())\nif os.fork() == 0:\n    print("child")\nelse:\n    os.wait()\n';
    const { of, output, facts } = await runProgram(text, { stdout: 'tty' });
    expect(output()).toBe('True\nchild\n');
    expect(of('output').map(({ id }) => id)).toEqual([facts.root, of('fork')[0]?.process.id]);
  });

  test('the end of a thread is told, before that of its process', async () => {
    const text = [
      'import threading',
      'def work():',
      '    return 1',
      'threads = [threading.Thread(target=work) for _ in range(2)]',
      'for thread in threads: thread.start()',
      'for thread in threads: thread.join()',
      'last = True',
    ].join('\n');
    const { events, of, facts } = await runProgram(text);
    expect(of('thread-end').map(({ id, thread }) => [id, thread])).toEqual([
      [facts.root, 1],
      [facts.root, 2],
    ]);
    const before = events.slice(
      0,
      events.findIndex((event) => event.kind === 'line' && event.line === 7),
    );
    expect(
      applyEvents(emptyTable, before)
        .lab.threads.get(facts.root)
        ?.map(({ thread }) => thread),
    ).toEqual([0]);
  });

  test('variables are told without running code of the program', async () => {
    const text = [
      'class Trap:',
      '    def __repr__(self):',
      '        while True: pass',
      '    __str__ = __repr__',
      'trap, many, text, big = Trap(), list(range(100)), "x" * 1000, 1 << 100000',
      'end = True',
    ].join('\n');
    const { of, status } = await runProgram(text);
    expect(status.outcome).toBe('finished');
    const variables = Object.fromEntries(
      of('line')
        .at(-1)
        ?.variables.map((one) => [one.name, one.text]) ?? [],
    );
    expect(variables).toMatchObject({
      trap: '<__main__.Trap>',
      many: '[0, 1, 2, 3, 4, 5, 6, 7, …]',
      big: 'an int of 100001 bits',
    });
    expect(variables.text).toHaveLength(120);
  });
});
