/** Twelve `sleep 60` of one parent are one card `12 × sleep`, as long as nobody wants to see them one by one. */
import { isGhost, type ProcessId, type ProcessRecord } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

/** Fewer are shown one by one. */
const LEAST = 4;

/** One alone, or those of one kind, which stand together at the place of the eldest. */
export type Sibling = ProcessTree | MergedSiblings;

interface MergedSiblings {
  /** The eldest of the members. */
  readonly node: ProcessTree;
  readonly members: readonly ProcessTree[];
}

/** These are always shown by themselves. */
export type Apart = ReadonlyMap<ProcessId, unknown> | ReadonlySet<ProcessId>;

/** Siblings in their order. */
export function mergeSiblings(children: readonly ProcessTree[], apart: Apart | undefined): readonly Sibling[] {
  if (children.length < LEAST) return children;
  const kinds = new Map<string, ProcessTree[]>();
  for (const node of children) {
    const kind = kindOf(node, apart);
    if (kind === undefined) continue;
    const others = kinds.get(kind);
    if (others === undefined) kinds.set(kind, [node]);
    else others.push(node);
  }
  const groups = new Map<ProcessTree, readonly ProcessTree[]>();
  const inside = new Set<ProcessTree>();
  for (const members of kinds.values()) addGroup(members, groups, inside);
  if (groups.size === 0) return children;
  return children.flatMap((node): readonly Sibling[] => {
    const members = groups.get(node);
    if (members !== undefined) return [{ node, members }];
    return inside.has(node) ? [] : [node];
  });
}

/** Ghosts count for the least number, so that a group of three and four by turns does not flicker, but are not told. */
function addGroup(
  members: readonly ProcessTree[],
  groups: Map<ProcessTree, readonly ProcessTree[]>,
  inside: Set<ProcessTree>,
): void {
  if (members.length < LEAST) return;
  const living = members.filter(({ data: { process } }) => process !== undefined && !isGhost(process));
  const [first, second] = living;
  if (first === undefined || second === undefined) return;
  groups.set(first, living);
  for (const member of members) inside.add(member);
}

/** Same name, same command line, same kind of state; undefined for who is not merged: it has children or a story. */
function kindOf({ data: { process }, children }: ProcessTree, apart: Apart | undefined): string | undefined {
  if (process === undefined || children !== undefined || process.adoptions.length > 0) return undefined;
  if (apart?.has(process.id) === true) return undefined;
  const known = kinds.get(process);
  if (known !== undefined) return known;
  const kind = `${stateKind(process)}\n${process.name}\n${process.cmdline?.join('\0') ?? ''}`;
  kinds.set(process, kind);
  return kind;
}

/** A record does not change: what changes is another record. */
const kinds = new WeakMap<ProcessRecord, string>();

/** Waking up and falling asleep changes no kind. A ghost is of the kind it was while it lived. */
function stateKind({ state }: ProcessRecord): string {
  switch (state) {
    case 'zombie':
    case 'stopped':
    case 'traced':
      return state;
    default:
      return 'alive';
  }
}
