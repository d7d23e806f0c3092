import type { ProcessId } from '#shared/model/process';

/** The pid inside the identity, for a process of which nothing else may be known any more. */
export function pidOf(id: ProcessId): number {
  return Number.parseInt(id, 10);
}
