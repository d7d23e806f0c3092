/** What may be meant by the word before the caret: fields, flags, and the values that there are. */
import { type FieldName, type Flag, fieldNames, flags, numberFields } from '#shared/query/query';
import { fieldNamed } from '#shared/query/scan-query';

interface Suggestion {
  readonly kind: 'field' | 'flag' | 'value';
  /** The field or flag it is about; for a value, its field. */
  readonly about: FieldName | Flag;
  /** Takes the place of `from`..`to`. */
  readonly insert: string;
}

export interface Suggestions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Suggestion[];
}

/** The values that a field has at the moment, the most common first. */
export type ValuesOf = (field: FieldName) => readonly string[];

const MOST = 8;
const LAST_WORD = /[^\s()|&"]*$/;
const COMPARISON = /^(\p{L}+)(!=|[<>]=?|==?|~|:)(.*)$/u;
const PLAIN = /^[^\s()|&",\\]+$/;

export function suggest(text: string, caret: number, valuesOf: ValuesOf): Suggestions {
  const before = text.slice(0, caret);
  const word = LAST_WORD.exec(before)?.[0] ?? '';
  // The sign of a negation stays where it is.
  const sign = /^(?:!|-(?!-))/.test(word) ? 1 : 0;
  const typed = word.slice(sign);
  const from = caret - typed.length;
  const comparison = COMPARISON.exec(typed);
  const field = comparison === null ? undefined : fieldNamed(comparison[1] ?? '');
  const items =
    field === undefined
      ? namesLike(typed, valuesOf)
      : valuesLike(field, `${comparison?.[1]}${comparison?.[2]}`, comparison?.[3] ?? '', valuesOf);
  return { from, to: caret, items: items.filter(({ insert }) => insert !== typed).slice(0, MOST) };
}

function namesLike(typed: string, valuesOf: ValuesOf): readonly Suggestion[] {
  const lower = typed.toLowerCase();
  const starts = (name: string) => name.startsWith(lower);
  const found: Suggestion[] = [
    ...flags.filter(starts).map((flag): Suggestion => ({ kind: 'flag', about: flag, insert: flag })),
    ...fieldNames
      .filter(starts)
      .map((field): Suggestion => ({ kind: 'field', about: field, insert: `${field}${usualSign(field)}` })),
  ];
  if (typed === '') return found;
  const values = valuesOf('name').filter((name) => name.toLowerCase().startsWith(lower));
  return [...found, ...values.map((name): Suggestion => ({ kind: 'value', about: 'name', insert: asWord(name) }))];
}

function valuesLike(field: FieldName, head: string, typed: string, valuesOf: ValuesOf): readonly Suggestion[] {
  // After a comma the next value begins.
  const done = typed.slice(0, typed.lastIndexOf(',') + 1);
  const lower = typed.slice(done.length).toLowerCase();
  return valuesOf(field)
    .filter((value) => value.toLowerCase().startsWith(lower))
    .map((value) => ({ kind: 'value', about: field, insert: `${head}${done}${quoted(value)}` }));
}

function usualSign(field: FieldName): string {
  if (field === 'state' || field === 'pid' || field === 'ppid' || field === 'user') return '=';
  return (numberFields as readonly string[]).includes(field) ? '>' : ':';
}

/** A name that would be read as a flag, a sign or `and` stands in quotes. */
function asWord(name: string): string {
  const lower = name.toLowerCase();
  const isElse = /^[-!]/.test(name) || [...flags, 'and', 'or', 'not'].includes(lower);
  return isElse ? inQuotes(name) : quoted(name);
}

function inQuotes(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function quoted(value: string): string {
  return PLAIN.test(value) ? value : inQuotes(value);
}
