/** The lab's part of the contract: its requests answered, its notices sent (shared/ipc/lab-requests.ts). */
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { handle } from '../ipc/handle';
import { send } from '../ipc/send';
import type { SenderCheck } from '../ipc/trust-only';
import { readCatalogue } from './catalogue';
import { createLabEngine, type LabEngine } from './lab-engine';
import { createOwnPrograms } from './own-program';

export function handleLab(isTrusted: SenderCheck, window: BrowserWindow, assetsDirectory: string): LabEngine {
  const engine = createLabEngine({
    assetsDirectory,
    onStatus: (status) => send(window, 'lab:changed', status),
    onEvents: (events) => send(window, 'lab:events', events),
  });
  const ownPrograms = createOwnPrograms(window);
  handle('lab:catalogue', isTrusted, () => readCatalogue(join(assetsDirectory, 'demos')));
  handle('lab:start', isTrusted, (start) => engine.start(start));
  handle('lab:command', isTrusted, (command) => engine.command(command));
  handle('lab:describe', isTrusted, () => engine.describe());
  handle('lab:open', isTrusted, () => ownPrograms.open());
  handle('lab:save', isTrusted, (program) => ownPrograms.save(program));
  return engine;
}
