import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { eventually } from '../../tests/eventually';
import { createPsListSource } from './ps-list-source';

test('ps-list sees a child with its state, keeps its identity, and leaves its own ps out', async () => {
  const child = spawn('sleep', ['60']);
  try {
    const source = createPsListSource();
    const find = async () => [...(await source.look()).sightings.values()].find(({ pid }) => pid === child.pid);
    const first = await eventually('the child is listed', async () => {
      const seen = await find();
      return seen?.state === 'sleeping' && seen;
    });
    expect(first).toMatchObject({ ppid: process.pid, name: 'sleep', cpuMs: undefined });
    expect(first.facts.hidden).toMatchObject({ threads: 'not-offered' });
    const second = await source.look();
    expect(second.sightings.get(first.id)?.facts).toBe(first.facts);
    expect([...second.sightings.values()].some(({ name, ppid }) => name === 'ps' && ppid === process.pid)).toBe(false);
  } finally {
    child.kill('SIGKILL');
  }
});
