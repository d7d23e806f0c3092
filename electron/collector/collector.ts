/**
 * Turns looks at the process table, and the kernel's events where it tells them, into the one event stream, and hands
 * it on in whole batches, so that nobody ever sees half a tree. With events the looks only bring what events do not
 * tell (processor, memory, states) and heal what was lost.
 */
import type { ProcessTable } from '#shared/events/apply-events';
import { type ComparedLook, diffLooks, firstLook } from '#shared/events/diff-looks';
import type { ProcessEvent, UnstampedEvent } from '#shared/events/process-event';
import type { Look } from '#shared/events/sighting';
import type { CollectorMessage, CollectorStatus } from '#shared/ipc/contract';
import type { KernelEvent } from '#shared/parse/connector-message';
import type { KernelEvents } from './kernel-events';
import type { KernelTracker } from './kernel-tracker';
import type { LiveTable } from './live-table';
import type { Source } from './source';

export interface CollectorParts {
  readonly source: Source;
  readonly live: LiveTable;
  /** Undefined where there is no /proc to follow single processes in. */
  readonly tracker: KernelTracker | undefined;
  /** The kernel's events, or why there are none. */
  readonly kernel: KernelEvents | { readonly refused: string };
  readonly intervalMs: number;
  /** Starts of processes and threads since boot, where the kernel counts them. */
  countStarts(): number | undefined;
}

/** At most one batch a displayed frame. */
const BATCH_MS = 16;
/** So soon it is noticed that a zombie has been reaped, of which the kernel tells nobody. */
const ZOMBIE_CHECK_MS = 60;

/** What was lost is healed so often at most: a storm that overruns the kernel's buffer would else overrun it by that. */
const HEAL_EVERY_MS = 1_000;
/** More zombies than these are asked about by the timer alone, not at each event too. */
const FEW_ZOMBIES = 64;

type TimerName = 'look' | 'batch' | 'zombies' | 'healing';

export class Collector {
  readonly #parts: CollectorParts;
  #events: KernelEvents | undefined;
  /** The kernel's count when ours began; moved up by what it counted while nobody watched. */
  #startsBefore: number | undefined;
  #startsWhenLeft: number | undefined;
  readonly #timers: { [Name in TimerName]?: NodeJS.Timeout } = {};
  #receive: (message: CollectorMessage) => void = () => {};
  #watched = false;
  #closed = false;
  #looking = false;
  /** Watched again: the next look finds who came meanwhile. */
  #isBack = false;
  /** Messages were lost: the next look heals the table and a checkpoint says so. */
  #needsHealing = false;
  /** By the process's own clock, in milliseconds. */
  #flushedAt = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #before: ComparedLook | undefined;
  #status: CollectorStatus;

