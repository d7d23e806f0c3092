/** Asking main for every output of a program. What is told on the way is told to who asked, whatever is shown meanwhile. */
import type { Exploration } from '#shared/explore/exploration';
import type { AppApi, Requests } from '#shared/ipc/contract';
import { plannedStart } from '../lab/lab-commands';
import type { AppStore } from '../store/app-store';
import { explorationKey } from '../store/exploration-slice';

type Asked = Requests['explore:start']['arguments'];
type Reply = Requests['explore:start']['reply'];

export async function exploreProgram(app: AppApi, asked: Asked, tell: (so: Exploration) => void): Promise<Reply> {
  const unsubscribe = app.subscribe('explore:progress', ({ id, so }) => {
    if (id === asked.id) tell(so);
  });
  try {
    return await app.request('explore:start', asked);
  } catch (error) {
    return { ok: false, code: 'start-failed', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    unsubscribe();
  }
}

const LOOK = { maxRuns: 500, freeRuns: 20, timeoutMs: 60_000 };

/** Explores the program that is open, as it is to be started; the one before it that is under way is stopped. */
export async function exploreOpenProgram(store: AppStore, app: AppApi): Promise<void> {
  const { explorations, setExploration } = store.getState();
  const start = plannedStart(store.getState());
  const key = explorationKey(start);
  if (explorations.get(key)?.request !== undefined) return;
  for (const { request } of explorations.values()) {
    if (request !== undefined) void app.request('explore:stop', { id: request });
  }
  const id = crypto.randomUUID();
  const known = { found: undefined, request: id, failure: undefined };
  setExploration(key, known);
  const reply = await exploreProgram(app, { id, start, ...LOOK }, (found) => setExploration(key, { ...known, found }));
  const outcome = reply.ok ? { found: reply.value } : { failure: reply };
  setExploration(key, { ...known, ...outcome, request: undefined });
}
