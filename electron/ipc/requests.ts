import type { Source } from '../collector/source';
import type { CollectorControl } from '../collector/start-collector';
import { listThreads } from '../inspect/list-threads';
import { readChecklist } from '../lab/read-daemon-facts';
import { handle } from './handle';
import type { SenderCheck } from './trust-only';

interface Answerers {
  readonly collector: CollectorControl;
  readonly source: Source['name'];
}

/** Every request of the contract and who answers it. */
export function handleRequests(isTrusted: SenderCheck, { collector, source }: Answerers): void {
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
