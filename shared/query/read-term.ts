/** One word or one comparison → the smallest queries, or what is wrong with it. */
import {
  type Flag,
  flags,
  type NumberField,
  numberFields,
  type ParsedQuery,
  type QueryErrorCode,
  type Span,
  type TextField,
  textFields,
} from '#shared/query/query';
import { readNumber, readState } from '#shared/query/read-value';
import type { Token } from '#shared/query/scan-query';

type WordToken = Extract<Token, { kind: 'word' }>;
type Comparison = Extract<Token, { kind: 'comparison' }>;

/** In quotes a word is only text: `"zombie"` looks for the word, `zombie` for the state. */
export function readWord({ text, quoted }: WordToken): ParsedQuery {
  const flag = quoted ? undefined : flagNamed(text);
  return { ok: true, query: flag === undefined ? { kind: 'word', text } : { kind: 'flag', flag } };
}

function flagNamed(word: string): Flag | undefined {
  const lower = word.toLowerCase();
  return flags.find((flag) => flag === lower);
}

/** `isLast`: nothing follows, so that a missing value may be about to be typed. */
export function readComparison(token: Comparison, isLast: boolean): ParsedQuery {
  const { field, values, operatorSpan } = token;
  if (values.length === 0) return failed('missing-value', operatorSpan, field, '', isLast);
  if (isTextField(field)) return readText(token, field);
  if (isNumberField(field)) return readNumbers(token, field);
  return field === 'state' ? readStates(token) : readUnder(token);
}

function failed(code: QueryErrorCode, span: Span, found: string, hint = '', unfinished = false): ParsedQuery {
  return { ok: false, error: { code, span, found, hint, unfinished } };
}

function isTextField(field: Comparison['field']): field is TextField {
  return (textFields as readonly string[]).includes(field);
}

function isNumberField(field: Comparison['field']): field is NumberField {
  return (numberFields as readonly string[]).includes(field);
}

function readText({ operator, operatorSpan, values, valueSpan }: Comparison, field: TextField): ParsedQuery {
  if (operator === '~') {
    const problem = problemOfPattern(values[0] ?? '');
    if (problem !== undefined) return failed(problem, valueSpan, values[0] ?? '');
  } else if (operator !== ':' && operator !== '=' && operator !== '!=') {
    return failed('bad-operator', operatorSpan, operator, ': = != ~');
  }
  return { ok: true, query: { kind: 'text', field, operator, values } };
}

/** What a pattern is made of, the opening of a group with its `?:`. */
const PIECE = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[:=!]))?|[)|]|[+*]|\{\d*,?\d*\}|[\s\S]/gu;
const REPETITION = /^(?:[+*]|\{)/;
const LETTER = /^[\p{L}\d]$/u;

interface Group {
  /** It can be read in several ways by itself: there is a repetition in it. */
  repeats: boolean;
  /** What its alternatives begin with. */
  readonly starts: string[];
}

/**
 * A repetition of what can be read in several ways, at any depth: of a repetition, or of alternatives that may begin
 * alike. Some texts keep it busy for longer than the universe is old.
 */
function repeatsChoices(pattern: string): boolean {
  const pieces = pattern.match(PIECE) ?? [];
  const open: Group[] = [];
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1] ?? '';
    if (piece.startsWith('(')) open.push({ repeats: false, starts: [next] });
    else if (piece === '|') open.at(-1)?.starts.push(next);
    else if (piece === ')') {
      const group = open.pop();
      const isOpen = group !== undefined && (group.repeats || mayBeginAlike(group.starts));
      if (isOpen && REPETITION.test(next)) return true;
      const outer = open.at(-1);
      if (outer !== undefined) outer.repeats ||= isOpen;
    } else if (REPETITION.test(piece)) {
      const group = open.at(-1);
      if (group !== undefined) group.repeats = true;
    }
  }
  return false;
}

function mayBeginAlike(starts: readonly string[]): boolean {
  const letters = starts.map((start) => start.toLowerCase());
  return starts.length > 1 && (new Set(letters).size < letters.length || !letters.every((one) => LETTER.test(one)));
}

function problemOfPattern(pattern: string): QueryErrorCode | undefined {
  if (repeatsChoices(pattern)) return 'slow-pattern';
  try {
    new RegExp(pattern, 'iu');
    return undefined;
  } catch {
    return 'bad-pattern';
  }
}

function readNumbers(token: Comparison, field: NumberField): ParsedQuery {
  const { operator, operatorSpan, valueSpan } = token;
  if (operator === '~') return failed('bad-operator', operatorSpan, operator, '= != < <= > >=');
  const values: number[] = [];
  for (const text of token.values) {
    const read = readNumber(field, text);
    if (!read.ok) return failed(read.code, valueSpan, text, read.hint);
    values.push(read.value);
  }
  const sign = operator === ':' ? '=' : operator;
  if (values.length > 1 && sign !== '=' && sign !== '!=') {
    return failed('bad-number', valueSpan, token.values.join(','), '');
  }
  return { ok: true, query: { kind: 'number', field, operator: sign, values } };
}

function readStates({ operator, operatorSpan, values, valueSpan }: Comparison): ParsedQuery {
  if (operator !== '=' && operator !== ':' && operator !== '!=') {
    return failed('bad-operator', operatorSpan, operator, '= !=');
  }
  const states = values.map(readState);
  const wrong = states.indexOf(undefined);
  if (wrong !== -1) return failed('unknown-state', valueSpan, values[wrong] ?? '', 'R S D T Z I');
  return {
    ok: true,
    query: {
      kind: 'state',
      operator: operator === '!=' ? '!=' : '=',
      states: states.filter((state) => state !== undefined),
    },
  };
}

const PROCESS = /^\d{1,10}(@\d{1,15})?$/;

function readUnder({ operator, operatorSpan, values, valueSpan }: Comparison): ParsedQuery {
  if (operator !== ':' && operator !== '=') return failed('bad-operator', operatorSpan, operator, ':');
  const [process = '', ...others] = values;
  if (others.length > 0 || !PROCESS.test(process)) return failed('bad-process', valueSpan, values.join(','));
  return { ok: true, query: { kind: 'under', process } };
}
