/**
 * What a line of a program may touch that others can notice without anything being told of it. A step that touches
 * nothing of that kind gives the same result whatever the others do meanwhile, so its order among theirs need not be
 * tried. A line is quiet only when all that is on it is known to be (touch.ts).
 */
import { looksAtPids } from '#shared/explore/looks-at-pids';
import { isName, type LogicalLine, readLogicalLines, statementsOf } from '#shared/explore/python-lines';
import { isPlainModule, type Names, ownNamesIn, touchOf } from '#shared/explore/touch';

/**
 * `local`: only its own memory and what is told (output, fork, exit). `wait`: the ends of its children. `parent`: whether
 * its parent lives. `births`: how many have been born, which is what pids tell. `shared`: who knows.
 */
type LineKind = 'local' | 'wait' | 'parent' | 'births' | 'shared';

export interface LineKinds {
  of(line: number): LineKind;
  /** A wait that comes back at once when nobody has ended (wait(2), WNOHANG). */
  comesBack(line: number): boolean;
  /** An end closes files and writes what waits in their buffers. */
  readonly endsMatter: boolean;
}

/** In any string: a path by which processes see each other, a program that sends signals. */
const looksAround = /\/proc\b|\bp?kill/;

interface Line extends LogicalLine {
  readonly statements: readonly (readonly string[])[];
  /** In the body of a function. */
  readonly isInside: boolean;
  /** Of a function of the program: what else is on the line is done in that one's last step. */
  readonly calls: boolean;
}

export function classifyLines(text: string, sharesEverything = false): LineKinds {
  const logical = readLogicalLines(text);
  const names = namesIn(logical.flatMap(statementsOf));
  const lines = readLines(logical, names.functions);
  const suspects = findSuspects(lines, names);
  const everything = sharesEverything || looksAround.test(text) || suspects === undefined || usesStrangers(lines);
  const kinds = everything ? [] : kindsOf(lines, suspects);
  const at = new Map(lines.flatMap((line, index) => physical(line).map((number) => [number, index])));
  const lineAt = (number: number) => at.get(number) ?? -1;
  return {
    of: (line) => (everything ? 'shared' : (kinds[lineAt(line)] ?? 'local')),
    comesBack: (line) => lines[lineAt(line)]?.tokens.includes('WNOHANG') ?? false,
    endsMatter: everything || kinds.includes('shared'),
  };
}

function kindsOf(lines: readonly Line[], suspects: ReadonlySet<Line>): readonly LineKind[] {
  const pidsMatter = looksAtPids(lines.flatMap(({ statements }) => statements));
  const own = lines.map((line) => (suspects.has(line) ? 'shared' : kindOf(line, pidsMatter)));
  // A wait in such a place is not where the wait seems to be.
  const callers = own.filter((_, index) => lines[index]?.calls).map((kind) => (kind === 'wait' ? 'shared' : kind));
  const afterCall = callers.reduce(join, 'local');
  return own.map((kind, index) => (lines[index]?.isInside ? join(kind, afterCall) : kind));
}

function kindOf({ tokens }: Line, pidsMatter: boolean): LineKind {
  const kinds: LineKind[] = [];
  if (tokens.includes('getppid')) kinds.push('parent');
  if (tokens.includes('wait') || tokens.includes('waitpid')) kinds.push('wait');
  if (pidsMatter && tokens.includes('fork')) kinds.push('births');
  return kinds.reduce(join, 'local');
}

function join(one: LineKind, other: LineKind): LineKind {
  if (one === 'local' || one === other) return other;
  return other === 'local' ? one : 'shared';
}

/** Lines that may touch a file, by what is on them or by the names of what such lines made. Undefined: any line may. */
function findSuspects(lines: readonly Line[], names: Names): ReadonlySet<Line> | undefined {
  const suspects = new Set<Line>();
  const suspect = new Set<string>();
  for (let before = -1; before !== suspects.size + suspect.size; ) {
    before = suspects.size + suspect.size;
    for (const line of lines) {
      const touches = line.statements.map((statement) => touchOf(statement, { ...names, suspect }));
      if (touches.includes('anything')) return undefined;
      if (touches.includes('files')) suspects.add(line);
    }
    for (const line of reachedFrom(suspects, lines)) suspects.add(line);
    for (const { statements } of suspects) {
      for (const name of statements.flatMap((statement) => ownNamesIn(statement, names))) suspect.add(name);
    }
  }
  return suspects;
}

/** What a function opens is closed at its end, and by `with` at the end of its block. */
function reachedFrom(suspects: ReadonlySet<Line>, lines: readonly Line[]): readonly Line[] {
  const functions = [...suspects].some(({ isInside }) => isInside);
  const blocks = [...suspects].filter(({ tokens }) => tokens[0] === 'with');
  return lines.filter(
    (line) =>
      (functions && (line.isInside || line.calls)) || blocks.some((block) => blockOf(block, lines).includes(line)),
  );
}

function blockOf(head: LogicalLine, lines: readonly Line[]): readonly Line[] {
  const rest = lines.filter(({ first }) => first > head.last);
  const end = rest.findIndex(({ indent }) => indent <= head.indent);
  return end < 0 ? rest : rest.slice(0, end);
}

function readLines(logical: readonly LogicalLine[], functions: ReadonlySet<string>): readonly Line[] {
  let outermost = Number.POSITIVE_INFINITY;
  return logical.map((line) => {
    if (line.indent <= outermost) outermost = Number.POSITIVE_INFINITY;
    const isInside = line.indent > outermost || line.tokens[0] === 'def';
    if (line.tokens[0] === 'def') outermost = Math.min(outermost, line.indent);
    const calls = line.tokens.some((token, at) => functions.has(token) && line.tokens[at - 1] !== 'def');
    return { ...line, statements: statementsOf(line), isInside, calls };
  });
}

function namesIn(statements: readonly (readonly string[])[]): Names {
  const functions = statements.filter(([word]) => word === 'def').map(([, name = '']) => name);
  const imported = statements.filter(([word]) => word === 'from').flatMap((tokens) => tokens.slice(3).filter(isName));
  return { functions: new Set(functions), imported: new Set(imported), suspect: new Set() };
}

/** Imports of what may share memory, files or signals, and other names for what is looked for by name. */
function usesStrangers(lines: readonly Line[]): boolean {
  return lines
    .flatMap(({ statements }) => statements)
    .some(([word, ...rest]) => {
      if (word === 'from') return rest[0] === 'os' || !isPlainModule(rest[0] ?? '');
      return word === 'import' && (rest.includes('as') || !rest.filter(isName).every(isPlainModule));
    });
}

function physical({ first, last }: LogicalLine): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
