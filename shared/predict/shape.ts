/**
 * The shape of a tree, written as brackets: `(()(()))` is a process with two children, one of which has a child. Children
 * have no order here, so each shape is written in one way only: the larger child first.
 */
import type { Course } from '#shared/predict/course';

export type Shape = string;

export interface ShapeNode {
  readonly children: readonly ShapeNode[];
}

/** Of all processes, or of those born up to a moment. */
export function shapeOf({ processes }: Pick<Course, 'processes'>, until = Number.POSITIVE_INFINITY): Shape {
  const there = processes.filter(({ born }) => born <= until);
  const write = (birth: string | undefined): Shape[] =>
    there.filter(({ parent }) => parent === birth).map((one) => bracket(write(one.birth)));
  return write(undefined)[0] ?? '()';
}

export function parseShape(shape: Shape): ShapeNode {
  const open: ShapeNode[][] = [[]];
  for (const sign of shape) {
    if (sign === '(') open.push([]);
    else open.at(-2)?.push({ children: open.pop() ?? [] });
  }
  return open[0]?.[0] ?? { children: [] };
}

export function writeShape({ children }: ShapeNode): Shape {
  return bracket(children.map(writeShape));
}

/** Well formed, written in its one way. */
export function isShape(text: string): boolean {
  return /^[()]+$/.test(text) && writeShape(parseShape(text)) === text;
}

function bracket(children: readonly Shape[]): Shape {
  const ordered = [...children].sort((one, other) => other.length - one.length || (one < other ? 1 : -1));
  return `(${ordered.join('')})`;
}

/** How many processes it has. */
export function sizeOf(shape: Shape): number {
  return shape.length / 2;
}

export const chainOf = (size: number): Shape => '('.repeat(size) + ')'.repeat(size);
export const starOf = (size: number): Shape => `(${'()'.repeat(size - 1)})`;

/** After `rounds` rounds in which everybody forks: the binomial tree. */
export function doublingOf(rounds: number): Shape {
  return bracket(Array.from({ length: rounds }, (_, round) => doublingOf(round)));
}

/** Every shape that differs from this one by one leaf: elsewhere, less, or more. */
export function variationsOf(shape: Shape): readonly Shape[] {
  const root = parseShape(shape);
  const fewer = withoutOneLeaf(root);
  const moved = fewer.flatMap(withOneLeaf);
  const all = [...fewer, ...moved, ...withOneLeaf(root)].map(writeShape);
  return [...new Set(all)].filter((one) => one !== shape && one !== '()').sort();
}

function withoutOneLeaf({ children }: ShapeNode): readonly ShapeNode[] {
  return children.flatMap((child, index): readonly ShapeNode[] =>
    child.children.length === 0
      ? [{ children: children.toSpliced(index, 1) }]
      : withoutOneLeaf(child).map((changed) => ({ children: children.with(index, changed) })),
  );
}

function withOneLeaf({ children }: ShapeNode): readonly ShapeNode[] {
  const here = { children: [...children, { children: [] }] };
  const below = children.flatMap((child, index) =>
    withOneLeaf(child).map((changed) => ({ children: children.with(index, changed) })),
  );
  return [here, ...below];
}

/** Can `part` grow into `whole`, root upon root, by births alone? */
export function growsInto(part: ShapeNode, whole: ShapeNode): boolean {
  // Each child of the part needs a child of the whole of its own: a matching, by augmenting paths.
  const takenBy = new Map<number, number>();
  const place = (child: number, tried: Set<number>): boolean =>
    whole.children.some((candidate, index) => {
      const one = part.children[child];
      if (tried.has(index) || one === undefined || !growsInto(one, candidate)) return false;
      tried.add(index);
      const before = takenBy.get(index);
      if (before !== undefined && !place(before, tried)) return false;
      takenBy.set(index, child);
      return true;
    });
  return part.children.every((_, child) => place(child, new Set()));
}
