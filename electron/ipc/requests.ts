import { app } from 'electron';
import type { AppInfo } from '#shared/ipc/contract';
import type { Lab } from '../lab/lab';
import { handle, type SenderCheck } from './handle';

/** Every request of the contract and who answers it. */
export function handleRequests(isTrusted: SenderCheck, lab: Lab): void {
  handle('app:describe', isTrusted, describeApp);
  handle('run:start', isTrusted, (args) => lab.start(args));
  handle('run:describe', isTrusted, () => lab.describe());
  handle('run:stop', isTrusted, async () => {
    await lab.stop();
    return undefined;
  });
}

function describeApp(): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    runtimeOrigin: process.env.FORKSCOPE_RUNTIME ?? 'packaged',
    platform: process.platform,
  };
}
