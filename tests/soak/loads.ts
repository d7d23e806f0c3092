/** What the app has to stand: each load goes on until it is told to end, and says how much it did. */
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import type { AppApi } from '#shared/ipc/contract';
import { usualLimits } from '#shared/lab/run';
import type { Fence } from './fence';

declare global {
  interface Window {
    readonly app: AppApi;
  }
}

/** Forks, ends and reaps at a rate, a few at a time, so that there are never many. Prints how many, and in how many seconds, at the end of its input. */
const stormProgram = `
import os, select, sys, time
rate, forks, began = int(sys.argv[1]), 0, time.monotonic()
while not select.select([sys.stdin], [], [], 0)[0]:
    batch = max(1, rate // 50)
    for _ in range(batch):
        if os.fork() == 0:
            os._exit(0)
    for _ in range(batch):
        os.wait()
    forks += batch
    ahead = forks / rate - (time.monotonic() - began)
    if ahead > 0:
        time.sleep(ahead)
print(forks, time.monotonic() - began, flush=True)
`;

const crowdProgram = `
import os, sys
read_end, write_end = os.pipe()
for _ in range(int(sys.argv[1])):
    if os.fork() == 0:
        os.close(write_end)
        os.read(read_end, 1)
        os._exit(0)
print('ready', flush=True)
sys.stdin.read()
`;

export interface Load {
  readonly name: string;
  /** Resolves with what was done, once all of it has ended. */
  end(): Promise<string>;
}

export function startStorm(fence: Fence, rate: number): Load {
  const child = fence.start(stormProgram, String(rate));
  let told = '';
  child.stdout?.on('data', (data) => {
    told += data;
  });
  return {
    name: 'storm',
    end: async () => {
      child.stdin?.end();
      if (child.exitCode === null) await once(child, 'close');
      const [forks = 0, seconds = 0] = told.split(' ').map(Number);
      if (!(forks > 0)) throw new Error('the storm broke off');
      return `${forks} forks, ${Math.round(forks / seconds)} a second`;
    },
  };
}

/** `count` processes that are there for a while, gone for a while, and there again. */
export function startCrowds(fence: Fence, count: number, eachMs: number): Load {
  let ending = false;
  let crowds = 0;
  const course = (async () => {
    while (!ending) {
      const child = fence.start(crowdProgram, String(count));
      if (child.stdout !== null) await once(child.stdout, 'data');
      crowds++;
      await pauseUnless(eachMs, () => ending);
      child.stdin?.end();
      child.kill('SIGKILL');
      await once(child, 'close');
      await pauseUnless(eachMs / 2, () => ending);
    }
  })();
  return {
    name: 'crowds',
    end: async () => {
      ending = true;
      await course;
      return `${crowds} times ${count} processes`;
    },
  };
}

/** Starts demos and ends them at a moment that chance chooses. */
export function startLabRuns(page: Page, demos: readonly string[], random: () => number): Load {
  let ending = false;
  let runs = 0;
  const course = (async () => {
    while (!ending) {
      const id = demos[Math.floor(random() * demos.length)] ?? '';
      const started = await page.evaluate(
        ([demo, limits, gated]) =>
          window.app.request('lab:start', {
            program: { kind: 'demo', id: demo, parameters: {} },
            stdout: 'pipe',
            gated,
            policy: { name: 'round-robin', seed: 1, schedule: [] },
            limits,
          }),
        [id, { ...usualLimits, seconds: 60 }, random() < 0.5] as const,
      );
      if (!started.ok) throw new Error(`${id}: ${started.code} ${started.detail ?? ''}`);
      runs++;
      await page.evaluate(() => window.app.request('lab:command', { kind: 'run', delayMs: 0 }));
      await pauseUnless(random() * 1_500, () => ending);
      await page.evaluate(() => window.app.request('lab:command', { kind: 'stop' }));
    }
  })();
  // Whoever ends it hears of it; until then it is nobody's unhandled rejection.
  course.catch(() => {});
  return {
    name: 'lab runs',
    end: async () => {
      ending = true;
      await course;
      return `${runs} started and stopped`;
    },
  };
}

/** Recordings to the disk, one after the other, each ended by its size or by the person, each removed then. */
export function startRecordings(electron: ElectronApplication, page: Page, folder: string, random: () => number): Load {
  let ending = false;
  let recordings = 0;
  let bytes = 0;
  const course = (async () => {
    while (!ending) {
      const path = join(folder, `${recordings}.forkscope`);
      await electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
      const started = await page.evaluate(() =>
        window.app.request('recording:start', { name: 'soak', limitMegabytes: 1, leaveOut: 'others' }),
      );
      if (!started.ok) throw new Error(`recording: ${started.code} ${started.detail ?? ''}`);
      recordings++;
      const state = () => page.evaluate(() => window.app.request('recording:describe'));
      await pauseUnless(2_000 + random() * 8_000, () => ending);
      await page.evaluate(() => window.app.request('recording:stop'));
      for (let now = await state(); now.kind === 'recording'; now = await state()) await pause(50);
      const last = await state();
      if (last.kind !== 'ended') throw new Error(`recording: ${JSON.stringify(last)}`);
      bytes += last.bytes;
      rmSync(path);
    }
  })();
  course.catch(() => {});
  return {
    name: 'recordings',
    end: async () => {
      ending = true;
      await course;
      const left = readdirSync(folder);
      if (left.length > 0) throw new Error(`recordings left ${left.join(', ')}`);
      return `${recordings}, ${Math.round(bytes / 1e6)} MB`;
    },
  };
}

async function pauseUnless(ms: number, isOver: () => boolean): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until && !isOver()) await pause(50);
}
