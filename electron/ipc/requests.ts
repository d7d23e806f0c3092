import { app } from 'electron';
import type { AppInfo } from '#shared/ipc/contract';
import type { Source } from '../collector/source';
import type { CollectorControl } from '../collector/start-collector';
import { listThreads } from '../inspect/list-threads';
import type { Lab } from '../lab/lab';
import { readChecklist } from '../lab/read-daemon-facts';
import { handle, type SenderCheck } from './handle';

interface Answerers {
  readonly lab: Lab;
  readonly collector: CollectorControl;
  readonly source: Source['name'];
}

/** Every request of the contract and who answers it. */
export function handleRequests(isTrusted: SenderCheck, { lab, collector, source }: Answerers): void {
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
    uid: process.getuid?.(),
  };
}