  constructor(parts: CollectorParts) {
    const { source, kernel, intervalMs } = parts;
    this.#parts = parts;
    this.#events = 'refused' in kernel ? undefined : kernel;
    this.#startsBefore = parts.countStarts();
    this.#status = {
      source: source.name,
      mode: 'refused' in kernel ? 'sampled' : 'event',
      ...('refused' in kernel && { sampledBecause: kernel.refused }),
      intervalMs,
      lost: 0,
      startsSeen: 0,
      startsCounted: undefined,
      scannedAt: 0,
    };
    void this.#followKernel();
  }

  /** From now on `receive` gets every batch, beginning with the full table. */
  connect(receive: (message: CollectorMessage) => void): void {
    this.#receive = receive;
    if (this.#before === undefined) return;
    // What waits here is in the checkpoint too; only the starts among it are to be counted.
    this.#countBirths(this.#parts.live.takeBatch());
    this.#parts.live.addCheckpoint();
    this.#flush();
  }

  /** As the last batch has left it. */
  get table(): ProcessTable {
    return this.#parts.live.table;
  }

  /** While nobody looks there is nothing to do. */
  setWatched(watched: boolean): void {
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#leaveOutUnwatchedStarts(watched);
    this.#isBack = watched;
    this.#events?.setListening(watched);
    if (watched) void this.#lookRegularly();
    else this.#disarm('look', 'zombies', 'healing');
  }

  /** From now on so much time is between two looks; the one that is waited for is put off or brought forward. */
  setInterval(intervalMs: number): void {
    if (intervalMs === this.#status.intervalMs) return;
    this.#status = { ...this.#status, intervalMs };
    if (this.#timers.look !== undefined) {
      this.#disarm('look');
      this.#armLook();
    }
    // Nothing is handed on before the first look, which brings the status along.
    if (this.#before !== undefined) this.#flush();
  }

  /** Looks once, now, and hands on what is new. Never two looks at once. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      // Before the first look there is no table yet that events could be about.
      if (this.#before === undefined) this.#drain(() => {});
      else this.#drain();
      this.#take(await this.#parts.source.look());
    } catch (error) {
      this.#status = { ...this.#status, failure: messageOf(error) };
    } finally {
      this.#looking = false;
      this.#lookedAt = performance.now();
    }
    this.#flush();
    this.#checkZombiesSoon();
  }

  close(): void {
    this.#closed = true;
    this.#watched = false;
    this.#disarm('look', 'batch', 'zombies', 'healing');
    this.#events?.close();
    this.#parts.source.close();
  }

  /** Armed again only after the look is finished, so that slow looks never pile up. */
  async #lookRegularly(): Promise<void> {
    await this.look();
    if (this.#watched) this.#armLook();
  }

  #armLook(): void {
    this.#arm('look', this.#status.intervalMs, () => void this.#lookRegularly());
  }

  #take(now: Look): void {
    const compared = this.#before === undefined ? this.#begin(now) : this.#compare(this.#before, now);
    if (compared === undefined) return;
    this.#before = compared;
    const { failure: _healed, ...rest } = this.#status;
    this.#status = { ...rest, scannedAt: now.at, startsCounted: this.#startsCounted() };
  }

  /** The first look is the ground; what the kernel told while it was taken comes on top of it. */
  #begin(now: Look): ComparedLook {
    this.#parts.live.add({ kind: 'checkpoint', processes: [...firstLook(now)] }, now.at);
    this.#drain();
    return { ...now, passedOver: new Set() };
  }

  /**
   * What the kernel tells of the time of the look is newer than the look. With more of it waiting the look would be ahead
   * of the events, and pids are used again: undefined, then the next look has to do.
   */
  #compare(before: ComparedLook, now: Look): ComparedLook | undefined {
    const { live } = this.#parts;
    const { seq } = live.table;
    if (!this.#drain()) return undefined;
    const passedOver = live.touchedSince(seq);
    const events = diffLooks(live.table, before, now, {
      newer: passedOver,
      execsAreTold: this.#events !== undefined && !this.#needsHealing,
      isHidden: (process) => this.#parts.tracker?.isHidden(process) ?? false,
    });
    for (const event of events) live.add(event, now.at);
    if (this.#needsHealing) live.addCheckpoint();
    this.#needsHealing = false;
    if (this.#isBack) this.#leaveOutBirths(events);
    this.#isBack = false;
    return { ...now, passedOver };
  }

  /** Whose start nobody saw, since nobody watched, is not counted by the kernel's count either. */
  #leaveOutBirths(events: readonly UnstampedEvent[]): void {
    this.#status = { ...this.#status, startsSeen: this.#status.startsSeen - birthsAmong(events) };
  }

  #startsCounted(): number | undefined {
    const now = this.#parts.countStarts();
    return now === undefined || this.#startsBefore === undefined ? undefined : now - this.#startsBefore;
  }

  #leaveOutUnwatchedStarts(watched: boolean): void {
    const now = this.#parts.countStarts();
    if (!watched) this.#startsWhenLeft = now;
    else if (now !== undefined && this.#startsWhenLeft !== undefined && this.#startsBefore !== undefined) {
      this.#startsBefore += now - this.#startsWhenLeft;
    }
  }

  async #followKernel(): Promise<void> {
    try {
      while (this.#events !== undefined && !this.#closed) {
        await this.#events.wait();
        if (this.#closed) continue;
        if (this.#before !== undefined) this.#takeKernelEvents();
        // There is no table yet that these could be about.
        else if (!this.#looking) this.#drain(() => {});
      }
    } catch (error) {
      this.#degrade(error);
    }
  }

  /** Without the kernel's events the looks go on alone, and the status says so. */
  #degrade(error: unknown): void {
    this.#events?.close();
    this.#events = undefined;
    this.#status = { ...this.#status, mode: 'sampled', sampledBecause: messageOf(error) };
  }

  #takeKernelEvents(): void {
    const { live, tracker } = this.#parts;
    const { seq } = live.table;
    this.#drain();
    // After a failed look the next one comes in its time: whatever was in the way is there still.
    if (this.#needsHealing && this.#status.failure === undefined) this.#healSoon();
    this.#checkZombiesSoon();
    if (live.table.seq === seq) return;
    if (live.zombies.size <= FEW_ZOMBIES) this.#followUp(() => tracker?.checkZombies());
    // At once when nothing was handed on of late, so that a single fork is not made to wait for company.
    const sinceFlush = performance.now() - this.#flushedAt;
    this.#arm('batch', Math.max(0, BATCH_MS - sinceFlush), () => this.#flush());
  }

  #healSoon(): void {
    const sinceLook = performance.now() - this.#lookedAt;
    this.#arm('healing', Math.max(0, HEAL_EVERY_MS - sinceLook), () => void this.look());
  }

  /** Takes in what the kernel has told; whether that is all of it. */
  #drain(take?: (event: KernelEvent, at: number) => void): boolean {
    const { tracker } = this.#parts;
    if (this.#events === undefined || tracker === undefined) return true;
    try {
      const { complete, lost, overrun } = this.#events.drain(
        take ?? ((event, at) => this.#followUp(() => tracker.follow(event, at))),
      );
      this.#status = { ...this.#status, lost: this.#status.lost + lost };
      if (lost > 0 || overrun) this.#needsHealing = true;
      return complete;
    } catch (error) {
      this.#degrade(error);
      return true;
    }
  }

  /** What /proc does not tell in this moment (covered, no more files may be open) is made good by the next good look. */
  #followUp(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#needsHealing = true;
      this.#status = { ...this.#status, failure: messageOf(error) };
    }
  }

  #flush(): void {
    this.#disarm('batch');
    this.#flushedAt = performance.now();
    const events = this.#parts.live.takeBatch();
    this.#countBirths(events);
    this.#receive({ events, status: this.#status });
  }

  #countBirths(events: readonly ProcessEvent[]): void {
    this.#status = { ...this.#status, startsSeen: this.#status.startsSeen + birthsAmong(events) };
  }

  #checkZombiesSoon(): void {
    const { live, tracker } = this.#parts;
    if (tracker === undefined || tracker.waitsForEnds() === 0 || !this.#watched) return;
    this.#arm('zombies', ZOMBIE_CHECK_MS, () => {
      const { seq } = live.table;
      this.#followUp(() => tracker.checkZombies());
      if (live.table.seq !== seq) this.#flush();
      this.#checkZombiesSoon();
    });
  }

  /** A timer that is armed already stays as it is. */
  #arm(name: TimerName, delayMs: number, act: () => void): void {
    this.#timers[name] ??= setTimeout(() => {
      delete this.#timers[name];
      act();
    }, delayMs);
  }

  #disarm(...names: readonly TimerName[]): void {
    for (const name of names) {
      clearTimeout(this.#timers[name]);
      delete this.#timers[name];
    }
  }
}

function birthsAmong(events: readonly { readonly kind: string }[]): number {
  return events.filter(({ kind }) => kind === 'fork').length;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
