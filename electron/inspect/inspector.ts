/** Answers the inspector's requests from /proc. Runs in a thread of its own: a huge process makes nobody else wait. */
import type { Comparison, Fact, PeerList } from '#shared/inspect/facts';
import type { InspectReply, InspectRequests } from '#shared/ipc/inspect-requests';
import { lookAt } from './process-folder';
import { compareDescriptors, createDescriptorReader } from './read-descriptors';
import { differenceOf, readEnvironment, readVariables } from './read-environment';
import { readFacts, readMemory, readSystem, type SystemFacts } from './read-facts';
import { readPeers } from './read-peers';

type Answers = {
  readonly [Name in keyof InspectRequests]: (
    args: InspectRequests[Name]['arguments'],
  ) => InspectRequests[Name]['reply'] | Promise<InspectRequests[Name]['reply']>;
};

export function createInspector(root = '/proc'): Answers {
  const system = readSystem();
  const readDescriptors = createDescriptorReader();
  return {
    'inspect:facts': ({ id }) => lookAt(id, (folder) => readFacts(folder, system), root),
    'inspect:memory': ({ id }) => lookAt(id, readMemory, root),
    'inspect:environment': ({ id, ...asked }) => lookAt(id, (folder) => readEnvironment(folder, asked), root),
    'inspect:descriptors': ({ id, from, reading }) =>
      lookAt(id, (folder) => readDescriptors(folder, from, reading), root),
    'inspect:peers': async ({ id }): Promise<InspectReply<Fact<PeerList>>> => {
      const begun = lookAt(id, (folder) => readPeers(folder, root), root);
      if (!begun.ok || 'hidden' in begun.value) return begun as InspectReply<Fact<PeerList>>;
      const value = await begun.value.value();
      // Again, since much time may have passed.
      return lookAt(id, () => ({ value }), root);
    },
    'inspect:compare': ({ left, right }) => {
      const both = lookAt(left, (ours) => lookAt(right, (theirs) => compare(ours, theirs, system), root), root);
      return both.ok ? both.value : both;
    },
  };
}

type Folder = Parameters<typeof readFacts>[0];

function compare(left: Folder, right: Folder, system: SystemFacts): Comparison {
  const [ours, theirs] = [readVariables(left), readVariables(right)];
  const environment =
    'hidden' in ours ? ours : 'hidden' in theirs ? theirs : { value: differenceOf(ours.value, theirs.value) };
  return {
    left: readFacts(left, system),
    right: readFacts(right, system),
    environment,
    descriptors: compareDescriptors(left, right),
  };
}
