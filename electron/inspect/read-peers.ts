/**
 * Who holds the other ends of a process's pipes and sockets, and who shares its eventfds. No file tells: they are looked
 * for among the descriptors of every process. That may be tens of thousands of links, so others get their turn in between.
 */
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DescriptorPeer, Fact, PeerList } from '#shared/inspect/facts';
import { type AccessMode, EVENTFD_LINK, parseDescriptorInfo, sharedEndOf } from '#shared/parse/descriptor';
import { type InternetSocket, plainAddress } from '#shared/parse/net-sockets';
import type { StatFacts } from '#shared/parse/proc-stat-facts';
import { folderOfLivingThread, type ProcessFolder, readBounded, readStat } from './process-folder';
import { listDescriptors, readInternetSockets, readUnixSockets } from './read-descriptors';
import { readUnixPeers } from './unix-peers';

const PEER_LIMIT = 2_000;
/** Milliseconds of work between two pauses. */
const SLICE_MS = 8;
/** Descriptors of the process itself that are followed. */
const OWN_LIMIT = 5_000;

/** By the end that another process may hold (`sharedEndOf`), so that most links are done with after one look-up. */
type Wanted = ReadonlyMap<string, readonly { readonly end: string; readonly isSame: boolean }[]>;

export function readPeers(folder: ProcessFolder, root = '/proc'): Fact<() => Promise<PeerList>> {
  const numbers = listDescriptors(folder);
  if ('hidden' in numbers) return numbers;
  const path = join(root, String(folder.stat.pid));
  const own = ownEnds(folderOfLivingThread(path, folder.stat), numbers.value.slice(0, OWN_LIMIT));
  const unix = readUnix(folder, own, root);
  const wanted = wantedOf(own, readInternetSockets(folder), unix.peers);
  return {
    value: async () => {
      const found = await search(root, folder.stat.pid, wanted);
      return { ...found, unixUnasked: unix.unasked, cut: found.cut || numbers.value.length > OWN_LIMIT };
    },
  };
}

interface UnixEnds {
  readonly peers: ReadonlyMap<number, number>;
  readonly unasked: PeerList['unixUnasked'];
}

/** The kernel tells the ends of the asker's own network namespace only (network_namespaces(7)). */
function readUnix(folder: ProcessFolder, own: ReadonlySet<string>, root: string): UnixEnds {
  // Also of a process in another one, which may have sockets from ours.
  const peers = readUnixPeers();
  const theirs = folder.link('ns/net', { needs: 'life' });
  const isElsewhere = 'value' in theirs && theirs.value !== linkOf(join(root, 'self', 'ns', 'net'));
  const hasSome = () => readUnixSockets(folder).some(({ inode }) => own.has(`socket:[${inode}]`));
  const obstacle = peers === undefined ? 'not-offered' : isElsewhere ? 'other-network' : undefined;
  return { peers: peers ?? new Map(), unasked: obstacle !== undefined && hasSome() ? obstacle : undefined };
}

function ownEnds(path: string, numbers: readonly number[]): ReadonlySet<string> {
  return new Set(numbers.flatMap((number) => endAt(path, String(number), true) ?? []));
}

/** An eventfd has its number in another file, which is opened only when somebody wants it. */
function endAt(path: string, number: string, wantsEventfds: boolean): string | undefined {
  const link = linkOf(join(path, 'fd', number));
  if (link === undefined) return undefined;
  const mayBeEventfd = link === EVENTFD_LINK && wantsEventfds;
  return sharedEndOf(link, mayBeEventfd ? infoOf(join(path, 'fdinfo', number)) : []);
}

