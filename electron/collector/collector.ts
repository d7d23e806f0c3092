/**
 * Turns looks into the one event stream and hands it on in whole batches, so that nobody ever sees half a tree. It
 * keeps the table that the events come to, for whoever connects later.
 */
import { applyEvents, emptyTable, type ProcessTable } from '#shared/events/apply-events';
import { diffLooks, firstLook } from '#shared/events/diff-looks';
import type { ProcessEvent, UnstampedEvent } from '#shared/events/process-event';
import type { Look } from '#shared/events/sighting';
import type { CollectorMessage, CollectorStatus } from '#shared/ipc/contract';
import type { Source } from './source';

export interface Collector {
  /** From now on `receive` gets every batch, beginning with the full table. */
  connect(receive: (message: CollectorMessage) => void): void;
  /** While nobody looks there is nothing to do. */
  setWatched(watched: boolean): void;
  /** Looks once, now, and hands on what is new. */
  look(): Promise<void>;
  close(): void;
}

export function createCollector(source: Source, intervalMs: number): Collector {
  let receive: (message: CollectorMessage) => void = () => {};
  let watched = false;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let before: Look | undefined;
  let table: ProcessTable = emptyTable;
  let status: CollectorStatus = { source: source.name, mode: 'sampled', intervalMs, startsSeen: 0, scannedAt: 0 };

  function post(events: readonly UnstampedEvent[], at: number): void {
    const stamped = events.map((event, index) => ({ ...event, seq: table.seq + 1 + index, at }) as ProcessEvent);
    table = applyEvents(table, stamped);
    receive({ events: stamped, status });
  }

  function take(now: Look): void {
    const { failure: _healed, ...rest } = status;
    const events: readonly UnstampedEvent[] =
      before === undefined
        ? [{ kind: 'checkpoint', processes: [...firstLook(now)] }]
        : diffLooks(before, now, table);
    const births = events.filter(({ kind }) => kind === 'fork').length;
    status = { ...rest, startsSeen: rest.startsSeen + births, scannedAt: now.at };
    before = now;
    post(events, now.at);
  }

  async function look(): Promise<void> {
    // Never two looks at once.
    if (looking) return;
    looking = true;
    try {
      take(await source.look());
    } catch (error) {
      status = { ...status, failure: error instanceof Error ? error.message : String(error) };
      receive({ events: [], status });
    } finally {
      looking = false;
    }
  }

  /** Armed again only after the look is finished, so that slow looks never pile up. */
  async function loop(): Promise<void> {
    await look();
    clearTimeout(timer);
    if (watched) timer = setTimeout(() => void loop(), intervalMs);
  }

  return {
    connect: (listener) => {
      receive = listener;
      if (before === undefined) return;
      const processes = [...table.ghosts.values(), ...table.living.values()];
      post([{ kind: 'checkpoint', processes }], table.at);
    },
    setWatched: (value) => {
      const begins = value && !watched;
      watched = value;
      if (begins) void loop();
      if (!value) clearTimeout(timer);
    },
    look,
    close: () => {
      watched = false;
      clearTimeout(timer);
      source.close();
    },
  };
}
