/** Random small fork programs for practice: the same seed and difficulty give the same program. */
import { createRandom } from '#shared/generate/random';

export type Difficulty = 1 | 2 | 3;

type Statement =
  | { readonly kind: 'fork' }
  /** `and`: the parent goes on to the second fork. `or`: the child does. */
  | { readonly kind: 'short-circuit'; readonly operator: 'and' | 'or' }
  | { readonly kind: 'print'; readonly letter: string; readonly end: 'newline' | 'nothing' | 'flush' }
  | { readonly kind: 'loop'; readonly times: number; readonly body: readonly Statement[] }
  /** What the child does; `leaves`: how it ends there, if it does. */
  | {
      readonly kind: 'child';
      readonly body: readonly Statement[];
      readonly leaves: 'sys.exit' | 'os._exit' | undefined;
      readonly parentWaits: boolean;
    };

export interface GeneratedProgram {
  readonly seed: number;
  readonly difficulty: Difficulty;
  readonly statements: readonly Statement[];
  readonly text: string;
  readonly predicted: Prediction;
}

interface Prediction {
  readonly processes: number;
  /** Letters that are written, through a pipe. */
  readonly letters: number;
}

const MOST_PROCESSES = 8;
const LEAST_PROCESSES = 2;

export function generateProgram(seed: number, difficulty: Difficulty): GeneratedProgram {
  const random = createRandom(seed);
  for (;;) {
    const statements = randomBlock(random, difficulty, difficulty + 2);
    const predicted = predict(statements);
    if (predicted.processes < LEAST_PROCESSES || predicted.processes > MOST_PROCESSES || predicted.letters === 0)
      continue;
    return { seed, difficulty, statements, text: writeProgram(statements), predicted };
  }
}

function randomBlock(random: () => number, difficulty: Difficulty, length: number): Statement[] {
  return Array.from({ length }, () => randomStatement(random, difficulty));
}

function randomStatement(random: () => number, difficulty: Difficulty): Statement {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const kinds = {
    1: ['fork', 'print', 'print', 'child'],
    2: ['fork', 'print', 'print', 'child', 'loop'],
    3: ['fork', 'print', 'print', 'child', 'loop', 'short-circuit'],
  } as const;
  const kind = pick<Statement['kind']>(kinds[difficulty]);
  const inner = Math.max(1, difficulty - 1) as Difficulty;
  switch (kind) {
    case 'fork':
      return { kind };
    case 'short-circuit':
      return { kind, operator: pick(['and', 'or']) };
    case 'print':
      return {
        kind,
        letter: pick(['a', 'b', 'c']),
        end: difficulty === 1 ? 'flush' : pick(['newline', 'nothing', 'flush']),
      };
    case 'loop':
      return {
        kind,
        times: 2,
        body: [{ kind: 'fork' }, { kind: 'print', letter: 'x', end: pick(['nothing', 'flush']) }],
      };
    case 'child':
      return {
        kind,
        body: inner === difficulty ? [{ kind: 'print', letter: 'd', end: 'flush' }] : randomBlock(random, inner, 1),
        leaves: pick(['sys.exit', 'os._exit', undefined]),
        parentWaits: random() < 0.5,
      };
  }
}

/** Letters that wait in each process's buffer, as fork copies them (stdio is buffered whole when it is a pipe). */
type Buffers = number[];

/** What happens, without running it: a process is no more than the letters in its buffer. */
function predict(statements: readonly Statement[]): Prediction {
  const counts = { processes: 1, letters: 0 };
  for (const left of perform(statements, [0], counts)) counts.letters += left;
  return counts;
}

interface Counts {
  processes: number;
  letters: number;
}

/** The buffers of those that come out at the end of the block. */
function perform(statements: readonly Statement[], before: Buffers, counts: Counts): Buffers {
  let buffers = before;
  for (const statement of statements) {
    if (counts.processes > MOST_PROCESSES) return buffers;
    buffers = performOne(statement, buffers, counts);
  }
  return buffers;
}

function performOne(statement: Statement, buffers: Buffers, counts: Counts): Buffers {
  switch (statement.kind) {
    case 'fork':
      counts.processes += buffers.length;
      return buffers.flatMap((one) => [one, one]);
    case 'short-circuit':
      counts.processes += 2 * buffers.length;
      return buffers.flatMap((one) => [one, one, one]);
    case 'print':
      if (statement.end !== 'flush') return buffers.map((one) => one + 1);
      for (const one of buffers) counts.letters += one + 1;
      return buffers.map(() => 0);
    case 'loop': {
      let now = buffers;
      for (let round = 0; round < statement.times; round += 1) now = perform(statement.body, now, counts);
      return now;
    }
    case 'child': {
      counts.processes += buffers.length;
      const children = perform(statement.body, buffers, counts);
      if (statement.leaves === 'sys.exit') for (const one of children) counts.letters += one;
      return statement.leaves === undefined ? [...buffers, ...children] : buffers;
    }
  }
}

function writeProgram(statements: readonly Statement[]): string {
  return `import os\nimport sys\n\n${writeBlock(statements, '')}`;
}

function writeBlock(statements: readonly Statement[], indent: string): string {
  return statements.map((statement) => writeStatement(statement, indent)).join('');
}

function writeStatement(statement: Statement, indent: string): string {
  switch (statement.kind) {
    case 'fork':
      return `${indent}os.fork()\n`;
    case 'short-circuit':
      return `${indent}os.fork() ${statement.operator} os.fork()\n`;
    case 'print': {
      const end = { newline: '', nothing: ', end=""', flush: ', flush=True' }[statement.end];
      return `${indent}print("${statement.letter}"${end})\n`;
    }
    case 'loop':
      return `${indent}for _ in range(${statement.times}):\n${writeBlock(statement.body, `${indent}    `)}`;
    case 'child': {
      const leave = { 'sys.exit': 'sys.exit(0)', 'os._exit': 'os._exit(0)' };
      const last = statement.leaves === undefined ? '' : `${indent}    ${leave[statement.leaves]}\n`;
      const wait = statement.parentWaits ? `${indent}else:\n${indent}    os.wait()\n` : '';
      return `${indent}if os.fork() == 0:\n${writeBlock(statement.body, `${indent}    `)}${last}${wait}`;
    }
  }
}
