/** Demos 1 to 7: what fork makes, and what it copies. Each claim against real runs, stepped in several ways and free. */
import { afterEach, describe, expect, test } from 'vitest';
import { closeRuns, everyWay, type OpenRun, runDemo, schedule, someWays } from '../../../tests/run-demo';

afterEach(closeRuns);

const linux = describe.runIf(process.platform === 'linux');

/** Who says that it is whose child. With all parents waiting, the tree can be drawn from that alone. */
function readTree(run: OpenRun): ReadonlyMap<number, number> {
  const said = run.lines.map((line) => line.match(/(?:^|I am )(\d+), (?:my parent is|child of) (\d+)/));
  return new Map(said.map((match) => [Number(match?.[1]), Number(match?.[2])]));
}

function depthsOf(tree: ReadonlyMap<number, number>): readonly number[] {
  const counts: number[] = [];
  for (const pid of tree.keys()) {
    let depth = 0;
    for (let at = tree.get(pid); at !== undefined && tree.has(at); at = tree.get(at)) depth++;
    counts[depth] = (counts[depth] ?? 0) + 1;
  }
  return counts;
}

/** What the processes say is what was seen of them. */
function expectSeenTree(run: OpenRun): void {
  const seen = run.members.map(({ pid, parent }) => [pid, parent?.pid ?? run.init.nsPid] as const);
  expect(readTree(run)).toEqual(new Map(seen));
}

linux('1 doubling', { timeout: 60_000 }, () => {
  test.each(everyWay)('three rounds make 8 processes in a binomial tree, and 8 lines (%s)', async (_name, way) => {
    const run = await runDemo('doubling', {}, way);
    expect(run.lines.length).toBe(8);
    expect(run.lines.filter((line) => line.startsWith('fork gave 0,')).length).toBe(4);
    expect(depthsOf(readTree(run))).toEqual([1, 3, 3, 1]);
    if (way.gated !== false) expectSeenTree(run);
  });

  test.each([
    [1, [1, 1]],
    [5, [1, 5, 10, 10, 5, 1]],
    [8, [1, 8, 28, 56, 70, 56, 28, 8, 1]],
  ])('%i rounds make C(n, k) processes at depth k', async (n, binomials) => {
    const run = await runDemo('doubling', { N: n }, { gated: false });
    expect(depthsOf(readTree(run))).toEqual(binomials);
  });

  test('a parent that does not wait may be gone: its children name the one who adopted them', async () => {
    const run = await runDemo('doubling', { WAIT: false });
    expect(run.lines).toContain(`fork gave 0, I am ${run.member('1.3').pid}, my parent is ${run.init.nsPid}`);
    const adopted = run.of('adopted').filter(({ id }) => id === run.member('1.3').id);
    expect(adopted).toMatchObject([{ from: run.facts.root, to: run.init.id }]);
  });
});

linux('2 fork returns twice', { timeout: 30_000 }, () => {
  test.each(
    someWays.flatMap(([name, way]) =>
      (
        [
          ['child', 1, 2],
          ['parent', 2, 1],
          ['both', 2, 2],
        ] as const
      ).map(([who, parentsX, childsX]) => ({ name, way, who, parentsX, childsX })),
    ),
  )('when $who adds 1, x is $parentsX in the parent, $childsX in the child ($name)', async (one) => {
    const run = await runDemo('fork-returns-twice', { WHO_ADDS: one.who }, one.way);
    const [child, parent] = [...run.lines].sort();
    const pid = child?.match(/^child (\d+): /)?.[1];
    expect(child).toBe(`child ${pid}: fork gave 0, x = ${one.childsX}`);
    expect(parent).toMatch(new RegExp(`^parent \\d+: fork gave ${pid}, x = ${one.parentsX}$`));
  });

  test.each(someWays)('at the limit fork says EAGAIN and there is no child (%s)', async (_name, way) => {
    const run = await runDemo('fork-returns-twice', { REFUSE: true }, way);
    expect(run.lines.length).toBe(2);
    expect(run.lines[0]).toBe('no child: Resource temporarily unavailable');
    expect(run.lines[1]).toContain('fork gave -1, x = 1');
    if (way.gated !== false) {
      expect(run.of('refused')).toMatchObject([{ call: 'fork', error: 'EAGAIN', by: 'kernel' }]);
    }
  });
});

