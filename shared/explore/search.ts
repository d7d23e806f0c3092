/** All orders of what has been learned: which outputs they give, and where something is not known yet. */
import { type Model, outputOf, type State } from '#shared/explore/model';
import type { Actor } from '#shared/explore/read-steps';

export interface FoundOutput {
  readonly text: string;
  readonly schedule: readonly Actor[];
  /** Somebody is left who waits for ever. */
  readonly isStuck: boolean;
}

export interface SearchResult {
  readonly outputs: readonly FoundOutput[];
  /** Schedules whose last turn nobody has seen yet. */
  readonly unknown: readonly (readonly Actor[])[];
  /** False: there were more states than are looked at. */
  readonly isWhole: boolean;
  readonly states: number;
}

export interface SearchBounds {
  readonly states: number;
  /** Different outputs. */
  readonly outputs: number;
  /** So many unknown turns are enough. */
  readonly unknown: number;
  /** Turns of one schedule. */
  readonly turns: number;
}

const usualBounds: SearchBounds = { states: 60_000, outputs: 5_000, unknown: 2, turns: 3_000 };

interface Item {
  readonly state: State;
  readonly output: string;
  readonly path: Path | undefined;
  readonly turns: number;
}

interface Path {
  readonly actor: Actor;
  readonly before: Path | undefined;
}

/** So many states are looked at between two chances to stop. */
const STATES_AT_ONCE = 200;

/** Yields now and then, so that whoever asks can do something else or stop. */
export function* search(
  model: Model,
  firstLine: number | undefined,
  bounds: SearchBounds = usualBounds,
): Generator<undefined, SearchResult> {
  const outputs = new Map<string, FoundOutput>();
  const unknown: (readonly Actor[])[] = [];
  const seen = new Set<string>();
  const stack: Item[] = [{ state: model.start(firstLine), output: '', path: undefined, turns: 0 }];
  let isWhole = true;
  while (stack.length > 0) {
    const item = stack.pop() as Item;
    if (seen.size >= bounds.states || outputs.size >= bounds.outputs) return { ...result(), isWhole: false };
    const key = `${model.keyOfState(item.state)}\n${item.output}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size % STATES_AT_ONCE === 0) yield undefined;
    if (item.turns >= bounds.turns) {
      isWhole = false;
      continue;
    }
    const next = successors(model, item);
    unknown.push(...next.unknown.map((actor) => toSchedule({ actor, before: item.path })));
    if (unknown.length >= bounds.unknown) return { ...result(), isWhole: false };
    stack.push(...next.items.reverse());
    if (next.items.length + next.unknown.length === 0 && !outputs.has(item.output)) {
      const isStuck = [...item.state.actors.values()].some(({ line }) => line !== undefined);
      outputs.set(item.output, { text: item.output, schedule: toSchedule(item.path), isStuck });
    }
  }
  return result();

  function result(): SearchResult {
    return { outputs: [...outputs.values()], unknown, isWhole, states: seen.size };
  }
}

function successors(model: Model, item: Item): { items: Item[]; unknown: Actor[] } {
  const items: Item[] = [];
  const unknown: Actor[] = [];
  for (const [actor, { line }] of item.state.actors) {
    if (line === undefined || model.mustWait(item.state, actor)) continue;
    const outcome = model.outcomeOf(item.state, actor);
    if (outcome === undefined) {
      unknown.push(actor);
      continue;
    }
    if (outcome.blocked) continue;
    const output = outputOf(outcome.effects);
    const next: Item = {
      state: model.apply(item.state, actor, outcome),
      output: item.output + output,
      path: { actor, before: item.path },
      turns: item.turns + 1,
    };
    // Nobody can tell when this was done, so it is done at once and no other order is tried.
    if (output === '' && outcome.line !== undefined && model.isLocal(item.state, actor)) {
      return { items: [next], unknown: [] };
    }
    items.push(next);
  }
  return { items, unknown };
}

function toSchedule(path: Path | undefined): Actor[] {
  const schedule: Actor[] = [];
  for (let at = path; at !== undefined; at = at.before) schedule.push(at.actor);
  return schedule.reverse();
}

export interface NoWay {
  /** The longest beginning of the text that can be written. */
  readonly written: string;
  /** What can come next there instead; '' is the end. */
  readonly next: readonly string[];
}

/** Why a text cannot be the output, from all that can be. */
export function explainImpossible(text: string, possible: readonly string[]): NoWay {
  let length = 0;
  for (const one of possible) {
    let same = 0;
    while (same < text.length && same < one.length && one[same] === text[same]) same += 1;
    length = Math.max(length, same);
  }
  const written = text.slice(0, length);
  const next = possible.filter((one) => one.startsWith(written)).map((one) => one.slice(length, length + 1));
  return { written, next: [...new Set(next)].sort() };
}
