/** One schedule again and again, by real processes: how many of 100 replays take another course than the first run? */
import { join } from 'node:path';
import type { ProcessEvent } from '#shared/events/process-event';
import { defaultPolicy } from '#shared/lab/policy';
import { stdoutKinds, usualLimits } from '#shared/lab/run';
import type { ProcessId } from '#shared/model/process';
import { type RunServer, startRunServer } from '../../electron/lab/explore/run-server';
import { createPythonFinder } from '../../electron/lab/find-python';
import { course } from '../course';
import type { Figure } from './measure';

const REPLAYS = 100;

const programs = {
  'child prints a and c, parent b and c': [
    'import os',
    'if os.fork() == 0:',
    '    print("a", end="", flush=True)',
    'else:',
    '    print("b", end="", flush=True)',
    '    os.wait()',
    'print("c", end="", flush=True)',
  ],
  'doubling of three rounds, all wait': [
    'import os',
    'for _ in range(3):',
    '    os.fork()',
    'print("x")',
    'while True:',
    '    try:',
    '        os.wait()',
    '    except ChildProcessError:',
    '        break',
  ],
  'an orphan that reads from a pipe': [
    'import os',
    'r, w = os.pipe()',
    'if os.fork() == 0:',
    '    os.close(w)',
    '    os.read(r, 1)',
    '    print("adopted", flush=True)',
    '    os._exit(3)',
    'print("parent", flush=True)',
    'os._exit(0)',
  ],
};

/** The schedule is that of a run with random turns, written down. */
export async function benchSchedule(): Promise<Figure[]> {
  const python = await createPythonFinder(process.env)();
  if (!python.ok) throw new Error(python.code);
  const figures: Figure[] = [];
  for (const [name, lines] of Object.entries(programs)) {
    for (const stdout of stdoutKinds) {
      const server = startRunServer({
        python: python.value,
        folder: join(import.meta.dirname, '../../assets/lab/supervisor'),
        environment: process.env,
        text: `${lines.join('\n')}\n`,
        name: 'program.py',
        weakest: undefined,
        mostTurns: 10_000,
      });
      const value = await differingReplays(server, stdout).finally(() => server.close());
      figures.push({
        name: `schedule: of ${REPLAYS} replays, other courses: ${name} (${stdout})`,
        value,
        unit: '',
        goal: 0,
      });
    }
  }
  return figures;
}

async function differingReplays(server: RunServer, stdout: (typeof stdoutKinds)[number]): Promise<number> {
  const start = { gated: true, stdout, limits: usualLimits };
  const first = await server.run({ ...start, policy: { name: 'random', seed: 11, schedule: [] } });
  const policy = { ...defaultPolicy, name: 'schedule', schedule: scheduleIn(first.events) } as const;
  const expected = course(first.events);
  let others = 0;
  for (let replay = 0; replay < REPLAYS; replay += 1) {
    const { events } = await server.run({ ...start, policy });
    const taken = course(events);
    const at = taken.findIndex((step, index) => step !== expected[index]);
    if (at === -1 && taken.length === expected.length) continue;
    others += 1;
    if (others === 1)
      process.stderr.write(
        `  ${expected.slice(at - 1, at + 3).join(' | ')}\n  not ${taken.slice(at - 1, at + 3).join(' | ')}\n`,
      );
  }
  return others;
}

function scheduleIn(events: readonly ProcessEvent[]): readonly string[] {
  const births = new Map<ProcessId, string>();
  return events.flatMap((event) => {
    if (event.kind === 'checkpoint') for (const { id, birth } of event.processes) births.set(id, birth ?? '?');
    if (event.kind === 'fork') births.set(event.process.id, event.process.birth ?? '?');
    return event.kind === 'turn' ? [births.get(event.id) ?? '?'] : [];
  });
}
