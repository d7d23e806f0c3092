/** Variables side by side: a column for each process, a row for each name, differences to the parent marked. */
import type { Variable } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';

export interface VariableColumn {
  readonly id: ProcessId;
  /** Its parent at birth: what fork copied came from there. */
  readonly parent: ProcessId | undefined;
  readonly variables: readonly Variable[];
}

interface VariableCell {
  readonly type: string;
  readonly text: string;
  /** The parent has another value under this name, or none. False when the parent is in no column. */
  readonly differs: boolean;
}

export interface VariableRow {
  readonly name: string;
  /** In the order of the columns; undefined where a process has no such variable. */
  readonly cells: readonly (VariableCell | undefined)[];
}

/** Rows in the order in which the names are first met: a program names its variables as it goes. */
export function compareVariables(columns: readonly VariableColumn[]): readonly VariableRow[] {
  const byProcess = new Map(columns.map(({ id, variables }) => [id, byName(variables)]));
  const names = new Set(columns.flatMap(({ variables }) => variables.map(({ name }) => name)));
  return [...names].map((name) => ({
    name,
    cells: columns.map(({ id, parent }) => {
      const own = byProcess.get(id)?.get(name);
      if (own === undefined) return undefined;
      const parents = parent === undefined ? undefined : byProcess.get(parent);
      const differs = parents !== undefined && !isSame(own, parents.get(name));
      return { type: own.type, text: own.text, differs };
    }),
  }));
}

function byName(variables: readonly Variable[]): ReadonlyMap<string, Variable> {
  return new Map(variables.map((variable) => [variable.name, variable]));
}

/** An object's address in its `repr` differs only where the objects do: fork keeps addresses. */
function isSame(one: Variable, other: Variable | undefined): boolean {
  return other !== undefined && one.type === other.type && one.text === other.text;
}
