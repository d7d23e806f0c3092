import { setTimeout as pause } from 'node:timers/promises';
import type { Leftovers } from '#shared/ipc/leftover-requests';
import { handle } from '../ipc/handle';
import type { SenderCheck } from '../ipc/trust-only';
import { logWarning } from '../logging';
import { cleanLeftovers, findLeftovers, isNothing } from './leftovers';

/** So long a supervisor whose app was killed may need to end its run by itself. */
const SETTLE_MS = 3_000;

export function handleLeftovers(isTrusted: SenderCheck): void {
  handle('leftovers:find', isTrusted, async () => {
    if (isNothing(await findLeftovers())) return { processes: [], groups: [], folders: [] };
    await pause(SETTLE_MS);
    const left = await findLeftovers();
    if (!isNothing(left)) logWarning('left over from a run that was broken off', count(left));
    return left;
  });
  handle('leftovers:clean', isTrusted, async () => {
    const left = await cleanLeftovers();
    if (!isNothing(left)) logWarning('leftovers that could not be removed', count(left));
    return left;
  });
}

function count({ processes, groups, folders }: Leftovers): object {
  return { processes: processes.length, groups: groups.length, folders: folders.length };
}