function wantedOf(
  own: ReadonlySet<string>,
  sockets: readonly InternetSocket[],
  unixPeers: ReadonlyMap<number, number>,
): Wanted {
  const wanted = new Map<string, { end: string; isSame: boolean }[]>();
  const want = (looked: string, end: string, isSame: boolean) =>
    wanted.set(looked, [...(wanted.get(looked) ?? []), { end, isSame }]);
  const byInode = new Map(sockets.map((socket) => [socket.inode, socket]));
  const byEnds = new Map(sockets.map((socket) => [endsOf(socket), socket]));
  for (const end of own) {
    want(end, end, true);
    const inode = Number(end.match(/^socket:\[(\d+)\]$/)?.[1]);
    const socket = byInode.get(inode);
    const other = socket && byEnds.get(endsOf({ ...socket, local: socket.remote, remote: socket.local }))?.inode;
    for (const peer of [unixPeers.get(inode), other]) {
      if (peer !== undefined && peer !== 0) want(`socket:[${peer}]`, end, false);
    }
  }
  return wanted;
}

function endsOf({ protocol, local, remote }: Pick<InternetSocket, 'protocol' | 'local' | 'remote'>): string {
  return `${protocol} ${plainAddress(local)} ${plainAddress(remote)}`;
}

type Found = Omit<PeerList, 'unixUnasked'>;

async function search(root: string, self: number, wanted: Wanted): Promise<Found> {
  const peers: DescriptorPeer[] = [];
  let unseen = 0;
  let pausedAt = performance.now();
  if (wanted.size === 0) return { peers, unseen, cut: false };
  const wantsEventfds = [...wanted.keys()].some((end) => end.startsWith('eventfd:'));
  for (const pid of readdirSync(root).filter((name) => /^\d+$/.test(name))) {
    const path = join(root, pid);
    const { folder, names } = descriptorsIn(path);
    if (names === undefined) unseen += 1;
    for (const name of names ?? []) {
      if (performance.now() - pausedAt > SLICE_MS) {
        await nextTurn();
        pausedAt = performance.now();
      }
      const found = wanted.get(endAt(folder, name, wantsEventfds) ?? '');
      if (found === undefined) continue;
      peers.push(...peersAt(readStat(path), join(folder, 'fd', name), found, Number(pid) === self));
      if (peers.length >= PEER_LIMIT) return { peers, unseen, cut: true };
    }
  }
  return { peers, unseen, cut: false };
}

function peersAt(
  stat: StatFacts | undefined,
  link: string,
  found: readonly { readonly end: string; readonly isSame: boolean }[],
  isSelf: boolean,
): readonly DescriptorPeer[] {
  if (stat === undefined) return [];
  const access = accessOf(link);
  // What it holds itself is in its own list.
  const others = found.filter(({ isSame }) => !(isSelf && isSame));
  return others.map((one) => ({ ...one, id: stat.id, name: stat.name, descriptor: Number(basename(link)), access }));
}

/** Of a process whose first thread has ended, another thread's: that one has none any more. */
function descriptorsIn(path: string): { readonly folder: string; readonly names: readonly string[] | undefined } {
  const names = descriptorNames(join(path, 'fd'));
  const stat = names?.length === 0 ? readStat(path) : undefined;
  const folder = stat === undefined ? path : folderOfLivingThread(path, stat);
  return folder === path ? { folder, names } : { folder, names: descriptorNames(join(folder, 'fd')) };
}

/** Undefined when they may not be seen; none when the process is gone. */
function descriptorNames(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM' ? undefined : [];
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // Closed, or its process ended, since it was listed.
    return undefined;
  }
}

const INFO_LIMIT_BYTES = 16 * 1024;

function infoOf(path: string): readonly string[] {
  try {
    return parseDescriptorInfo(readBounded(path, INFO_LIMIT_BYTES).text).more;
  } catch {
    return [];
  }
}

/** The owner's bits of the link are the access mode (proc_pid_fd(5)). */
function accessOf(path: string): AccessMode | undefined {
  try {
    const bits = (lstatSync(path).mode >> 6) & 0o6;
    return bits === 0o6 ? 'both' : bits === 0o4 ? 'read' : bits === 0o2 ? 'write' : 'path';
  } catch {
    return undefined;
  }
}
