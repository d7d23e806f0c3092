/** How long one look at the whole process table takes, ours and others', on the same processes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import psList from 'ps-list';
import { createProcfsSource } from '../../electron/collector/procfs-source';
import { startSleepers } from './load';
import { type Figure, isInstalled, race, run } from './measure';

/** The first few looks read everything: a process is known to sleep when it was read twice. */
const ROUNDS = 15;
const REST_MS = 300;

const statReader = `
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
  char path[300], text[4096];
  DIR *proc = opendir("/proc");
  for (struct dirent *entry; (entry = readdir(proc));) {
    if (entry->d_name[0] < '0' || entry->d_name[0] > '9') continue;
    snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
    int file = open(path, O_RDONLY);
    if (file < 0) continue;
    if (read(file, text, sizeof text) < 0) perror(path);
    close(file);
  }
  return 0;
}`;

export async function benchScans(): Promise<Figure[]> {
  return [...(await benchAt2000()), ...(await benchGrowth())];
}

async function benchAt2000(): Promise<Figure[]> {
  const load = await startSleepers(2_000);
  const source = createProcfsSource();
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-bench-'));
  try {
    const reader = buildStatReader(folder);
    const times = await race(
      {
        ours: () => source.look(),
        first: () => firstLook(),
        ps: () => run('ps', ['-eo', 'pid,ppid,stat,comm'], { maxBuffer: 1e8 }),
        psList: () => psList(),
        pstree: () => (isInstalled('pstree') ? run('pstree', [], { maxBuffer: 1e8 }) : undefined),
        reader: () => (reader === undefined ? undefined : run(reader, [])),
      },
      ROUNDS,
    );
    return [
      { name: 'one look at 2,000 processes', value: times.ours, unit: 'ms' },
      { name: '  the first one, which reads everything', value: times.first, unit: 'ms' },
      against('ps -eo pid,ppid,stat,comm', times.ours, times.ps, 0.15),
      against('ps-list', times.ours, times.psList, 0.12),
      isInstalled('pstree') ? against('pstree', times.ours, times.pstree, 0.06) : missing('pstree'),
      reader === undefined
        ? missing('a C program (gcc)')
        : against('a C program that opens, reads, closes', times.ours, times.reader, 1),
    ];
  } finally {
    source.close();
    rmSync(folder, { recursive: true });
    await load.end();
  }
}

/** Later looks ask a sleeper only whether it has run. */
async function firstLook(): Promise<void> {
  const source = createProcfsSource();
  await source.look();
  source.close();
}

function against(name: string, ours: number, theirs: number, goal: number): Figure {
  return { name: '  against', against: name, value: theirs, unit: 'ms', ratio: ours / theirs, goal };
}

function missing(name: string): Figure {
  return { name: '  against', against: name, value: undefined, unit: 'ms', note: 'not installed' };
}

function buildStatReader(folder: string): string | undefined {
  if (!isInstalled('gcc')) return undefined;
  const source = join(folder, 'reader.c');
  const program = join(folder, 'reader');
  writeFileSync(source, statReader);
  execFileSync('gcc', ['-O2', '-o', program, source]);
  return program;
}

/** Microseconds a process at 2,000 and at 10,000. */
async function benchGrowth(): Promise<Figure[]> {
  const small = await timePerProcess(2_000);
  const large = await timePerProcess(10_000);
  return [
    { name: 'a look, per process, at 2,000', value: small, unit: 'µs' },
    {
      name: 'a look, per process, at 10,000',
      against: 'at 2,000',
      value: large,
      unit: 'µs',
      ratio: large / small,
      goal: 1.25,
    },
  ];
}

async function timePerProcess(count: number): Promise<number> {
  const load = await startSleepers(count);
  const source = createProcfsSource();
  try {
    // As in use, others have had the caches in between: looks at once after each other flatter the small crowd.
    const { look } = await race({ look: () => source.look(), rest: () => pause(REST_MS) }, ROUNDS);
    return (look * 1000) / readdirSync('/proc').filter((name) => /^\d/.test(name)).length;
  } finally {
    source.close();
    await load.end();
  }
}
