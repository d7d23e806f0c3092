/** The app through a bad time, and what is left of it: memory, processor, lost events, leftovers. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { findLeftovers, isNothing } from '../../electron/lab/leftovers';
import { eventually } from '../eventually';
import { launchApp, type RunningApp } from '../launch-app';
import { commandLineOf, descendantsOf } from '../processes';
import { buildFence } from './fence';
import { type Load, startCrowds, startLabRuns, startRecordings, startStorm } from './loads';
import { collectorStatus, createSampler, overhear, type Sample } from './watch-app';

interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly figure: string;
}

/** From so many minutes on memory is compared with itself: before, the minute that is kept is not full. */
const MINUTES_TO_BE_FLAT = 4;
const FLAT_RATIO = 1.15;
const MOST_MEGABYTES = 2_000;
const FORKS_A_SECOND = 1_000;
const SPARE_PROCESSES = 200;

/** `--minutes N` or `--seconds N`; `--processes N`, `--seed N`, `--report FILE`. */
export async function soak(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seconds: { type: 'string' },
      processes: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      report: { type: 'string' },
    },
  });
  const seconds = values.seconds === undefined ? Number(values.minutes) * 60 : Number(values.seconds);
  const [processes, seed] = [Number(values.processes), Number(values.seed)];
  if (!(seconds > 0) || !(processes > 0) || !Number.isInteger(seed)) {
    process.stderr.write('--minutes, --seconds and --processes take a number above 0, --seed a whole one.\n');
    return 2;
  }
  const checks = await run(seconds, processes, seed);
  for (const { name, passed, figure } of checks) process.stdout.write(`${passed ? '✓' : '✗'} ${name}: ${figure}\n`);
  const failed = checks.filter(({ passed }) => !passed).length;
  process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`);
  if (values.report !== undefined) {
    mkdirSync(dirname(values.report), { recursive: true });
    writeFileSync(values.report, JSON.stringify({ checks }));
  }
  return failed > 0 ? 1 : 0;
}

async function run(seconds: number, processes: number, seed: number): Promise<readonly Check[]> {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-soak-'));
  const app = await launchApp();
  const fence = buildFence(processes + SPARE_PROCESSES);
  const main = app.electron.process().pid ?? 0;
  const checks: Check[] = [];
  try {
    await overhear(app.page);
    const sample = createSampler(main);
    const random = createRandom(seed);
    const demos = await app.page.evaluate(async () => (await window.app.request('lab:catalogue')).map(({ id }) => id));
    const loads = [
      startStorm(fence, FORKS_A_SECOND),
      startCrowds(fence, processes, Math.min(20_000, (seconds * 1000) / 4)),
      startLabRuns(app.page, demos, random),
      startRecordings(app.electron, app.page, folder, random),
    ];
    const samples = await watch(app, sample, seconds);
    checks.push(...(await Promise.all(loads.map(endLoad))));
    await fence.close();
    checks.push(checkMemory(samples, seconds), checkCpu(samples), await checkEvents(app), await checkLab(main));
    checks.push(verdict('the page', app.problems.length === 0, app.problems.join('; ') || 'no errors'));
  } finally {
    await fence.close().catch(() => {});
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
  checks.push(await checkLeftovers(main));
  return checks;
}

function verdict(name: string, passed: boolean, figure: string): Check {
  return { name, passed, figure };
}

async function watch(app: RunningApp, sample: () => Sample, seconds: number): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const until = performance.now() + seconds * 1000;
  const everyMs = Math.min(10_000, (seconds * 1000) / 10);
  while (performance.now() < until) {
    await pause(everyMs);
    const now = sample();
    samples.push(now);
    const status = await collectorStatus(app.page);
    const left = Math.max(0, Math.round((until - now.at) / 1000));
    process.stderr.write(
      `${left} s left: ${now.megabytes.toFixed(0)} MB, ${now.cpuPercent.toFixed(0)} % of a processor, ` +
        `${status?.startsSeen ?? '?'} starts seen, ${status?.lost ?? '?'} lost\n`,
    );
  }
  return samples;
}

async function endLoad(load: Load): Promise<Check> {
  return load.end().then(
    (figure) => verdict(load.name, true, figure),
    (error: Error) => verdict(load.name, false, error.message.split('\n')[0] ?? ''),
  );
}

function checkMemory(samples: readonly Sample[], seconds: number): Check {
  const quarter = (index: number) =>
    median(
      samples
        .slice(Math.floor((index * samples.length) / 4), Math.floor(((index + 1) * samples.length) / 4))
        .map(({ megabytes }) => megabytes),
    );
  const [early, late] = [quarter(1), quarter(3)];
  const most = Math.max(...samples.map(({ megabytes }) => megabytes));
  const figure = `${early.toFixed(0)} MB in the second quarter, ${late.toFixed(0)} MB in the last, ${most.toFixed(0)} MB at most`;
  const isFlat = seconds < MINUTES_TO_BE_FLAT * 60 || late / early < FLAT_RATIO;
  return verdict('memory', isFlat && late < MOST_MEGABYTES, figure);
}

function checkCpu(samples: readonly Sample[]): Check {
  const usual = median(samples.map(({ cpuPercent }) => cpuPercent));
  return verdict('processor', usual < 200, `${usual.toFixed(0)} % of one, in the middle`);
}

/** Where the kernel tells them. */
async function checkEvents(app: RunningApp): Promise<Check> {
  const status = await eventually('the collector has looked since', () => collectorStatus(app.page));
  const { mode, startsSeen, startsCounted, lost, failure } = status;
  const figure = `${mode}, ${startsSeen} starts seen of ${startsCounted ?? '?'} counted with threads, ${lost} lost`;
  return verdict(
    'events',
    lost === 0 && failure === undefined,
    failure === undefined ? figure : `${figure}; ${failure}`,
  );
}

/** When all is stopped nothing of the lab is below the app. */
async function checkLab(main: number): Promise<Check> {
  const ofLab = () => descendantsOf(main).filter((pid) => /supervisor/.test(commandLineOf(pid)));
  const isCalm = await eventually('the lab is empty', () => ofLab().length === 0).catch(() => false);
  return verdict('lab afterwards', isCalm === true, `${ofLab().length} processes`);
}

async function checkLeftovers(main: number): Promise<Check> {
  const left = await findLeftovers((mark) => mark.split('-')[1] === String(main));
  return verdict('leftovers', isNothing(left), isNothing(left) ? 'none' : JSON.stringify(left));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Mulberry32: the same seed, the same course. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
