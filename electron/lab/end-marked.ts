/**
 * The last resort: ends every process that carries a run's mark in its environment, and removes what is named after it. A process gives its environment on
 * to its children, and neither setsid, nor a double fork, nor the death of the supervisor takes it away.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanLeftovers } from './leftovers';
import { MARK_VARIABLE } from './run-mark';

const LOOK_AGAIN_MS = 20;
const LIMIT_MS = 5_000;

/** Looks until two looks in a row found none: while a process changes its program its environment cannot be read. */
export async function endMarked(mark: string): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  let emptyLooks = 0;
  while (emptyLooks < 2 && performance.now() < deadline) {
    emptyLooks = killMarked(mark) === 0 ? emptyLooks + 1 : 0;
    await pause(LOOK_AGAIN_MS);
  }
  // The supervisor, which would have removed them, is gone.
  await cleanLeftovers((each) => each === mark);
}

/** Kills each as soon as it is recognised, so that its pid has hardly any time to become somebody else's. */
function killMarked(mark: string): number {
  let killed = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || !isMarked(name, mark)) continue;
    killIfThere(Number(name));
    killed++;
  }
  return killed;
}

function isMarked(pid: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${MARK_VARIABLE}=${mark}`);
  } catch {
    // Gone already, or somebody else's.
    return false;
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
