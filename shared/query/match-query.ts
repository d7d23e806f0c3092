/**
 * Query × process → yes, no or not known.
 *
 * What permissions hide is not known, and "not known" is no answer: `cpu>5` does not find a process whose CPU nobody
 * may read, and neither does `not cpu>5` (Kleene's three-valued logic). Only a plain yes is a match. Words are
 * different: they look for text in what is there to be read, and find it or do not.
 */
import { assertNever } from '#shared/model/assert-never';
import { ownPid, type ProcessRecord } from '#shared/model/process';
import { flagOf } from '#shared/query/flag-of';
import type { Query } from '#shared/query/query';
import { numberOf, type Surroundings, textOf } from '#shared/query/value-of';

/** Undefined: it cannot be known. */
type Answer = boolean | undefined;
type Question = (process: ProcessRecord) => Answer;

/** Prepares a query once (patterns compiled, letters lowered), to be asked of many processes. */
export function compileQuery(query: Query, surroundings: Surroundings): (process: ProcessRecord) => boolean {
  const ask = compile(query, surroundings);
  return (process) => ask(process) === true;
}

function compile(query: Query, surroundings: Surroundings): Question {
  switch (query.kind) {
    case 'all':
      return () => true;
    case 'word':
      return askWord(query.text);
    case 'flag':
      return (process) => flagOf(process, query.flag, surroundings);
    case 'text':
      return askText(query);
    case 'number':
      return askNumber(query, surroundings);
    case 'state':
      return ({ state }) =>
        state === 'unknown' ? undefined : query.states.includes(state) === (query.operator === '=');
    case 'under':
      return (process) => surroundings.isUnder(process.id, query.process);
    case 'not': {
      const ask = compile(query.of, surroundings);
      return (process) => negate(ask(process));
    }
    case 'and':
    case 'or':
      return askAll(
        query.of.map((part) => compile(part, surroundings)),
        query.kind === 'or',
      );
    default:
      return assertNever(query);
  }
}

function negate(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}

/** One `decisive` answer settles it; else one "not known" leaves it open. */
function askAll(questions: readonly Question[], decisive: boolean): Question {
  return (process) => {
    let open = false;
    for (const ask of questions) {
      const answer = ask(process);
      if (answer === decisive) return decisive;
      open ||= answer === undefined;
    }
    return open ? undefined : !decisive;
  };
}

/** In the name, the user, the command line, or at the beginning of the pid. */
function askWord(text: string): Question {
  const wanted = text.toLowerCase();
  const contains = (value: string | undefined) => value?.toLowerCase().includes(wanted) === true;
  return (process) =>
    contains(process.name) ||
    String(ownPid(process)).startsWith(wanted) ||
    contains(process.user) ||
    contains(textOf(process, 'cmd'));
}

function askText({ field, operator, values }: Extract<Query, { kind: 'text' }>): Question {
  const meets = textTest(operator, values);
  return (process) => {
    const text = textOf(process, field);
    return text === undefined ? undefined : meets(text);
  };
}

function textTest(operator: Extract<Query, { kind: 'text' }>['operator'], values: readonly string[]) {
  const wanted = values.map((value) => value.toLowerCase());
  switch (operator) {
    case ':':
      return (text: string) => wanted.some((value) => text.toLowerCase().includes(value));
    case '=':
      return (text: string) => wanted.includes(text.toLowerCase());
    case '!=':
      return (text: string) => !wanted.includes(text.toLowerCase());
    case '~': {
      const pattern = new RegExp(values[0] ?? '', 'iu');
      return (text: string) => pattern.test(text.slice(0, LONGEST_SEARCHED));
    }
    default:
      return assertNever(operator);
  }
}

/** Characters; the time that a pattern takes may grow with the square of them. */
const LONGEST_SEARCHED = 4_096;

function askNumber(
  { field, operator, values }: Extract<Query, { kind: 'number' }>,
  surroundings: Surroundings,
): Question {
  const [limit = 0] = values;
  const meets = {
    '=': (value: number) => values.includes(value),
    '!=': (value: number) => !values.includes(value),
    '<': (value: number) => value < limit,
    '<=': (value: number) => value <= limit,
    '>': (value: number) => value > limit,
    '>=': (value: number) => value >= limit,
  }[operator];
  return (process) => {
    const value = numberOf(process, field, surroundings);
    return value === undefined ? undefined : meets(value);
  };
}
