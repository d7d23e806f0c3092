/** The explorer's requests answered (shared/ipc/explore-requests.ts). */
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { ExploreRequests } from '#shared/ipc/explore-requests';
import { handle } from '../../ipc/handle';
import { send } from '../../ipc/send';
import type { SenderCheck } from '../../ipc/trust-only';
import { createPythonFinder } from '../find-python';
import { readLabProgram } from '../lab-engine';
import { atMostEvery } from './at-most-every';
import { explore } from './explore';

type Asked = ExploreRequests['explore:start']['arguments'];
type Reply = ExploreRequests['explore:start']['reply'];

const MOST_AT_ONCE = 2;
/** Each time all outputs are told with all their schedules. */
const PROGRESS_MS = 250;

/** Gives back what ends the explorations that are under way, for when the app quits. */
export function handleExplore(isTrusted: SenderCheck, window: BrowserWindow, assetsDirectory: string): () => void {
  const findPython = createPythonFinder(process.env);
  const underWay = new Map<string, AbortController>();
  async function begin({ id, start, maxRuns, freeRuns, timeoutMs }: Asked, signal: AbortSignal): Promise<Reply> {
    if (process.platform !== 'linux') return { ok: false, code: 'unsupported-platform', detail: process.platform };
    const program = await readLabProgram(join(assetsDirectory, 'demos'), start.program);
    if (!program.ok) return program;
    const python = await findPython();
    if (!python.ok) return python;
    const { stdout, limits } = start;
    const value = await explore({
      ...program.value,
      python: python.value,
      folder: join(assetsDirectory, 'lab', 'supervisor'),
      environment: process.env,
      weakest: undefined,
      stdout,
      limits,
      maxRuns,
      freeRuns,
      timeoutMs,
      signal,
      onProgress: atMostEvery(PROGRESS_MS, (so) => send(window, 'explore:progress', { id, so })),
    });
    return { ok: true, value };
  }
  function stop(id: string | undefined): void {
    if (id === undefined) return;
    underWay.get(id)?.abort();
    underWay.delete(id);
  }
  handle('explore:start', isTrusted, async (asked) => {
    stop(asked.id);
    if (underWay.size >= MOST_AT_ONCE) stop(underWay.keys().next().value);
    const mine = new AbortController();
    underWay.set(asked.id, mine);
    try {
      return await begin(asked, mine.signal);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { ok: false, code: detail.startsWith('does-not-parse') ? 'does-not-parse' : 'start-failed', detail };
    } finally {
      if (underWay.get(asked.id) === mine) underWay.delete(asked.id);
    }
  });
  handle('explore:stop', isTrusted, ({ id }) => {
    stop(id);
    return undefined;
  });
  return () => {
    for (const id of underWay.keys()) stop(id);
  };
}
