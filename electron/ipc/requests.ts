import { app } from 'electron';
import type { AppInfo } from '#shared/ipc/contract';
import type { Source } from '../collector/source';
import type { CollectorControl } from '../collector/start-collector';
import { listThreads } from '../inspect/list-threads';
import { readChecklist } from '../lab/read-daemon-facts';
import { handle, type SenderCheck } from './handle';

interface Answerers {
  readonly collector: CollectorControl;
  readonly source: Source['name'];
}

/** Every request of the contract and who answers it. */
export function handleRequests(isTrusted: SenderCheck, { collector, source }: Answerers): void {
  handle('app:describe', isTrusted, describeApp);
  handle('collector:interval', isTrusted, ({ intervalMs }) => {
    collector.setInterval(intervalMs);
    return undefined;
  });
  handle('process:threads', isTrusted, ({ id }) =>
    // ps-list makes its ids of other times than /proc has.
    source === 'procfs' ? listThreads(id) : { ok: false, code: 'not-offered' },
  );
  handle('lab:checklist', isTrusted, ({ id, root }) =>
    source === 'procfs' ? readChecklist(id, root) : { ok: false, code: 'not-offered' },
  );
}

function describeApp(): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    runtimeOrigin: process.env.FORKSCOPE_RUNTIME ?? 'packaged',
    platform: process.platform,
    uid: process.getuid?.(),
  };
}
