import { describe, expect, test, vi } from 'vitest';
import { applyEvents, emptyTable } from '#shared/events/apply-events';
import { type Look, recordOf } from '#shared/events/sighting';
import { look, sighting } from '#shared/events/sightings.fixture';
import type { CollectorMessage } from '#shared/ipc/contract';
import type { KernelEvent } from '#shared/parse/connector-message';
import { Collector } from './collector';
import { createLiveTable } from './live-table';
import type { Source } from './source';

const init = sighting(1, 0);
const shell = sighting(10, 1);
const child = sighting(20, 10);

/** A source that gives one look after the other; an error among them is thrown. */
function scripted(...looks: readonly (Look | Error)[]): Source {
  let next = 0;
  return {
    name: 'procfs',
    look: async () => {
      const answer = looks[Math.min(next++, looks.length - 1)];
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no look');
      return answer;
    },
    close: () => {},
  };
}

function collect(source: Source, intervalMs: number): Collector {
  const kernel = { refused: 'not asked' };
  return new Collector({
    source,
    live: createLiveTable(),
    tracker: undefined,
    kernel,
    intervalMs,
    countStarts: () => 5,
  });
}

describe('the collector', () => {
  test('begins with a checkpoint and goes on with what changed, numbered without a gap', async () => {
    const messages: CollectorMessage[] = [];
    const collector = collect(scripted(look(0, init, shell), look(1000, init, shell, child)), 1000);
    collector.connect((message) => messages.push(message));
    await collector.look();
    await collector.look();
    const events = messages.flatMap((message) => message.events);
    expect(events.map(({ kind }) => kind)).toEqual(['checkpoint', 'fork', 'sampled']);
    expect(events.map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect(messages.at(-1)?.status).toMatchObject({
      source: 'procfs',
      mode: 'sampled',
      startsSeen: 1,
      scannedAt: 1000,
    });
  });

  test('gives whoever connects later the whole table, lineage and ghosts included', async () => {
    const looks = [look(0, init, shell, child), look(1000, init, { ...child, ppid: 1 })];
    const collector = collect(scripted(...looks), 1000);
    await collector.look();
    await collector.look();
    const late: CollectorMessage[] = [];
    collector.connect((message) => late.push(message));
    const table = applyEvents(
      emptyTable,
      late.flatMap(({ events }) => events),
    );
    expect(table.living.get(child.id)?.adoptions).toHaveLength(1);
    expect(table.ghosts.has(shell.id)).toBe(true);
  });

  test('says why a look failed, keeps what it knows, and heals with the next look', async () => {
    const messages: CollectorMessage[] = [];
    const collector = collect(scripted(look(0, init, shell), new Error('EIO'), look(2000, init, shell)), 1000);
    collector.connect((message) => messages.push(message));
    for (let round = 0; round < 3; round++) await collector.look();
    expect(messages[1]).toMatchObject({ events: [], status: { failure: 'EIO', scannedAt: 0 } });
    expect(messages[2]?.status.failure).toBeUndefined();
    expect(messages[2]?.events.some(({ kind }) => kind === 'reaped')).toBe(false);
  });

  test('keeps what the kernel told while the first look was taken', async () => {
    const live = createLiveTable();
    const told: KernelEvent[][] = [[{ kind: 'exec', pid: 1 }], [{ kind: 'fork', parent: 10, pid: 20 }]];
    const kernel = {
      drain: (take: (event: KernelEvent, at: number) => void) => {
        for (const event of told.shift() ?? []) take(event, 1);
        return { complete: true, lost: 0, overrun: false };
      },
      wait: () => new Promise<void>(() => {}),
      setListening: () => {},
      close: () => {},
    };
    const follow = vi.fn((_event: KernelEvent) => {
      const process = recordOf(child, 1, { parent: shell.id, originalParent: shell.id });
      live.add({ kind: 'fork', process }, 1);
    });
    const tracker = { follow, checkZombies: () => {}, waitsForEnds: () => 0, isHidden: () => false };
    const source = scripted(look(0, init, shell));
    await new Collector({ source, live, tracker, kernel, intervalMs: 1000, countStarts: () => 5 }).look();
    expect(follow).toHaveBeenCalledOnce();
    expect([...live.table.living.keys()]).toEqual([init.id, shell.id, child.id]);
  });

  test('counts what the kernel lost, and heals with a checkpoint of the next look', async () => {
    const drained = [
      { complete: true, lost: 3, overrun: true },
      { complete: true, lost: 0, overrun: false },
    ];
    const kernel = {
      drain: () => drained.shift() ?? { complete: true, lost: 0, overrun: false },
      wait: () => new Promise<void>(() => {}),
      setListening: () => {},
      close: () => {},
    };
    const messages: CollectorMessage[] = [];
    const live = createLiveTable();
    const tracker = { follow: () => {}, checkZombies: () => {}, waitsForEnds: () => 0, isHidden: () => false };
    const source = scripted(look(0, init), look(1000, init, shell));
    const collector = new Collector({ source, live, tracker, kernel, intervalMs: 1000, countStarts: () => 5 });
    collector.connect((message) => messages.push(message));
    await collector.look();
    await collector.look();
    expect(messages.at(-1)?.status.lost).toBe(3);
    const checkpoints = messages.flatMap(({ events }) => events.filter(({ kind }) => kind === 'checkpoint'));
    expect(checkpoints.at(-1)).toMatchObject({ processes: [{ id: init.id }, { id: shell.id }] });
  });

  test('goes on looking when the kernel events break off, and says so', async () => {
    const kernel = {
      drain: () => {
        throw new Error('broke');
      },
      wait: () => new Promise<void>(() => {}),
      setListening: () => {},
      close: vi.fn(),
    };
    const messages: CollectorMessage[] = [];
    const live = createLiveTable();
    const follow = { follow: () => {}, checkZombies: () => {}, waitsForEnds: () => 0, isHidden: () => false };
    const source = scripted(look(0, init), look(1000, init, shell));
    const collector = new Collector({ source, live, tracker: follow, kernel, intervalMs: 1000, countStarts: () => 5 });
    collector.connect((message) => messages.push(message));
    await collector.look();
    await collector.look();
    expect(messages.at(-1)?.events.some(({ kind }) => kind === 'fork')).toBe(true);
    expect(messages.at(-1)?.status).toMatchObject({ mode: 'sampled', sampledBecause: 'broke' });
    expect(messages.at(-1)?.status.failure).toBeUndefined();
    expect(kernel.close).toHaveBeenCalledOnce();
  });

  test('never looks twice at once', async () => {
    let running = 0;
    let most = 0;
    const source: Source = {
      name: 'procfs',
      look: async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
        return look(0, init);
      },
      close: () => {},
    };
    const collector = collect(source, 1000);
    await Promise.all([collector.look(), collector.look(), collector.look()]);
    expect(most).toBe(1);
  });

  test('looks more often or less often when told to, says so at once, and does not wait out the old interval', async () => {
    vi.useFakeTimers();
    try {
      const source = scripted(look(0, init));
      const spy = vi.spyOn(source, 'look');
      const messages: CollectorMessage[] = [];
      const collector = collect(source, 60_000);
      collector.connect((message) => messages.push(message));
      collector.setWatched(true);
      await vi.advanceTimersByTimeAsync(10_000);
      collector.setInterval(100);
      expect(messages.at(-1)?.status.intervalMs).toBe(100);
      await vi.advanceTimersByTimeAsync(1_050);
      expect(spy).toHaveBeenCalledTimes(1 + 10);
      collector.setInterval(5_000);
      await vi.advanceTimersByTimeAsync(4_900);
      expect(spy).toHaveBeenCalledTimes(11);
      await vi.advanceTimersByTimeAsync(200);
      expect(spy).toHaveBeenCalledTimes(12);
      collector.close();
    } finally {
      vi.useRealTimers();
    }
  });

  test('a change of the interval wakes nobody while nobody watches', async () => {
    vi.useFakeTimers();
    try {
      const source = scripted(look(0, init));
      const spy = vi.spyOn(source, 'look');
      const messages: CollectorMessage[] = [];
      const collector = collect(source, 1000);
      collector.connect((message) => messages.push(message));
      collector.setInterval(100);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(spy).not.toHaveBeenCalled();
      expect(messages).toEqual([]);
      collector.close();
    } finally {
      vi.useRealTimers();
    }
  });

  test('looks at its interval while watched, and not at all while nobody watches', async () => {
    vi.useFakeTimers();
    try {
      const source = scripted(look(0, init));
      const spy = vi.spyOn(source, 'look');
      const collector = collect(source, 1000);
      collector.setWatched(true);
      await vi.advanceTimersByTimeAsync(3500);
      expect(spy).toHaveBeenCalledTimes(4);
      collector.setWatched(false);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(spy).toHaveBeenCalledTimes(4);
      collector.close();
    } finally {
      vi.useRealTimers();
    }
  });
});
