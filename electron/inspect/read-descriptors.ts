/** The descriptors of one process, a part at a time: there may be a hundred thousand. */
import { join } from 'node:path';
import type { Descriptor, DescriptorDifference, DescriptorPart, Fact } from '#shared/inspect/facts';
import type { ProcessId } from '#shared/model/process';
import { parseDescriptorInfo, parseDescriptorLink } from '#shared/parse/descriptor';
import { parseInternetSockets, parseUnixSockets } from '#shared/parse/net-sockets';
import type { ProcessFolder } from './process-folder';

const DESCRIPTORS_PER_PART = 1_000;
/** For the tables of all sockets of a network namespace. */
const TABLE_LIMIT_BYTES = 4 * 1024 * 1024;

export function listDescriptors(folder: ProcessFolder): Fact<readonly number[]> {
  const names = folder.list('fd', { needs: 'life' });
  if ('hidden' in names) return names;
  return { value: names.value.map(Number).sort((a, b) => a - b) };
}

/** What all parts of one reading have in common: to list a hundred thousand names for each would be most of the work. */
interface Listing {
  readonly id: ProcessId;
  readonly numbers: readonly number[];
  sockets: ReadonlyMap<number, string> | undefined;
}

/** More readings at once than there are places in the window that read descriptors. */
const MOST_READINGS = 8;

type ReadDescriptors = (folder: ProcessFolder, from: number, reading?: number) => Fact<DescriptorPart>;

/** Reads a part. A first one begins a reading; several may go on at once, each with a list of its own. */
export function createDescriptorReader(): ReadDescriptors {
  const listings = new Map<number, Listing>();
  let last = 0;
  const begin = (folder: ProcessFolder): Fact<readonly [number, Listing]> => {
    const numbers = listDescriptors(folder);
    if ('hidden' in numbers) return numbers;
    last += 1;
    const listing = { id: folder.stat.id, numbers: numbers.value, sockets: undefined };
    listings.set(last, listing);
    for (const old of listings.keys()) if (old <= last - MOST_READINGS) listings.delete(old);
    return { value: [last, listing] };
  };
  return (folder, from, reading = 0) => {
    const known = from === 0 ? undefined : listings.get(reading);
    const found = known?.id === folder.stat.id ? { value: [reading, known] as const } : begin(folder);
    if ('hidden' in found) return found;
    const [number, listing] = found.value;
    const part = readPart(folder, from, listing);
    if (part.next >= part.total) listings.delete(number);
    return { value: { ...part, reading: number } };
  };
}

function readPart(folder: ProcessFolder, from: number, listing: Listing): Omit<DescriptorPart, 'reading'> {
  const some = listing.numbers.slice(from, from + DESCRIPTORS_PER_PART);
  const descriptors = some.flatMap((number) => readDescriptor(folder, number) ?? []);
  if (descriptors.some(({ kind }) => kind === 'socket')) listing.sockets ??= readSockets(folder);
  return {
    descriptors: descriptors.map((one) => ({ ...one, socket: listing.sockets?.get(one.inode ?? -1) })),
    next: from + some.length,
    total: listing.numbers.length,
  };
}

/** Undefined when it was closed meanwhile. */
function readDescriptor(folder: ProcessFolder, number: number): Descriptor | undefined {
  const link = folder.link(join('fd', String(number)), { needs: 'life' });
  if ('hidden' in link) return undefined;
  const info = folder.read(join('fdinfo', String(number)), ({ text }) => parseDescriptorInfo(text), { needs: 'life' });
  const known = 'value' in info ? info.value : undefined;
  return {
    number,
    target: link.value,
    ...parseDescriptorLink(link.value),
    access: known?.access,
    closeOnExec: known?.closeOnExec,
    nonBlocking: known?.nonBlocking,
    append: known?.append,
    position: known?.position,
    more: known?.more ?? [],
    socket: undefined,
  };
}

/** What the process's own network namespace says of its sockets, by inode. */
function readSockets(folder: ProcessFolder): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (const { inode, protocol, local, remote, state } of readInternetSockets(folder)) {
    const isListening = state === 'LISTEN' || /:0$/.test(remote);
    const ends = isListening ? local : `${local} → ${remote}`;
    texts.set(inode, [protocol, ends, state].filter((part) => part !== undefined).join(' '));
  }
  for (const { inode, type, listening, path } of readUnixSockets(folder)) {
    texts.set(inode, ['unix', type, listening ? 'LISTEN' : undefined, path].filter((part) => part).join(' '));
  }
  return texts;
}

export function readUnixSockets(folder: ProcessFolder): ReturnType<typeof parseUnixSockets> {
  const options = { limitBytes: TABLE_LIMIT_BYTES, needs: 'life' } as const;
  const read = folder.read('net/unix', ({ text }) => parseUnixSockets(text), options);
  return 'value' in read ? read.value : [];
}

export function readInternetSockets(folder: ProcessFolder): ReturnType<typeof parseInternetSockets> {
  const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const;
  return tables.flatMap((name) => {
    const protocol = name.startsWith('tcp') ? 'tcp' : 'udp';
    const read = folder.read(`net/${name}`, ({ text }) => parseInternetSockets(text, protocol), {
      limitBytes: TABLE_LIMIT_BYTES,
      needs: 'life',
    });
    return 'value' in read ? read.value : [];
  });
}

/** Whose targets are read for a comparison, which is made again every few seconds. */
const MOST_COMPARED = 2_000;

/** By number and target, up to the same number on both sides. */
export function compareDescriptors(left: ProcessFolder, right: ProcessFolder): Fact<DescriptorDifference> {
  const [ours, theirs] = [listDescriptors(left), listDescriptors(right)];
  if ('hidden' in ours) return ours;
  if ('hidden' in theirs) return theirs;
  const end = Math.min(ours.value[MOST_COMPARED] ?? Infinity, theirs.value[MOST_COMPARED] ?? Infinity);
  const [before, after] = [targetsOf(left, ours.value, end), targetsOf(right, theirs.value, end)];
  const same = [...before].filter(([number, target]) => after.get(number) === target).length;
  const unread = (numbers: readonly number[]) => numbers.filter((number) => number >= end).length;
  return {
    value: {
      same,
      onlyLeft: before.size - same,
      onlyRight: after.size - same,
      leftUnread: unread(ours.value),
      rightUnread: unread(theirs.value),
    },
  };
}

function targetsOf(folder: ProcessFolder, numbers: readonly number[], end: number): ReadonlyMap<number, string> {
  const targets = numbers
    .filter((number) => number < end)
    .flatMap((number) => {
      const link = folder.link(join('fd', String(number)), { needs: 'life' });
      return 'value' in link ? [[number, link.value] as const] : [];
    });
  return new Map(targets);
}
