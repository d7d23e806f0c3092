import { useMemo } from 'react';
import type { Descriptor, DescriptorPeer } from '#shared/inspect/facts';
import { factValue } from '#shared/inspect/facts';
import type { ProcessId } from '#shared/model/process';
import { useInspection } from './use-inspection';

export interface Peers {
  readonly of: (descriptor: Descriptor) => readonly DescriptorPeer[];
  readonly unseen: number;
  /** The first search has not come to its end. */
  readonly searching: boolean;
}

const none: readonly DescriptorPeer[] = [];

/** Looked for only where there are pipes or sockets, and anew when there are others, or after a while. */
export function usePeers(id: ProcessId, descriptors: readonly Descriptor[], canAsk: boolean, everyMs: number): Peers {
  const inodes = useMemo(() => endsOf(descriptors), [descriptors]);
  const enabled = canAsk && inodes !== '';
  const { value } = useInspection('inspect:peers', { id }, { everyMs: 6 * everyMs, enabled, version: inodes });
  const list = factValue(value);
  return useMemo(() => {
    const byInode = groupByInode(list?.peers ?? []);
    return {
      of: ({ inode }) => (inode === undefined ? none : (byInode.get(inode) ?? none)),
      unseen: list?.unseen ?? 0,
      searching: list === undefined,
    };
  }, [list]);
}

function endsOf(descriptors: readonly Descriptor[]): string {
  const ends = descriptors.filter(({ kind }) => kind === 'pipe' || kind === 'socket');
  return [...new Set(ends.map(({ inode }) => inode))].join(' ');
}

function groupByInode(peers: readonly DescriptorPeer[]): ReadonlyMap<number, readonly DescriptorPeer[]> {
  const groups = new Map<number, DescriptorPeer[]>();
  for (const peer of peers) {
    const group = groups.get(peer.inode);
    if (group === undefined) groups.set(peer.inode, [peer]);
    else group.push(peer);
  }
  return groups;
}
