import type { ProcessTable } from '#shared/events/apply-events';
import { processStates } from '#shared/model/process';
import { type FieldName, textFields } from '#shared/query/query';
import type { ValuesOf } from '#shared/query/suggest';
import { textOf } from '#shared/query/value-of';

const states = processStates.filter((state) => state !== 'unknown');
const LONGEST = 60;

/** What the fields are at the moment, the most common first; counted when asked for, once a table. */
export function vocabularyOf(table: ProcessTable): ValuesOf {
  const known = new Map<FieldName, readonly string[]>([['state', states]]);
  return (field) => {
    const values = known.get(field) ?? countValues(table, field);
    known.set(field, values);
    return values;
  };
}

function countValues({ living }: ProcessTable, field: FieldName): readonly string[] {
  const name = textFields.find((each) => each === field);
  // A whole command line is nobody's word.
  if (name === undefined || name === 'cmd') return [];
  const counts = new Map<string, number>();
  for (const process of living.values()) {
    const value = textOf(process, name);
    if (value !== undefined && value !== '' && value.length <= LONGEST) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
