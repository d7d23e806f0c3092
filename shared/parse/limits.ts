/** /proc/PID/limits (proc_pid_limits(5), getrlimit(2)): a table whose columns are aligned by spaces. */
export interface Limit {
  /** The kernel's own name for it, e.g. `Max open files`. */
  readonly name: string;
  readonly soft: number | 'unlimited';
  readonly hard: number | 'unlimited';
  /** Empty where it is a bare number. */
  readonly unit: string;
}

export function parseLimits(text: string): readonly Limit[] {
  return text.split('\n').slice(1).flatMap(limitOf);
}

function limitOf(line: string): readonly Limit[] {
  // The name itself has single spaces; at least two divide it from the first value.
  const [, name, soft, hard, unit = ''] = line.match(/^(\S.*?)\s{2,}(\S+)\s+(\S+)(?:\s+(\S+))?\s*$/) ?? [];
  if (name === undefined || soft === undefined || hard === undefined) return [];
  return [{ name, soft: amountOf(soft), hard: amountOf(hard), unit }];
}

function amountOf(text: string): Limit['soft'] {
  return text === 'unlimited' ? 'unlimited' : Number(text);
}
