/** The environment in parts, with no value that was not asked for: they hold passwords and keys. */
import type { EnvironmentDifference, EnvironmentPart, EnvironmentVariable, Fact } from '#shared/inspect/facts';
import type { EnvironmentArguments } from '#shared/ipc/inspect-requests';
import { parseEnvironment, type Variable } from '#shared/parse/environment';
import type { ProcessFolder } from './process-folder';

/** More than execve(2) takes: a quarter of the stack limit, at most 6 MiB. */
const ENVIRONMENT_LIMIT_BYTES = 8 * 1024 * 1024;
const VARIABLES_PER_PART = 500;
/** Of a value among many; all of it comes when that one is asked for. */
const VALUE_LIMIT = 4_096;

type Asked = Omit<EnvironmentArguments, 'id'>;

export function readEnvironment(folder: ProcessFolder, { from, reveal }: Asked): Fact<EnvironmentPart> {
  const options = { limitBytes: ENVIRONMENT_LIMIT_BYTES, needs: 'memory' } as const;
  return folder.read(
    'environ',
    ({ text, bytes, cut }) => {
      const all = parseEnvironment(text);
      const some = all.slice(from, from + VARIABLES_PER_PART);
      const variables = some.map((one, index) => masked(one, from + index, reveal));
      return { variables, next: from + some.length, total: all.length, bytes, cut };
    },
    options,
  );
}

function masked({ name, value }: Variable, at: number, reveal: Asked['reveal']): EnvironmentVariable {
  const { length } = value;
  if (reveal === 'all') return { name, value: value.slice(0, VALUE_LIMIT), length };
  const isAsked = reveal !== 'none' && reveal.at === at && reveal.name === name;
  return { name, value: isAsked ? value : undefined, length };
}

export function readVariables(folder: ProcessFolder): Fact<readonly Variable[]> {
  const options = { limitBytes: ENVIRONMENT_LIMIT_BYTES, needs: 'memory' } as const;
  return folder.read('environ', ({ text }) => parseEnvironment(text), options);
}

/** Of a name that stands there twice the first one counts, as for getenv(3). */
export function differenceOf(left: readonly Variable[], right: readonly Variable[]): EnvironmentDifference {
  const [ours, theirs] = [valuesByName(left), valuesByName(right)];
  const shared = [...ours.keys()].filter((name) => theirs.has(name));
  const changed = shared.filter((name) => ours.get(name) !== theirs.get(name));
  return {
    same: shared.length - changed.length,
    changed: changed.sort(),
    onlyLeft: [...ours.keys()].filter((name) => !theirs.has(name)).sort(),
    onlyRight: [...theirs.keys()].filter((name) => !ours.has(name)).sort(),
  };
}

function valuesByName(variables: readonly Variable[]): ReadonlyMap<string, string> {
  return new Map([...variables].reverse().map(({ name, value }) => [name, value]));
}
