import type { ProcessTable } from '#shared/events/apply-events';
import type { RunStatus } from '#shared/ipc/contract';
import type { ProcessId } from '#shared/model/process';
import { pidOf } from '../ui/pid-of';

/**
 * The run in the words of the table. The lab names processes by their ticks since boot, and so does /proc; ps-list knows
 * only a time of day, so there the run's first process is the child that its supervisor has under that pid.
 */
export function resolveRun(run: RunStatus, { living, ghosts }: ProcessTable): RunStatus {
  if (run.kind === 'idle' || living.has(run.root) || ghosts.has(run.root)) return run;
  const supervisorPid = pidOf(run.supervisor);
  const known = [...living.values(), ...ghosts.values()];
  const root = known.find(({ pid, ppid }) => pid === pidOf(run.root) && ppid === supervisorPid);
  if (root === undefined) return run;
  const supervisor: ProcessId = known.find(({ pid }) => pid === supervisorPid)?.id ?? run.supervisor;
  return { ...run, root: root.id, supervisor };
}
