import { useMemo } from 'react';
import type { Descriptor, DescriptorPeer, PeerList } from '#shared/inspect/facts';
import { factValue } from '#shared/inspect/facts';
import { keepFact } from '#shared/inspect/keep-known';
import type { ProcessId } from '#shared/model/process';
import { sharedEndOf } from '#shared/parse/descriptor';
import { useInspection } from './use-inspection';

export interface Peers {
  readonly of: (descriptor: Descriptor) => readonly DescriptorPeer[];
  readonly unseen: number;
  /** The first search has not come to its end. */
  readonly searching: boolean;
  readonly unixUnasked: PeerList['unixUnasked'];
  /** There are more ends than were looked for or found. */
  readonly cut: boolean;
}

const none: readonly DescriptorPeer[] = [];

/** Looked for only where there are pipes, sockets or eventfds, and anew when there are others, or after a while. */
export function usePeers(id: ProcessId, descriptors: readonly Descriptor[], canAsk: boolean, everyMs: number): Peers {
  const ends = useMemo(() => endsOf(descriptors), [descriptors]);
  const enabled = canAsk && ends !== '';
  const options = { everyMs: 6 * everyMs, enabled, version: ends, keep: keepFact };
  const { value, failure } = useInspection('inspect:peers', { id }, options);
  const list = factValue(value);
  return useMemo(() => {
    const byEnd = groupByEnd(list?.peers ?? []);
    return {
      of: ({ target, more }) => byEnd.get(sharedEndOf(target, more) ?? '') ?? none,
      unseen: list?.unseen ?? 0,
      unixUnasked: list?.unixUnasked,
      searching: enabled && value === undefined && failure === undefined,
      cut: list?.cut ?? false,
    };
  }, [list, enabled, value, failure]);
}

function endsOf(descriptors: readonly Descriptor[]): string {
  return [...new Set(descriptors.flatMap(({ target, more }) => sharedEndOf(target, more) ?? []))].join(' ');
}

function groupByEnd(peers: readonly DescriptorPeer[]): ReadonlyMap<string, readonly DescriptorPeer[]> {
  const groups = new Map<string, DescriptorPeer[]>();
  for (const peer of peers) {
    const group = groups.get(peer.end);
    if (group === undefined) groups.set(peer.end, [peer]);
    else group.push(peer);
  }
  return groups;
}
