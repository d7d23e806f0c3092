import { useEffect, useRef, useState } from 'react';
import type { Fact, FactReason } from '#shared/inspect/facts';
import type { InspectFailure, InspectReply } from '#shared/ipc/inspect-requests';

export interface Parts<Item> {
  readonly items: readonly Item[];
  /** Undefined while the first part has not come. */
  readonly total: number | undefined;
  readonly hidden: FactReason | undefined;
  /** Why the last reading came to nothing. */
  readonly failure: InspectFailure | 'failed' | undefined;
  /** Milliseconds since the epoch: when it was read, if it cannot be read any more. */
  readonly asOf: number | undefined;
  /** All have come that will. */
  readonly isComplete: boolean;
}

export interface Part<Item> {
  readonly items: readonly Item[];
  /** Where the next part begins. */
  readonly next: number;
  readonly total: number;
}

interface Options<Item> {
  /** Reads the part from `from` on. Another function is another list. */
  readonly read: (from: number) => Promise<InspectReply<Fact<Part<Item>>> | undefined>;
  readonly enabled: boolean;
  /** Milliseconds until all is read anew; undefined for never. */
  readonly everyMs: number | undefined;
  /** No more than these are fetched. */
  readonly most: number;
}

/** A list that comes in parts, one after the other; what was there stays until all of the new one has come. */
export function useParts<Item>({ read, enabled, everyMs, most }: Options<Item>): Parts<Item> {
  const [parts, setParts] = useState<Parts<Item>>(nothing);
  const readAt = useRef(0);
  useEffect(() => {
    if (!enabled) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    let isFirst = true;
    function fail(failure: NonNullable<Parts<Item>['failure']>): void {
      setParts((last) => ({ ...keptOf(last, readAt.current), failure }));
      if (failure === 'failed' || failure === 'hidden') timer = setTimeout(() => void readAll(), RETRY_MS);
    }
    async function readAll(): Promise<void> {
      const items: Item[] = [];
      for (let [from, end] = [0, 1]; from < end; ) {
        const reply = await read(from);
        if (stopped) return;
        if (reply?.ok !== true) return fail(reply?.code ?? 'failed');
        const fact = reply.value;
        if ('hidden' in fact) return setParts((last) => hiddenParts(last, fact.hidden, readAt.current));
        const { next, total } = fact.value;
        items.push(...fact.value.items);
        end = next > from ? Math.min(total, most) : from;
        from = next;
        const isComplete = from >= end;
        readAt.current = Date.now();
        if (isFirst || isComplete) setParts({ ...nothing, items: [...items], total, isComplete });
      }
      isFirst = false;
      // A list of many parts is read once: to do so again and again would cost more than it tells.
      if (everyMs !== undefined && items.length <= MANY) timer = setTimeout(() => void readAll(), everyMs);
    }
    void readAll();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [read, enabled, everyMs, most]);
  return parts;
}

const nothing: Parts<never> = {
  items: [],
  total: undefined,
  hidden: undefined,
  failure: undefined,
  asOf: undefined,
  isComplete: false,
};

const MANY = 1_000;
/** After a question that nobody answered. */
const RETRY_MS = 2_000;

/** What the kernel drops at the end of a process stays here, as it was last known. */
function hiddenParts<Item>(last: Parts<Item>, hidden: FactReason, readAt: number): Parts<Item> {
  const isDropped = hidden === 'zombie' || hidden === 'gone';
  return isDropped && last.total !== undefined ? keptOf(last, readAt) : { ...nothing, hidden };
}

/** No more will come of this reading. */
function keptOf<Item>(last: Parts<Item>, readAt: number): Parts<Item> {
  return last.total === undefined ? last : { ...last, asOf: readAt, isComplete: true };
}
