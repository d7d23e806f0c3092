/**
 * Who holds the other ends of a process's pipes and sockets. No file tells: the inodes are looked for among the
 * descriptors of every process. That may be tens of thousands of links, so others get their turn in between.
 */
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DescriptorPeer, Fact, PeerList } from '#shared/inspect/facts';
import type { AccessMode } from '#shared/parse/descriptor';
import type { InternetSocket } from '#shared/parse/net-sockets';
import { type ProcessFolder, readStat } from './process-folder';
import { listDescriptors, readInternetSockets } from './read-descriptors';
import { readUnixPeers } from './unix-peers';

const PEER_LIMIT = 2_000;
/** Milliseconds of work between two pauses. */
const SLICE_MS = 8;
/** Descriptors of the process itself that are followed. */
const OWN_LIMIT = 5_000;

/** By the link's text, so that most links are done with after one look-up. */
type Wanted = ReadonlyMap<string, readonly { readonly inode: number; readonly sameInode: boolean }[]>;

export function readPeers(folder: ProcessFolder, root = '/proc'): Fact<() => Promise<PeerList>> {
  const numbers = listDescriptors(folder);
  if ('hidden' in numbers) return numbers;
  const own = ownEnds(join(root, String(folder.stat.pid)), numbers.value.slice(0, OWN_LIMIT));
  const sockets = readInternetSockets(folder);
  return { value: () => search(root, folder.stat.pid, wantedOf(own, sockets, readUnixPeers())) };
}

/** Its pipes and sockets: the link's text and the inode in it. */
function ownEnds(path: string, numbers: readonly number[]): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const number of numbers) {
    const link = linkOf(join(path, 'fd', String(number)));
    const inode = link?.match(/^(?:pipe|socket):\[(\d+)\]$/)?.[1];
    if (link !== undefined && inode !== undefined) ends.set(link, Number(inode));
  }
  return ends;
}

function wantedOf(
  own: ReadonlyMap<string, number>,
  sockets: readonly InternetSocket[],
  unixPeers: ReadonlyMap<number, number>,
): Wanted {
  const wanted = new Map<string, { inode: number; sameInode: boolean }[]>();
  const want = (link: string, inode: number, sameInode: boolean) =>
    wanted.set(link, [...(wanted.get(link) ?? []), { inode, sameInode }]);
  const byInode = new Map(sockets.map((socket) => [socket.inode, socket]));
  const byEnds = new Map(sockets.map((socket) => [`${socket.protocol} ${socket.local} ${socket.remote}`, socket]));
  for (const [link, ownInode] of own) {
    want(link, ownInode, true);
    const socket = byInode.get(ownInode);
    const other = socket && byEnds.get(`${socket.protocol} ${socket.remote} ${socket.local}`)?.inode;
    for (const inode of [unixPeers.get(ownInode), other]) {
      if (inode !== undefined && inode !== 0) want(`socket:[${inode}]`, ownInode, false);
    }
  }
  return wanted;
}

async function search(root: string, self: number, wanted: Wanted): Promise<PeerList> {
  const peers: DescriptorPeer[] = [];
  let unseen = 0;
  let pausedAt = performance.now();
  if (wanted.size === 0) return { peers, unseen, cut: false };
  for (const pid of readdirSync(root).filter((name) => /^\d+$/.test(name))) {
    const names = descriptorNames(join(root, pid, 'fd'));
    if (names === undefined) unseen += 1;
    for (const name of names ?? []) {
      if (performance.now() - pausedAt > SLICE_MS) {
        await nextTurn();
        pausedAt = performance.now();
      }
      const path = join(root, pid, 'fd', name);
      const link = linkOf(path);
      const found = link === undefined ? undefined : wanted.get(link);
      if (link === undefined || found === undefined) continue;
      peers.push(...peersAt(join(root, pid), path, found, Number(pid) === self));
      if (peers.length >= PEER_LIMIT) return { peers, unseen, cut: true };
    }
  }
  return { peers, unseen, cut: false };
}

function peersAt(
  folder: string,
  path: string,
  found: readonly { readonly inode: number; readonly sameInode: boolean }[],
  isSelf: boolean,
): readonly DescriptorPeer[] {
  const stat = readStat(folder);
  if (stat === undefined) return [];
  const access = accessOf(path);
  // What it holds itself is in its own list.
  const others = found.filter(({ sameInode }) => !(isSelf && sameInode));
  const descriptor = Number(basename(path));
  return others.map((end) => ({ ...end, id: stat.id, name: stat.name, descriptor, access }));
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

/** The owner's bits of the link are the access mode (proc_pid_fd(5)). */
function accessOf(path: string): AccessMode | undefined {
  try {
    const bits = (lstatSync(path).mode >> 6) & 0o6;
    return bits === 0o6 ? 'both' : bits === 0o4 ? 'read' : bits === 0o2 ? 'write' : 'path';
  } catch {
    return undefined;
  }
}
