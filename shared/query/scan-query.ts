/** Text → tokens. Knows nothing of fields but their names, which decide whether `cpu > 5` is one thing or three. */
import { type FieldName, fieldNames, type QueryErrorCode, type Span } from '#shared/query/query';

type Operator = ':' | '=' | '!=' | '~' | '<' | '<=' | '>' | '>=';

export type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not'; readonly span: Span; readonly text: string }
  | { readonly kind: 'word'; readonly span: Span; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'comparison';
      readonly span: Span;
      readonly field: FieldName;
      readonly operator: Operator;
      readonly operatorSpan: Span;
      readonly values: readonly string[];
      readonly valueSpan: Span;
    }
  | {
      readonly kind: 'mistake';
      readonly span: Span;
      readonly code: QueryErrorCode;
      readonly text: string;
      readonly hint: string;
    };

/** Other words for a field, as other tools call it. */
const aliases: Readonly<Record<string, FieldName>> = {
  command: 'cmd',
  cmdline: 'cmd',
  args: 'cmd',
  comm: 'name',
  owner: 'user',
  memory: 'mem',
  rss: 'mem',
  parent: 'ppid',
  executable: 'exe',
  ni: 'nice',
  stat: 'state',
  nlwp: 'threads',
};

export function fieldNamed(word: string): FieldName | undefined {
  const lower = word.toLowerCase();
  return fieldNames.find((name) => name === lower) ?? (Object.hasOwn(aliases, lower) ? aliases[lower] : undefined);
}

const keywords: Readonly<Record<string, 'and' | 'or' | 'not'>> = { and: 'and', or: 'or', not: 'not' };
const SPACE = /\s*/y;
const SIGN = /\|\|?|&&?|[()]/y;
/** `-x` and `!x`, but not `--option`, which is a word of a command line. */
const NEGATION = /!(?=[^\s=])|-(?=[^\s-])/y;
const FIELD = /(\p{L}[\p{L}\d_]*)(\s*(?:!=|[<>=]=?|~)|:)/uy;
const WORD = /[^\s()|&"]+/y;
const VALUE_END = /[\s()|&]/;

export function scanQuery(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += lengthAt(SPACE, text, at);
    if (at >= text.length) return tokens;
    const token = scanSign(text, at) ?? scanComparison(text, at) ?? scanWord(text, at);
    tokens.push(token);
    at = Math.max(token.span.to, at + 1);
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  return matchAt(pattern, text, at)?.[0].length ?? 0;
}

function scanSign(text: string, at: number): Token | undefined {
  const sign = (matchAt(SIGN, text, at) ?? matchAt(NEGATION, text, at))?.[0];
  if (sign === undefined) return undefined;
  return { kind: signKinds[sign] ?? 'not', span: { from: at, to: at + sign.length }, text: sign };
}

const signKinds: Readonly<Record<string, 'open' | 'close' | 'and' | 'or'>> = {
  '(': 'open',
  ')': 'close',
  '|': 'or',
  '||': 'or',
  '&': 'and',
  '&&': 'and',
};

function scanComparison(text: string, at: number): Token | undefined {
  const match = matchAt(FIELD, text, at);
  if (match === null) return undefined;
  const [whole, name = '', sign = ''] = match;
  const operator = sign.trim() === '==' ? '=' : (sign.trim() as Operator);
  const field = fieldNamed(name);
  if (field === undefined) {
    // `node:20` and `http://…` are ordinary words; nobody writes `foo>5` but as a comparison.
    if (operator === ':') return undefined;
    const span = { from: at, to: at + name.length };
    return { kind: 'mistake', code: 'unknown-field', span, text: name, hint: nearestField(name) ?? '' };
  }
  const operatorSpan = { from: at + whole.length - sign.trim().length, to: at + whole.length };
  // After a colon a space begins the next word; after a sign of comparison it means nothing.
  const from = operatorSpan.to + (operator === ':' ? 0 : lengthAt(SPACE, text, operatorSpan.to));
  const value = operator === '~' ? scanPattern(text, from) : scanValues(text, from);
  if (value === undefined) return unclosedQuote(text, from);
  const span = { from: at, to: value.to };
  return {
    kind: 'comparison',
    span,
    field,
    operator,
    operatorSpan,
    values: value.values,
    valueSpan: { from, to: value.to },
  };
}

interface Scanned {
  readonly values: readonly string[];
  readonly to: number;
}

/** `a,b,"c, d"`; undefined when a quote is not closed. Nothing between commas is no value: more is to be typed. */
function scanValues(text: string, from: number): Scanned | undefined {
  const values: string[] = [];
  let at = from;
  let current: string | undefined;
  while (at < text.length && !VALUE_END.test(text[at] ?? '')) {
    if (text[at] === ',') {
      if (current !== undefined) values.push(current);
      current = undefined;
      at += 1;
    } else if (text[at] === '"') {
      const quoted = scanQuoted(text, at);
      if (quoted === undefined) return undefined;
      current = (current ?? '') + quoted.text;
      at = quoted.to;
    } else {
      current = (current ?? '') + text[at];
      at += 1;
    }
  }
  if (current !== undefined) values.push(current);
  return { values, to: at };
}

/** A regular expression ends at a space, or at a `)` that it did not open; in quotes it may hold spaces. */
function scanPattern(text: string, from: number): Scanned | undefined {
  if (text[from] === '"') {
    const quoted = scanQuoted(text, from);
    return quoted === undefined ? undefined : { values: [quoted.text], to: quoted.to };
  }
  let at = from;
  let depth = 0;
  while (at < text.length && !/\s/.test(text[at] ?? '')) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth < 0) break;
    at += text[at] === '\\' && !/\s/.test(text[at + 1] ?? ' ') ? 2 : 1;
  }
  return { values: at === from ? [] : [text.slice(from, at)], to: at };
}

function scanWord(text: string, at: number): Token {
  if (text[at] === '"') {
    const quoted = scanQuoted(text, at);
    if (quoted === undefined) return unclosedQuote(text, at);
    return { kind: 'word', span: { from: at, to: quoted.to }, text: quoted.text, quoted: true };
  }
  const word = matchAt(WORD, text, at)?.[0] ?? text.slice(at, at + 1);
  const span = { from: at, to: at + word.length };
  const keyword = Object.hasOwn(keywords, word.toLowerCase()) ? keywords[word.toLowerCase()] : undefined;
  if (keyword !== undefined) return { kind: keyword, span, text: word };
  return { kind: 'word', span, text: word, quoted: false };
}

/** From the opening quote; `\"` and `\\` stand for themselves. */
function scanQuoted(text: string, from: number): { readonly text: string; readonly to: number } | undefined {
  let content = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '"') return { text: content, to: at + 1 };
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    content += text[at];
  }
  return undefined;
}

function unclosedQuote(text: string, from: number): Token {
  const at = text.indexOf('"', from);
  return {
    kind: 'mistake',
    code: 'unclosed-quote',
    span: { from: at, to: text.length },
    text: text.slice(at),
    hint: '',
  };
}

/** The field that a slip of one or two letters would make of it. */
function nearestField(word: string): string | undefined {
  const lower = word.toLowerCase().slice(0, 20);
  const names = [...fieldNames, ...Object.keys(aliases)];
  const ranked = names
    .map((name) => ({ name, distance: editDistance(lower, name) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.min(2, Math.floor(best.name.length / 2)) ? best.name : undefined;
}

/** Levenshtein's: insertions, deletions and replacements of one letter each. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
