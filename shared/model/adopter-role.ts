import type { AdopterRole } from '#shared/model/process';

/**
 * Whoever adopts is PID 1, the init of a PID namespace, or has called PR_SET_CHILD_SUBREAPER: nobody else can
 * (kernel/exit.c, find_new_reaper). No file of /proc shows who is a subreaper, so that is known by elimination.
 */
export function adopterRoleOf(pid: number | undefined, isNamespaceInit: boolean): AdopterRole {
  if (pid === undefined) return 'unknown';
  if (pid === 1) return 'init';
  return isNamespaceInit ? 'namespace-init' : 'subreaper';
}
