import { useRef, useState } from 'react';
import type { ThreadsReply } from '#shared/ipc/contract';
import type { ProcessId } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';

interface Threads {
  readonly isOpen: boolean;
  /** Undefined while the first answer has not come; `failed` when none will. */
  readonly reply: ThreadsReply | 'failed' | undefined;
  readonly toggle: () => void;
  readonly load: () => void;
}

/** Asks main for the threads of a process each time the list is opened, and when told to. */
export function useThreads(id: ProcessId): Threads {
  const app = useRequests();
  const [isOpen, setOpen] = useState(false);
  const [reply, setReply] = useState<Threads['reply']>();
  const lastAsked = useRef(0);
  const load = () => {
    lastAsked.current += 1;
    const asked = lastAsked.current;
    // An answer that was overtaken by a later question tells nothing new.
    const take = (answer: Threads['reply']) => asked === lastAsked.current && setReply(answer);
    app.request('process:threads', { id }).then(take, () => take('failed'));
  };
  const toggle = () => {
    setOpen(!isOpen);
    if (!isOpen) load();
  };
  return { isOpen, reply, toggle, load };
}
