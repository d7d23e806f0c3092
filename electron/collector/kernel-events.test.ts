import { execFile, execFileSync } from 'node:child_process';
import { pid as ownPid } from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ProcessEvent } from '#shared/events/process-event';
import { eventually } from '../../tests/eventually';
import type { Collector } from './collector';
import { openKernelEvents } from './kernel-events';
import { createCollector } from './start-sources';

const run = promisify(execFile);

/** Kernels before 6.6 tell only root, and none tells from inside a namespace. */
const refusal = await openKernelEvents().then(
  (events) => events.close(),
  (error: Error) => error.message,
);

async function watching(body: (events: () => readonly ProcessEvent[], collector: Collector) => Promise<void>) {
  const seen: ProcessEvent[] = [];
  const collector = await createCollector({ source: 'procfs', intervalMs: 1000, kernelEvents: true });
  try {
    collector.connect(({ events }) => seen.push(...events));
    collector.setWatched(true);
    await eventually('the first look', () => seen.length > 0);
    await body(() => seen, collector);
  } finally {
    collector.close();
  }
}

/** Each change of a name is an event too, and takes a microsecond. */
const renamings = `
import os, sys
comm = os.open("/proc/self/comm", os.O_WRONLY)
for _ in range(int(sys.argv[1])):
    os.write(comm, b"storm")
`;

describe.runIf(refusal === undefined)('with the events of the kernel', () => {
  test('not one of 300 short-lived processes is missed, and each has its exit code', async () => {
    await watching(async (events) => {
      await run('sh', ['-c', 'i=0; while [ $i -lt 300 ]; do (exit 3); i=$((i+1)); done; echo $$']);
      const exits = await eventually('300 exits with code 3', () => {
        const found = events().filter(
          (event) => event.kind === 'exit' && event.exit !== undefined && 'code' in event.exit && event.exit.code === 3,
        );
        return found.length >= 300 && found;
      });
      expect(exits).toHaveLength(300);
      await eventually('all are reaped', () => {
        const reaped = new Set(events().flatMap((event) => (event.kind === 'reaped' ? event.id : [])));
        return exits.every((event) => event.kind === 'exit' && reaped.has(event.id));
      });
    });
  });

  test('times are those of the kernel, however late they are heard', async () => {
    await watching(async (events) => {
      // While this waits, nothing is heard.
      execFileSync('sleep', ['0.1']);
      const lived = await eventually('the end of sleep', () => {
        const fork = events().find((event) => event.kind === 'fork' && event.process.ppid === ownPid);
        const id = fork?.kind === 'fork' && fork.process.id;
        const exit = events().find((event) => event.kind === 'exit' && event.id === id);
        return fork !== undefined && exit !== undefined && exit.at - fork.at;
      });
      expect(lived).toBeGreaterThanOrEqual(100);
    });
  });

  test('an orphan keeps the parent it had, though both lived only for moments', async () => {
    await watching(async (events) => {
      const { stdout } = await run('sh', ['-c', '(sh -c "sleep 1 & echo \\$!"); :']);
      const adopted = await eventually('the adoption', () =>
        events().find((event) => event.kind === 'adopted' && event.id.startsWith(`${stdout.trim()}@`)),
      );
      const born = events().find((event) => event.kind === 'fork' && event.process.pid === Number(stdout));
      expect(adopted).toMatchObject({ from: born?.kind === 'fork' && born.process.originalParent });
    });
  });

  test('a zombie is seen with its code, and its reaping within a tenth of a second or so', async () => {
    await watching(async (events) => {
      const program =
        'import os,sys,time\np=os.fork()\nif p==0: os._exit(7)\nprint(p,flush=True)\nsys.stdin.readline()\nos.waitpid(p,0)';
      const child = execFile('python3', ['-c', program]);
      const pid = await new Promise<string>((resolve) =>
        child.stdout?.once('data', (text) => resolve(String(text).trim())),
      );
      await eventually('the zombie', () =>
        events().some((event) => event.kind === 'exit' && event.id.startsWith(`${pid}@`)),
      );
      expect(events().some((event) => event.kind === 'reaped' && event.id.startsWith(`${pid}@`))).toBe(false);
      child.stdin?.end('\n');
      await eventually('the reaping', () =>
        events().some((event) => event.kind === 'reaped' && event.id.startsWith(`${pid}@`)),
      );
    });
  });

  test('a program that another thread than the first executes is no end of the process', async () => {
    await watching(async (events, collector) => {
      const program = [
        'import os, sys, threading',
        'if len(sys.argv) > 1:',
        '    os.write(1, b"there\\n"); sys.stdin.readline()',
        'else:',
        '    again = lambda: os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:3], "again"])',
        '    threading.Thread(target=again).start()',
        '    threading.Event().wait()',
      ].join('\n');
      const child = execFile('python3', ['-c', program]);
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      const own = (event: ProcessEvent) => 'id' in event && event.id?.startsWith(`${child.pid}@`);
      await eventually('its exec', () =>
        events().some((event) => event.kind === 'exec' && own(event) && event.cmdline?.at(-1) === 'again'),
      );
      await collector.look();
      expect(events().filter((event) => event.kind === 'exit' && own(event))).toEqual([]);
      expect([...collector.table.living.values()].find(({ pid }) => pid === child.pid)).toMatchObject({
        exit: undefined,
      });
      child.stdin?.end('\n');
      await eventually('its end', () => events().some((event) => event.kind === 'exit' && own(event)));
    });
  });

  test('a storm that nobody takes in runs over, which is said; what was lost is counted with what comes after', {
    timeout: 120_000,
  }, async () => {
    const events = await openKernelEvents();
    const seen: number[] = [];
    const drain = () => events.drain((event) => event.kind === 'fork' && seen.push(event.pid));
    try {
      await run('python3', ['-c', renamings, '60000']);
      expect(drain()).toMatchObject({ overrun: true });
      let lost = 0;
      await eventually('a count of what was lost, and a fork that came afterwards', async () => {
        const child = await run('sh', ['-c', 'echo $$']);
        lost += drain().lost;
        return lost > 0 && seen.includes(Number(child.stdout));
      });
    } finally {
      events.close();
    }
  });
});