linux('3 possible outputs', { timeout: 60_000 }, () => {
  /** The parent's turns up to its fork: import, WAIT, if. */
  const start = ['1', '1', '1'];

  /** All orders in which the parent can take `theirs` turns and the child two. */
  function interleavings(theirs: number, childs: number): readonly (readonly string[])[] {
    if (theirs === 0) return [Array<string>(childs).fill('1.1')];
    if (childs === 0) return [Array<string>(theirs).fill('1')];
    return [
      ...interleavings(theirs - 1, childs).map((rest) => ['1', ...rest]),
      ...interleavings(theirs, childs - 1).map((rest) => ['1.1', ...rest]),
    ];
  }

  test.each([
    ['abcc', ['1.1', '1', '1.1']],
    ['acbc', ['1.1', '1.1', '1']],
    ['bacc', ['1', '1.1', '1.1']],
  ])('%s can be stepped', async (output, turns) => {
    expect((await runDemo('possible-outputs', {}, schedule(...start, ...turns))).output()).toBe(output);
  });

  test('no order of turns gives any other', async () => {
    const outputs = new Set<string>();
    for (const turns of interleavings(3, 2)) {
      outputs.add((await runDemo('possible-outputs', {}, schedule(...start, ...turns))).output());
    }
    expect([...outputs].sort()).toEqual(['abcc', 'acbc', 'bacc']);
  });

  test('without the wait bcac is possible too, and nothing else', async () => {
    const outputs = new Set<string>();
    for (const turns of interleavings(3, 2)) {
      outputs.add((await runDemo('possible-outputs', { WAIT: false }, schedule(...start, ...turns))).output());
    }
    expect([...outputs].sort()).toEqual(['abcc', 'acbc', 'bacc', 'bcac']);
  });

  test.each(everyWay)('is one of the three in any way (%s)', async (_name, way) => {
    expect(['abcc', 'acbc', 'bacc']).toContain((await runDemo('possible-outputs', {}, way)).output());
  });
});

linux('4 short circuit', { timeout: 30_000 }, () => {
  test.each(
    someWays.flatMap(([name, way]) =>
      (
        [
          ['and-or', 5, [1, 2, 2]],
          ['surrounded', 20, undefined],
          ['if-or', 5, [1, 2, 2]],
        ] as const
      ).map(([shape, count, depths]) => ({ name, way, shape, count, depths })),
    ),
  )('$shape makes $count processes ($name)', async ({ way, shape, count, depths }) => {
    const run = await runDemo('short-circuit', { SHAPE: shape }, way);
    expect(run.lines.length).toBe(count);
    if (depths !== undefined) expect(depthsOf(readTree(run))).toEqual(depths);
    if (way.gated !== false) expectSeenTree(run);
  });
});

linux('5 equal forks', { timeout: 30_000 }, () => {
  test.each(everyWay)('of four processes one sees them equal, the grandchild (%s)', async (_name, way) => {
    const run = await runDemo('equal-forks', {}, way);
    const tree = readTree(run);
    expect(depthsOf(tree)).toEqual([1, 2, 1]);
    const [equal, ...others] = run.lines.filter((line) => line.endsWith(': equal'));
    expect(others).toEqual([]);
    const parent = tree.get(Number.parseInt(equal ?? '', 10));
    expect(tree.has(tree.get(parent ?? 0) ?? 0)).toBe(true);
  });
});

linux('6 copied buffer', { timeout: 30_000 }, () => {
  const cases = [
    { stdout: 'pipe', parameters: {}, dashes: 8 },
    { stdout: 'tty', parameters: {}, dashes: 8 },
    { stdout: 'pipe', parameters: { FLUSH: true }, dashes: 6 },
    { stdout: 'tty', parameters: { FLUSH: true }, dashes: 6 },
    { stdout: 'pipe', parameters: { NEWLINE: true }, dashes: 8 },
    { stdout: 'tty', parameters: { NEWLINE: true }, dashes: 6 },
    { stdout: 'pipe', parameters: { LEAVE: '_exit' }, dashes: 0 },
    { stdout: 'pipe', parameters: { LEAVE: '_exit', NEWLINE: true }, dashes: 0 },
    { stdout: 'tty', parameters: { LEAVE: '_exit', NEWLINE: true }, dashes: 6 },
    { stdout: 'pipe', parameters: { LEAVE: '_exit', FLUSH: true }, dashes: 6 },
  ] as const;

  test.each(cases.flatMap((one) => someWays.slice(1).map(([name, way]) => ({ ...one, name, way }))))(
    'to a $stdout with $parameters: $dashes dashes ($name)',
    async ({ stdout, parameters, dashes, way }) => {
      const run = await runDemo('copied-buffer', parameters, { ...way, stdout });
      expect(run.output().replaceAll('\n', '')).toBe('-'.repeat(dashes));
    },
  );
});

linux('7 chain', { timeout: 30_000 }, () => {
  test.each(everyWay)('is one process at each depth, and ends from the bottom up (%s)', async (_name, way) => {
    const run = await runDemo('chain', {}, way);
    expect([...run.lines].sort().map((line) => line.slice(0, 9))).toEqual([0, 1, 2, 3, 4].map((k) => `depth ${k}: `));
    expect(depthsOf(readTree(run))).toEqual([1, 1, 1, 1, 1]);
    if (way.gated === false) return;
    const births = run.members.map(({ id }) => id);
    expect(run.of('exit').map(({ id }) => id)).toEqual([...births].reverse());
  });

  test.each([1, 12])('of length %i has one process more', async (k) => {
    expect((await runDemo('chain', { K: k }, { gated: false })).lines.length).toBe(k + 1);
  });
});
