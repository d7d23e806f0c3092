/** Main's answers to the inspector's requests: it passes them on to the thread. */
import { join } from 'node:path';
import { app } from 'electron';
import { inspectRequestSchemas } from '#shared/ipc/inspect-requests';
import type { Source } from '../collector/source';
import { handle } from '../ipc/handle';
import type { SenderCheck } from '../ipc/trust-only';
import { startInspector } from './start-inspector';

const names = Object.keys(inspectRequestSchemas) as (keyof typeof inspectRequestSchemas)[];

export function handleInspection(isTrusted: SenderCheck, outputFolder: string, source: Source['name']): void {
  const thread = startInspector(join(outputFolder, 'main', 'inspector-thread.js'));
  for (const name of names) {
    handle(name, isTrusted, (args) =>
      // ps-list makes its ids of other times than /proc has.
      source === 'procfs' ? thread.ask(name, args) : { ok: false, code: 'not-offered' },
    );
  }
  app.once('will-quit', thread.close);
}
