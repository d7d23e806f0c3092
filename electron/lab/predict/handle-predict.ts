/** The requests about questions answered (shared/ipc/predict-requests.ts). */
import { join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { PredictRequests } from '#shared/ipc/predict-requests';
import { handle } from '../../ipc/handle';
import type { SenderCheck } from '../../ipc/trust-only';
import { createPythonFinder } from '../find-python';
import { readLabProgram } from '../lab-engine';
import { readProgram } from '../read-program';
import { prepareQuestions } from './prepare';

type Asked = PredictRequests['predict:prepare']['arguments'];
type Reply = PredictRequests['predict:prepare']['reply'];

/** Gives back what ends a preparation that is under way, for when the app quits. */
export function handlePredict(isTrusted: SenderCheck, window: BrowserWindow, assetsDirectory: string): () => void {
  const findPython = createPythonFinder(process.env);
  let current: AbortController | undefined;
  async function prepare({ start, seed }: Asked, { signal }: AbortController): Promise<Reply> {
    if (process.platform !== 'linux') return { ok: false, code: 'unsupported-platform', detail: process.platform };
    const program = await readLabProgram(join(assetsDirectory, 'demos'), start.program);
    if (!program.ok) return program;
    const python = await findPython();
    if (!python.ok) return python;
    const value = await prepareQuestions({
      ...program.value,
      python: python.value,
      folder: join(assetsDirectory, 'lab', 'supervisor'),
      environment: process.env,
      weakest: undefined,
      start,
      seed,
      signal,
    });
    return { ok: true, value };
  }
  handle('predict:prepare', isTrusted, async (asked) => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      return await prepare(asked, mine);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { ok: false, code: detail.startsWith('does-not-parse') ? 'does-not-parse' : 'start-failed', detail };
    }
  });
  handle('predict:open', isTrusted, async () => {
    const filters = [
      { name: 'JSON', extensions: ['json'] },
      { name: '*', extensions: ['*'] },
    ];
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
    const [path] = filePaths;
    if (canceled || path === undefined) return { ok: false, code: 'cancelled' };
    const read = await readProgram(path);
    return read.ok ? { ok: true, value: { name: read.value.name, text: read.value.text } } : read;
  });
  return () => current?.abort();
}
