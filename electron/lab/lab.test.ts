import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { RunArguments, RunStatus } from '#shared/ipc/contract';
import { eventually } from '../../tests/eventually';
import { createLab, type Lab, type LabOptions } from './lab';
import { descendantsOf, isThere, pidOf } from './processes-for-tests';

const assetsDirectory = join(import.meta.dirname, '../../assets');
const args: RunArguments = { variant: 'double', rounds: 1, holdSeconds: 1 };
const labs: Lab[] = [];

afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.stop();
});

function openLab(options: Partial<LabOptions> = {}): { lab: Lab; statuses: RunStatus[] } {
  const statuses: RunStatus[] = [];
  const lab = createLab({ assetsDirectory, onChange: (status) => statuses.push(status), ...options });
  labs.push(lab);
  return { lab, statuses };
}

describe.runIf(process.platform === 'linux')('the lab', { timeout: 30_000 }, () => {
  test('runs the program and says what runs, and that it has ended', async () => {
    const { lab, statuses } = openLab();
    expect(lab.describe()).toEqual({ kind: 'idle' });
    const started = await lab.start(args);
    if (!started.ok) throw new Error(started.detail);
    const { root, supervisor, processLimit, timeLimitMs, startedAt } = started.value;
    expect(lab.describe()).toEqual({ kind: 'running', ...started.value });
    expect({ processLimit, timeLimitMs }).toEqual({ processLimit: 2, timeLimitMs: 21_800 });
    expect(Math.abs(startedAt - Date.now())).toBeLessThan(60_000);
    expect([root, supervisor].map(isThere)).toEqual([true, true]);
    await eventually('both processes are there', () => descendantsOf(pidOf(supervisor)).length === 2);
    await eventually('it has ended', () => lab.describe().kind === 'ended');
    expect(lab.describe()).toEqual({ kind: 'ended', outcome: 'finished', ...started.value });
    expect(statuses.map(({ kind }) => kind)).toEqual(['running', 'ended']);
    expect([root, supervisor].map(isThere)).toEqual([false, false]);
  });

  test('runs one program at a time, and another one afterwards', async () => {
    const { lab } = openLab();
    const [first, second] = await Promise.all([lab.start(args), lab.start(args)]);
    expect(first.ok).toBe(true);
    expect(second).toEqual({ ok: false, code: 'already-running' });
    await lab.stop();
    expect(lab.describe()).toMatchObject({ kind: 'ended', outcome: 'stopped' });
    expect((await lab.start(args)).ok).toBe(true);
  });

  test('stops what has hardly begun', async () => {
    const { lab, statuses } = openLab();
    const starting = lab.start(args);
    await lab.stop();
    expect(await starting).toEqual({ ok: false, code: 'start-failed', detail: 'stopped before it began' });
    expect(statuses).toEqual([]);
    await lab.stop();
  });

  test('leaves nothing behind when the app quits', async () => {
    const { lab } = openLab();
    const started = await lab.start({ variant: 'double', rounds: 3, holdSeconds: 60 });
    if (!started.ok) throw new Error(started.detail);
    const { supervisor } = started.value;
    const all = await eventually('there are eight', () => {
      const now = descendantsOf(pidOf(supervisor));
      return now.length === 8 && now;
    });
    lab.close();
    await eventually('all are gone', () => ![supervisor, ...all.map(({ id }) => id)].some(isThere), 2000);
    await eventually('it says so', () => lab.describe().kind === 'ended');
  });

  test('says why it cannot run', async () => {
    expect(await openLab({ platform: 'win32' }).lab.start(args)).toEqual({
      ok: false,
      code: 'unsupported-platform',
      detail: 'win32',
    });
    const { lab } = openLab({ environment: {} });
    expect(await lab.start(args)).toMatchObject({ ok: false, code: 'python-missing' });
    expect(await lab.start(args)).toMatchObject({ ok: false, code: 'python-missing' });
    expect(lab.describe()).toEqual({ kind: 'idle' });
    const misplaced = openLab({ assetsDirectory: '/nowhere' }).lab;
    expect(await misplaced.start(args)).toMatchObject({
      ok: false,
      code: 'start-failed',
      detail: expect.stringContaining('/nowhere/lab/supervisor'),
    });
  });
});
