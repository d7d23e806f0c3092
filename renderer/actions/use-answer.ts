import { useEffect, useState } from 'react';
import type { Action, TargetPreview, Targets } from '#shared/ipc/action-requests';
import type { ProcessId } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';

/** What main said, or why it did not; undefined until it has answered. */
type Answer<Value> = { readonly value: Value } | { readonly failure: string } | undefined;

/** Whom a signal would reach. Asked once, when the dialog opens: the list does not change under the hand. */
export function useTargets(id: ProcessId): Answer<Targets> {
  const app = useRequests();
  const [answer, setAnswer] = useState<Answer<Targets>>();
  useEffect(() => listen(app.request('action:targets', { id }), setAnswer), [app, id]);
  return answer;
}

/** What main says of each; nothing is asked until it is known of whom. */
export function usePreview(ids: readonly ProcessId[] | undefined, action: Action): Answer<readonly TargetPreview[]> {
  const app = useRequests();
  const [answer, setAnswer] = useState<Answer<readonly TargetPreview[]>>();
  useEffect(() => {
    setAnswer(undefined);
    return ids === undefined ? undefined : listen(app.request('action:preview', { ids, action }), setAnswer);
  }, [app, ids, action]);
  return answer;
}

/** Returns its undo: an answer that comes later is none. */
function listen<Value>(asked: Promise<Value>, tell: (answer: Answer<Value>) => void): () => void {
  let outdated = false;
  asked.then(
    (value) => outdated || tell({ value }),
    (error: Error) => outdated || tell({ failure: error.message }),
  );
  return () => {
    outdated = true;
  };
}

export function answerOf<Value>(answer: Answer<Value>): Value | undefined {
  return answer !== undefined && 'value' in answer ? answer.value : undefined;
}

export function failureOf(answer: Answer<unknown>): string | undefined {
  return answer !== undefined && 'failure' in answer ? answer.failure : undefined;
}
