import { useEffect, useState } from 'react';
import type { Fact, FactReason } from '#shared/inspect/facts';
import type { InspectReply } from '#shared/ipc/inspect-requests';

export interface Parts<Item> {
  readonly items: readonly Item[];
  /** Undefined while the first part has not come. */
  readonly total: number | undefined;
  readonly hidden: FactReason | undefined;
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
  useEffect(() => {
    if (!enabled) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    let isFirst = true;
    async function readAll(): Promise<void> {
      const items: Item[] = [];
      for (let [from, end] = [0, 1]; from < end; ) {
        const reply = await read(from);
        if (stopped) return;
        const fact = reply?.ok === true ? reply.value : undefined;
        // What was known of a process that is gone stays.
        if (fact === undefined) return;
        if ('hidden' in fact) return setParts({ ...nothing, hidden: fact.hidden });
        const { next, total } = fact.value;
        items.push(...fact.value.items);
        end = next > from ? Math.min(total, most) : from;
        from = next;
        const isComplete = from >= end;
        if (isFirst || isComplete) setParts({ items: [...items], total, hidden: undefined, isComplete });
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

const nothing: Parts<never> = { items: [], total: undefined, hidden: undefined, isComplete: false };

const MANY = 1_000;
