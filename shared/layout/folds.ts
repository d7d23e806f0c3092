/** What of the tree is folded: by hand, as it was when the app was last closed, to a depth, or because it is large. */
import { isGhost, type ProcessId } from '#shared/model/process';
import type { ProcessTree } from '#shared/tree/build-tree';

/** `auto` folds what is wide and the kernel's threads; a number opens so many levels; `all` opens everything. */
export const foldDepths = ['auto', 1, 2, 3, 'all'] as const;
export type FoldDepth = (typeof foldDepths)[number];

/** What a person folded or unfolded by hand; the rest follows `remembered`, then `depth`. */
export interface FoldChoices {
  readonly folded: ReadonlySet<ProcessId>;
  readonly unfolded: ReadonlySet<ProcessId>;
  /** Usually `auto`. */
  readonly depth?: FoldDepth;
  /** From an earlier start: by the line of names from the root (`lineOf`), true is folded. */
  readonly remembered?: ReadonlyMap<string, boolean>;
  /** Parents whose identical children are shown one by one. */
  readonly apart?: ReadonlySet<ProcessId>;
  /** What `auto` folds because it is wide, as `wideFans` goes on with it; without, each picture is judged by itself. */
  readonly wide?: ReadonlySet<ProcessId>;
  /** What is looked at alone was opened by that, unless a hand has closed it since. */
  readonly focus?: ProcessId | undefined;
}

const KTHREADD_PID = 2;
/** A fan wider than this opens folded, so that the first view is never a hairball. */
const WIDE_FAN = 100;
/** The root is folded much later: a first view of one folded card would say nothing. */
const WIDE_ROOT_FAN = 1_000;
/** Once wide, it is so until this share of the limit is left: a hundred workers, one more or less, must not flap. */
const STAYS_WIDE = 0.75;

export function isFolded(node: ProcessTree, choices: FoldChoices): boolean {
  const id = node.data.process?.id;
  if (id === undefined || node.children === undefined) return false;
  if (choices.folded.has(id)) return true;
  if (choices.unfolded.has(id) || choices.focus === id) return false;
  const { depth = 'auto', remembered } = choices;
  if (remembered !== undefined && remembered.size > 0) {
    const known = remembered.get(lineOf(node));
    if (known !== undefined) return known;
  }
  if (depth === 'all') return false;
  return depth === 'auto' ? foldedByDefault(node, choices.wide) : node.depth >= depth;
}

/**
 * `systemd/sshd/bash`: what a process is known by from one start to the next, since pids and times are new each time.
 * Two of the same name under the same line cannot be told apart.
 */
function lineOf(node: ProcessTree): string {
  const names: string[] = [];
  for (let at: ProcessTree | null = node; at?.data.process !== undefined; at = at.parent) {
    names.unshift(at.data.process.name);
  }
  return lineOfNames(names);
}

const LONGEST_NAME = 64;

export function lineOfNames(names: readonly string[]): string {
  return names.map((name) => name.slice(0, LONGEST_NAME)).join('/');
}

export function isAlive({ data: { process } }: ProcessTree): boolean {
  return process !== undefined && !isGhost(process);
}

function foldedByDefault(node: ProcessTree, wide: ReadonlySet<ProcessId> | undefined): boolean {
  const { process } = node.data;
  if (process?.kernelThread === true && process.pid === KTHREADD_PID) return true;
  return wide === undefined || process === undefined ? isWiderThan(node, limitOf(node)) : wide.has(process.id);
}

/** Those with too many children, given those of the picture before; the same set again when nothing has changed. */
export function wideFans(tree: ProcessTree, before: ReadonlySet<ProcessId>): ReadonlySet<ProcessId> {
  const wide = new Set<ProcessId>();
  const stack = [...(tree.children ?? [])];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const id = node.data.process?.id;
    if (id === undefined || node.children === undefined) continue;
    if (isWiderThan(node, limitOf(node) * (before.has(id) ? STAYS_WIDE : 1))) wide.add(id);
    for (const child of node.children) if (child.children !== undefined) stack.push(child);
  }
  return wide.size === before.size && [...wide].every((id) => before.has(id)) ? before : wide;
}

function limitOf({ depth }: ProcessTree): number {
  return depth === 1 ? WIDE_ROOT_FAN : WIDE_FAN;
}

/** Only living children make a fan wide: a storm of short processes must not fold and unfold their parent. */
function isWiderThan({ children = [] }: ProcessTree, limit: number): boolean {
  return children.length > limit && children.filter(isAlive).length > limit;
}
