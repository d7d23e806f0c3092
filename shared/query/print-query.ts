/** Query → text that parses to the same query again. */
import { assertNever } from '#shared/model/assert-never';
import type { NumberField, Query } from '#shared/query/query';

export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '';
    case 'word':
      return quote(query.text);
    case 'flag':
      return query.flag;
    case 'text':
      return `${query.field}${query.operator}${query.values.map(quote).join(',')}`;
    case 'number':
      return `${query.field}${query.operator}${query.values.map((value) => printNumber(query.field, value)).join(',')}`;
    case 'state':
      return `state${query.operator}${query.states.join(',')}`;
    case 'under':
      return `under:${query.process}`;
    case 'not':
      return `not ${printPart(query.of)}`;
    case 'and':
      return query.of.map(printPart).join(' ');
    case 'or':
      return query.of.map(printPart).join(' or ');
    default:
      return assertNever(query);
  }
}

function printPart(query: Query): string {
  return query.kind === 'and' || query.kind === 'or' ? `(${printQuery(query)})` : printQuery(query);
}

/** Everything that is not plainly a word goes in quotes; so does what would be read as a keyword or a flag. */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function printNumber(field: NumberField, value: number): string {
  return field === 'age' ? `${value}ms` : String(value);
}
