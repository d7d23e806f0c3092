/**
 * What a run leaves when the app and the supervisor are both killed at the wrong moment: processes that were stopped and
 * so could not end themselves, control groups, private folders. All are told from living ones by their mark.
 */
import type { Dirent } from 'node:fs';
import { readdirSync, readFileSync } from 'node:fs';
import { lstat, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LeftoverProcess, Leftovers } from '#shared/ipc/leftover-requests';
import { parseCgroupMounts } from '#shared/parse/proc-text';
import { isOrphanedMark, MARK_VARIABLE, startTicksOf } from './run-mark';

const FOLDER = /^forkscope-run-(\d+-\d+-\d+-[0-9a-f]{12})-/;
const GROUP = /^forkscope-(\d+-\d+-\d+-[0-9a-f]{12})-/;
/** A container in a slice of a user in a scope… */
const DEEPEST_GROUP = 8;
const END_MS = 5_000;
const LOOK_AGAIN_MS = 20;

type IsLeftover = (mark: string) => boolean;

export async function findLeftovers(isLeftover: IsLeftover = isOrphanedMark): Promise<Leftovers> {
  if (process.platform !== 'linux') return { processes: [], groups: [], folders: [] };
  const groups = await findGroups(isLeftover);
  const pids = new Set([...findMarked(isLeftover), ...(await pidsIn(groups))]);
  return { processes: [...pids].flatMap(describe), groups, folders: await findFolders(isLeftover) };
}

/** Ends and removes all of it; what would not go. */
export async function cleanLeftovers(isLeftover: IsLeftover = isOrphanedMark): Promise<Leftovers> {
  const deadline = performance.now() + END_MS;
  let left = await findLeftovers(isLeftover);
  while (!isNothing(left)) {
    for (const { pid, startTicks } of left.processes) kill(pid, startTicks);
    // A group that still has somebody in it stays until the next time round.
    for (const group of left.groups) await rmdir(group).catch(() => {});
    for (const folder of left.folders) await rm(folder, { recursive: true, force: true }).catch(() => {});
    left = await findLeftovers(isLeftover);
    if (isNothing(left) || performance.now() > deadline) break;
    await pause(LOOK_AGAIN_MS);
  }
  return left;
}

export function isNothing({ processes, groups, folders }: Leftovers): boolean {
  return processes.length + groups.length + folders.length === 0;
}

function* findMarked(isLeftover: IsLeftover): Generator<number> {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const mark = markOf(name);
    if (mark !== undefined && isLeftover(mark)) yield Number(name);
  }
}

function markOf(pid: string): string | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    return variables.find((each) => each.startsWith(`${MARK_VARIABLE}=`))?.slice(MARK_VARIABLE.length + 1);
  } catch {
    // Gone already, or somebody else's.
    return undefined;
  }
}

function describe(pid: number): readonly LeftoverProcess[] {
  const startTicks = startTicksOf(pid);
  if (startTicks === undefined) return [];
  try {
    return [{ pid, startTicks, name: readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd() }];
  } catch {
    return [];
  }
}

function kill(pid: number, startTicks: number): void {
  if (startTicksOf(pid) !== startTicks) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone in this moment, or not ours: then it is among what is left.
  }
}

async function findGroups(isLeftover: IsLeftover): Promise<readonly string[]> {
  const found: string[] = [];
  let level = parseCgroupMounts(await readFile('/proc/self/mountinfo', 'utf8'));
  for (let depth = 0; depth < DEEPEST_GROUP && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      for (const name of await foldersIn(folder)) {
        const mark = GROUP.exec(name)?.[1];
        if (mark === undefined) next.push(join(folder, name));
        else if (isLeftover(mark)) found.push(join(folder, name));
      }
    }
    level = next;
  }
  return found;
}

async function findFolders(isLeftover: IsLeftover): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await foldersIn(tmpdir())) {
    const mark = FOLDER.exec(name)?.[1];
    if (mark === undefined || !isLeftover(mark)) continue;
    const folder = join(tmpdir(), name);
    // Anybody may make a folder there that is called so.
    const isOurs = await lstat(folder).then(
      (stat) => stat.isDirectory() && stat.uid === process.getuid?.(),
      () => false,
    );
    if (isOurs) found.push(folder);
  }
  return found;
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries: readonly Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function pidsIn(groups: readonly string[]): Promise<readonly number[]> {
  const texts = await Promise.all(groups.map((group) => readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '')));
  return texts.flatMap((text) => text.split('\n').filter(Boolean).map(Number));
}
