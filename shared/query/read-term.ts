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

/** A repetition of a repetition, which some texts keep busy for longer than the universe is old. */
const NESTED_REPETITION = /\((?:[^()\\]|\\.)*(?:[+*]|\{\d*,)(?:[^()\\]|\\.)*\)(?:[+*]|\{\d*,?)/;

function problemOfPattern(pattern: string): QueryErrorCode | undefined {
  if (NESTED_REPETITION.test(pattern)) return 'slow-pattern';
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
