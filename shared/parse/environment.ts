/** /proc/PID/environ (proc_pid_environ(5)): what the program was started with. What it changed later is not in there. */
export interface Variable {
  /** What stands before the first `=`; the whole entry when there is none. */
  readonly name: string;
  readonly value: string;
}

export function parseEnvironment(text: string): readonly Variable[] {
  return text
    .split('\0')
    .filter((entry) => entry !== '')
    .map(variableOf);
}

function variableOf(entry: string): Variable {
  const equals = entry.indexOf('=');
  return equals === -1 ? { name: entry, value: '' } : { name: entry.slice(0, equals), value: entry.slice(equals + 1) };
}
