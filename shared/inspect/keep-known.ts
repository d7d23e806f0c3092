/** What was known of a process stays when the kernel drops it at the end, and says of when it is. */
import type { Comparison, DepthFacts, Fact, FactReason } from '#shared/inspect/facts';
import { hasEnded } from '#shared/parse/proc-stat-facts';

const droppedReasons: readonly FactReason[] = ['zombie', 'gone'];

/** `at`: when `before` was read. */
export function keepFact<Value>(before: Fact<Value> | undefined, now: Fact<Value>, at: number): Fact<Value> {
  const isDropped = 'hidden' in now && droppedReasons.includes(now.hidden);
  if (!isDropped || before === undefined || 'hidden' in before) return now;
  return { value: before.value, asOf: before.asOf ?? at };
}

/** All facts of a process, each as it was last known; one that says the same is the same object: no reason to draw. */
export function keepFacts(before: DepthFacts | undefined, now: DepthFacts): DepthFacts {
  if (before === undefined) return now;
  const kept = Object.entries(now).map(([name, fact]) => {
    const known: unknown = before[name as keyof DepthFacts];
    return [name, isFact(fact) && isFact(known) ? keepSame(known, keepFact(known, fact, before.at)) : fact];
  });
  return Object.fromEntries(kept) as DepthFacts;
}

function keepSame(before: Fact<unknown>, now: Fact<unknown>): Fact<unknown> {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

function isFact(value: unknown): value is Fact<unknown> {
  return typeof value === 'object' && value !== null && ('value' in value || 'hidden' in value);
}

/** Of two of which one has ended, as both were last known while they lived: rows of two moments would not compare. */
export function keepComparison(before: Comparison | undefined, now: Comparison): Comparison {
  return before !== undefined && isOver(now) && !isOver(before) ? before : now;
}

function isOver({ left, right }: Comparison): boolean {
  return [left, right].some(({ stat }) => 'value' in stat && hasEnded(stat.value));
}
