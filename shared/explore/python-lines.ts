/** A Python program as logical lines of tokens: what is said of one holds for every line that its brackets reach over. */

export interface LogicalLine {
  /** The program's first line is 1. */
  readonly first: number;
  readonly last: number;
  readonly indent: number;
  /** A string is `""`, and what an f-string has in braces follows it as `% ( … )`; `?` is what cannot be read. */
  readonly tokens: readonly string[];
}

const strings = ['"""', "'''", '"', "'"].map((quote) => {
  const inside = quote.length === 1 ? '[^\\\\\\n]' : '[^\\\\]';
  return `[rbuf]{0,2}${quote}(?:\\\\[^]|${inside})*?${quote}`;
});
const operators = '(?:\\*\\*|//|<<|>>)=?|[-+*/%@&|^=<>!:]=|->';
const pieces = new RegExp(
  [...strings, '#[^\\n]*', '\\\\\\r?\\n', '\\d[\\w.]*', '[\\p{L}_][\\p{L}\\p{N}_]*', operators, '[^]'].join('|'),
  'giu',
);

export function readLogicalLines(text: string): readonly LogicalLine[] {
  const indents = text.split('\n').map((line) => line.length - line.trimStart().length);
  const lines: LogicalLine[] = [];
  let tokens: string[] = [];
  let number = 1;
  let first = 1;
  for (const [piece] of `${text}\n`.matchAll(pieces)) {
    if (piece === '\n' && tokens.length > 0 && depthOf(tokens) <= 0) {
      lines.push({ first, last: number, indent: indents[first - 1] ?? 0, tokens });
      tokens = [];
    }
    const read = readPiece(piece);
    if (tokens.length === 0) first = number;
    tokens.push(...read);
    number += piece.split('\n').length - 1;
  }
  return lines;
}

/** Those of a line one by one; the head of a block is one of its own. */
export function statementsOf({ tokens }: LogicalLine): readonly (readonly string[])[] {
  const statements: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthOf([token]);
    if (depth === 0 && (token === ';' || token === ':')) statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter(({ length }) => length > 0);
}

export function isName(token: string | undefined): token is string {
  return token !== undefined && /^[\p{L}_]/u.test(token);
}

export function depthOf(tokens: readonly string[]): number {
  return tokens.filter((one) => '([{'.includes(one)).length - tokens.filter((one) => ')]}'.includes(one)).length;
}

function readPiece(piece: string): readonly string[] {
  if (/^[\s#\\]/.test(piece)) return [];
  const prefix = /^([a-z]*)["']/i.exec(piece)?.[1];
  if (prefix === undefined) return [piece];
  return /f/i.test(prefix) ? ['""', ...readBraces(piece)] : ['""'];
}

/** What an f-string works out. */
function readBraces(text: string): readonly string[] {
  const inside = [...text.replaceAll('{{', '').matchAll(/\{([^}]*)/g)].map(([, one = '']) => one.replaceAll('{', ','));
  return inside.flatMap((one) => {
    const tokens = [...one.matchAll(pieces)].flatMap(([piece]) => readPiece(piece));
    return depthOf(tokens) === 0 ? ['%', '(', ...tokens, ')'] : ['?'];
  });
}
