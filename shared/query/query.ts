/**
 * What a person asks of the processes, as a tree. `parse-query.ts` makes it from text, `print-query.ts` makes text of
 * it again, `match-query.ts` asks it of one process.
 */
import type { ProcessState } from '#shared/model/process';

/** Searched as text: `:` contains, `=` is the whole, `~` a regular expression. Case never matters. */
export const textFields = ['name', 'user', 'cmd', 'exe', 'cgroup', 'container', 'tty'] as const;
export type TextField = (typeof textFields)[number];

/** Compared as numbers, each in the one unit it is kept in. */
export const numberFields = [
  'pid',
  'ppid',
  'pgid',
  'sid',
  'uid',
  /** Percent of one core. */
  'cpu',
  /** Bytes of resident memory. */
  'mem',
  /** Milliseconds since its start. */
  'age',
  'threads',
  'nice',
  /** Children alive. */
  'children',
] as const;
export type NumberField = (typeof numberFields)[number];

/** One word that stands for a property. */
export const flags = ['zombie', 'orphan', 'stopped', 'new', 'gone', 'thread', 'kernel', 'mine'] as const;
export type Flag = (typeof flags)[number];

export const fieldNames = [...textFields, ...numberFields, 'state', 'under'] as const;
export type FieldName = (typeof fieldNames)[number];

type TextOperator = ':' | '=' | '!=' | '~';
type NumberOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Query =
  /** Nothing was asked: everything matches. */
  | { readonly kind: 'all' }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'flag'; readonly flag: Flag }
  /** One of the values, except for `~`, which has exactly one. */
  | {
      readonly kind: 'text';
      readonly field: TextField;
      readonly operator: TextOperator;
      readonly values: readonly string[];
    }
  /** One of the values for `=` and `!=`, exactly one for the rest. */
  | {
      readonly kind: 'number';
      readonly field: NumberField;
      readonly operator: NumberOperator;
      readonly values: readonly number[];
    }
  | { readonly kind: 'state'; readonly operator: '=' | '!='; readonly states: readonly ProcessState[] }
  /** A process and all below it, by its pid or by its identity. */
  | { readonly kind: 'under'; readonly process: string }
  | { readonly kind: 'not'; readonly of: Query }
  /** At least two parts, none of the same kind: `a and (b and c)` is one `and` of three. */
  | { readonly kind: 'and' | 'or'; readonly of: readonly Query[] };

/** Characters of the text, from the first to one after the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type QueryErrorCode =
  | 'unknown-field'
  | 'missing-value'
  | 'bad-number'
  | 'bad-unit'
  | 'bad-operator'
  | 'unknown-state'
  | 'bad-process'
  | 'bad-pattern'
  | 'slow-pattern'
  | 'unclosed-quote'
  | 'unclosed-parenthesis'
  | 'unopened-parenthesis'
  | 'empty-parentheses'
  | 'missing-operand'
  | 'too-long'
  | 'too-deep';

/** What is wrong and where; the sentence for it is the window's, in its language. */
export interface QueryError {
  readonly code: QueryErrorCode;
  readonly span: Span;
  /** What the sentence speaks of, e.g. the word that is no field. */
  readonly found: string;
  /** What may have been meant, or what would do; empty when there is nothing to say. */
  readonly hint: string;
  /** The text simply ends too early: the rest may be about to be typed. */
  readonly unfinished: boolean;
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly error: QueryError };
