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
}

const KTHREADD_PID = 2;
/** A fan wider than this opens folded, so that the first view is never a hairball. */
const WIDE_FAN = 100;
/** The root is folded much later: a first view of one folded card would say nothing. */
const WIDE_ROOT_FAN = 1_000;

export function isFolded(node: ProcessTree, choices: FoldChoices): boolean {
  const id = node.data.process?.id;
  if (id === undefined || node.children === undefined) return false;
  if (choices.folded.has(id)) return true;
  if (choices.unfolded.has(id)) return false;
  const { depth = 'auto', remembered } = choices;
  if (remembered !== undefined && remembered.size > 0) {
    const known = remembered.get(lineOf(node));
    if (known !== undefined) return known;
  }
  if (depth === 'all') return false;
  return depth === 'auto' ? foldedByDefault(node, node.children) : node.depth >= depth;
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

/** Only living children make a fan wide: a storm of short processes must not fold and unfold their parent. */
function foldedByDefault(node: ProcessTree, children: readonly ProcessTree[]): boolean {
  const process = node.data.process;
  if (process?.kernelThread === true && process.pid === KTHREADD_PID) return true;
  const limit = node.depth === 1 ? WIDE_ROOT_FAN : WIDE_FAN;
  return children.length > limit && children.filter(isAlive).length > limit;
}
