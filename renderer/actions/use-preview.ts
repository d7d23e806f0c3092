import { useEffect, useState } from 'react';
import type { TargetPreview } from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';

/** What main says of each; undefined until it has answered. */
export function usePreview(ids: readonly ProcessId[]): readonly TargetPreview[] | undefined {
  const app = useRequests();
  const [preview, setPreview] = useState<readonly TargetPreview[]>();
  useEffect(() => {
    let outdated = false;
    setPreview(undefined);
    app.request('action:preview', { ids }).then(
      (told) => outdated || setPreview(told),
      () => outdated || setPreview([]),
    );
    return () => {
      outdated = true;
    };
  }, [app, ids]);
  return preview;
}
