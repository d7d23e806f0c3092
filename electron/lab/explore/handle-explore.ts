/** The explorer's requests answered (shared/ipc/explore-requests.ts). */
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { ExploreRequests } from '#shared/ipc/explore-requests';
import { handle } from '../../ipc/handle';
import { send } from '../../ipc/send';
import type { SenderCheck } from '../../ipc/trust-only';
import { createPythonFinder } from '../find-python';
import { readLabProgram } from '../lab-engine';
import { explore } from './explore';

type Asked = ExploreRequests['explore:start']['arguments'];
type Reply = ExploreRequests['explore:start']['reply'];

/** Gives back what ends an exploration that is under way, for when the app quits. */
export function handleExplore(isTrusted: SenderCheck, window: BrowserWindow, assetsDirectory: string): () => void {
  const findPython = createPythonFinder(process.env);
  let current: AbortController | undefined;
  async function begin({ start, maxRuns, freeRuns, timeoutMs }: Asked, { signal }: AbortController): Promise<Reply> {
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
      onProgress: (so) => send(window, 'explore:progress', so),
    });
    return { ok: true, value };
  }
  handle('explore:start', isTrusted, async (asked) => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      return await begin(asked, mine);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { ok: false, code: detail.startsWith('does-not-parse') ? 'does-not-parse' : 'start-failed', detail };
    }
  });
  handle('explore:stop', isTrusted, () => {
    current?.abort();
    return undefined;
  });
  return () => current?.abort();
}
