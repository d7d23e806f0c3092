import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessId } from '#shared/model/process';

/** Whoever has the pid at the moment that is shown. */
export function findByPid({ living }: Pick<ProcessTable, 'living'>, pid: number | undefined): ProcessId | undefined {
  for (const process of living.values()) if (process.pid === pid) return process.id;
  return undefined;
}
