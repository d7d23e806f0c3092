/** A stream of our own into the real window, in the collector's place, and a meter for what each frame costs there. */
import type { Page } from '@playwright/test';
import type { UnstampedEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { COLLECTOR_PORT } from '#shared/ipc/channels';
import { type ProcessRecord, processId } from '#shared/model/process';

interface Meter {
  /** Milliseconds of script in each frame in which there was any. */
  frames: number[];
  /** When (performance.now) something was last drawn on a canvas of the tree. */
  drawnAt: number;
}

interface Stage {
  readonly meter: Meter;
  readonly port: MessagePort;
  seq: number;
  /** What is told next. */
  script: readonly UnstampedEvent[];
  post(events: readonly UnstampedEvent[], at: number): void;
  /** Posts events; resolves when a frame has been drawn after them, with the milliseconds that took. */
  tell(events: readonly UnstampedEvent[], at: number): Promise<number>;
}

declare global {
  var stage: Stage;
}

/** Named, in a family of so many: the parent of `pid` is some earlier one. */
export function member(pid: number, parent: number, more: Partial<ProcessRecord> = {}): ProcessRecord {
  const parents = { parent: parent === 0 ? undefined : processId(parent, parent * 10), originalParent: undefined };
  const name = `worker-${pid % 97}`;
  return { ...recordOf(sighting(pid, parent, { name }), Date.now(), parents), ...more };
}

const CHILDREN_EACH = 12;

/** A tree of so many processes, up to a dozen below each. */
export function population(count: number): readonly ProcessRecord[] {
  return Array.from({ length: count }, (_, index) =>
    member(index + 1, index === 0 ? 0 : Math.floor((index - 1) / CHILDREN_EACH) + 1),
  );
}

/** Takes the collector's place, and begins to measure. */
export async function takeStage(page: Page): Promise<void> {
  await page.evaluate((kind) => {
    const meter: Meter = { frames: [], drawnAt: 0 };
    let spent = 0;
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        const begin = performance.now();
        callback(time);
        if (spent === 0) {
          const note = new MessageChannel();
          // After all callbacks of this frame, and what they have led to.
          note.port1.onmessage = () => {
            meter.frames.push(spent);
            spent = 0;
          };
          note.port2.postMessage(undefined);
        }
        spent += performance.now() - begin;
      });
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...area) {
      clear.apply(this, area);
      if (this.canvas.width > 400) meter.drawnAt = performance.now();
    };
    const { port1: port, port2 } = new MessageChannel();
    const stage: Stage = {
      meter,
      port,
      seq: 0,
      script: [],
      post: (events, at) => {
        const status = {
          source: 'procfs',
          mode: 'event',
          intervalMs: 1_000,
          lost: 0,
          startsSeen: 0,
          startsCounted: undefined,
          scannedAt: at,
        };
        port.postMessage({ events: events.map((event) => ({ ...event, seq: stage.seq++, at })), status });
      },
      tell: async (events, at) => {
        const begin = performance.now();
        stage.post(events, at);
        // The first frame takes the message in, a later one draws it.
        for (let frame = 0; frame < 100; frame += 1) {
          await new Promise((next) => request(next));
          if (frame > 0 && meter.drawnAt > begin) break;
        }
        await new Promise((next) => setTimeout(next));
        return meter.drawnAt - begin;
      },
    };
    globalThis.stage = stage;
    window.postMessage({ kind }, window.location.origin === 'null' ? '*' : window.location.origin, [port2]);
  }, COLLECTOR_PORT);
}

/** Milliseconds until it was drawn. The events are handed over before: taking in a long argument holds messages up. */
export async function tell(page: Page, events: readonly UnstampedEvent[], at = Date.now()): Promise<number> {
  await page.evaluate((list) => {
    globalThis.stage.script = list;
  }, events);
  return page.evaluate((time) => globalThis.stage.tell(globalThis.stage.script, time), at);
}

/** Posts one after another, evenly, from within the page: what drives it from outside costs it much. Resolves at the end. */
export function postEvenly(page: Page, series: readonly (readonly UnstampedEvent[])[], aSecond: number): Promise<void> {
  return page.evaluate(
    ([all, rate]) =>
      new Promise<void>((over) => {
        const begin = performance.now();
        let posted = 0;
        const timer = setInterval(() => {
          const due = Math.min(all.length, Math.floor(((performance.now() - begin) / 1_000) * rate));
          while (posted < due) globalThis.stage.post(all[posted++] ?? [], Date.now());
          if (posted < all.length) return;
          clearInterval(timer);
          over();
        }, 1_000 / rate);
      }),
    [series, aSecond] as const,
  );
}

/** What the frames since the last call have cost. */
export function takeFrames(page: Page): Promise<number[]> {
  return page.evaluate(() => globalThis.stage.meter.frames.splice(0));
}
