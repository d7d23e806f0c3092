/**
 * A demo's parameters are constants assigned at the top of its program: `N = 3`. What runs, and what a person reads, is
 * the program with the chosen values in their place; nothing else of the text changes, so line numbers stay.
 */
import type { Result } from '#shared/ipc/result';
import type { DemoParameter } from '#shared/lab/demo';
import type { ParameterValue } from '#shared/lab/run';

export type FilledProgram = Result<string, 'bad-parameter'>;
type Choice = Extract<DemoParameter, { kind: 'choice' }>['choices'][number];

/**
 * The program with `values` filled in, each checked against its parameter's bounds; what is not given keeps its usual
 * value. Values may be text, as typed at a command line: `3`, `true`, `off`.
 */
export function fillParameters(
  program: string,
  parameters: readonly DemoParameter[],
  values: { readonly [name: string]: ParameterValue },
): FilledProgram {
  const names = parameters.map(({ name }) => name);
  const stranger = Object.keys(values).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    const offered = names.length === 0 ? 'this demo has none' : `there are ${names.join(', ')}`;
    return refuse(`There is no parameter "${stranger}": ${offered}.`);
  }
  let text = program;
  for (const parameter of parameters) {
    const value = readValue(parameter, values[parameter.name] ?? parameter.usual);
    if (value === undefined) {
      return refuse(`${parameter.name} must be ${describeBounds(parameter)}, not "${values[parameter.name]}".`);
    }
    const filled = assign(text, parameter.name, value);
    if (filled === undefined) return refuse(`The program does not assign ${parameter.name}.`);
    text = filled;
  }
  return { ok: true, value: text };
}

function refuse(detail: string): FilledProgram {
  return { ok: false, code: 'bad-parameter', detail };
}

/** The value as the parameter's kind; undefined when it is none of its values. */
function readValue(parameter: DemoParameter, given: ParameterValue): ParameterValue | undefined {
  switch (parameter.kind) {
    case 'number': {
      const number = typeof given === 'string' && /^-?\d+$/.test(given.trim()) ? Number(given) : given;
      const isWithin =
        typeof number === 'number' && Number.isInteger(number) && number >= parameter.least && number <= parameter.most;
      return isWithin ? number : undefined;
    }
    case 'choice':
      return parameter.choices.find(({ value }: Choice) => String(value) === String(given))?.value;
    case 'switch':
      return readSwitch(given);
  }
}

function readSwitch(given: ParameterValue): boolean | undefined {
  if (typeof given === 'boolean') return given;
  const word = String(given).trim().toLowerCase();
  if (['true', 'on', 'yes', '1'].includes(word)) return true;
  if (['false', 'off', 'no', '0'].includes(word)) return false;
  return undefined;
}

function describeBounds(parameter: DemoParameter): string {
  switch (parameter.kind) {
    case 'number':
      return `a whole number from ${parameter.least} to ${parameter.most}`;
    case 'choice':
      return `one of ${parameter.choices.map(({ value }: Choice) => value).join(', ')}`;
    case 'switch':
      return 'true or false';
  }
}

/** Replaces the literal of the first `NAME = literal`, a comment behind it stays; undefined when there is none. */
function assign(program: string, name: string, value: ParameterValue): string | undefined {
  const assignment = new RegExp(`^${name} = ("[^"\\n]*"|[^#\\n]*?)([ \\t]*(?:#.*)?)$`, 'm');
  if (!assignment.test(program)) return undefined;
  return program.replace(assignment, (_all, _literal, rest: string) => `${name} = ${toLiteral(value)}${rest}`);
}

/** As Python writes it. A JSON string is a Python string: the escapes JSON knows mean the same there. */
function toLiteral(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}
