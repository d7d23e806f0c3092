import { useEffect, useState } from 'react';
import type { SignalPreview } from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';

const nobody: SignalPreview = { process: [], group: [], subtree: [] };

/**
 * Whom main finds and what it says of each; undefined until it has answered. It is asked once, when the dialog opens:
 * the list does not change under the hand.
 */
export function usePreview(id: ProcessId): SignalPreview | undefined {
  const app = useRequests();
  const [preview, setPreview] = useState<SignalPreview>();
  useEffect(() => {
    let outdated = false;
    setPreview(undefined);
    app.request('action:preview', { id }).then(
      (told) => outdated || setPreview(told),
      () => outdated || setPreview(nobody),
    );
    return () => {
      outdated = true;
    };
  }, [app, id]);
  return preview;
}
