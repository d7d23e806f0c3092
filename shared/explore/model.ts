/**
 * What has been learned of a program from its real runs: for each place that a process can have come to, by its own
 * history, what its next step does. Runs that differ only in the order of steps that do not concern each other come to
 * the same places, so a few runs teach enough to know all orders; each output found so is then brought about for real.
 */
import { classifyLines, type LineKinds } from '#shared/explore/classify-lines';
import type { Actor, Effect, Step } from '#shared/explore/read-steps';

/** A process's history up to now, as a number. */
type Place = number;

interface Outcome {
  /** It would sleep here; it is not given a turn until something has changed. */
  readonly blocked: boolean;
  readonly effects: readonly Effect[];
  readonly place: Place;
  /** Undefined: it has ended. */
  readonly line: number | undefined;
}

interface Standing {
  readonly place: Place;
  readonly line: number | undefined;
  readonly reaped: boolean;
}

export interface State {
  /** In order of birth name. */
  readonly actors: ReadonlyMap<Actor, Standing>;
  /** The steps so far that may concern everybody, in their order, as a number. */
  readonly shared: number;
}

export class Model {
  readonly lines: LineKinds;
  private readonly outcomes = new Map<string, Outcome>();
  private readonly numbers = new Map<string, number>();

  constructor(
    text: string,
    readonly sharesEverything = false,
  ) {
    this.lines = classifyLines(text, sharesEverything);
  }

  start(firstLine: number | undefined): State {
    return {
      actors: new Map([['1', { place: this.number('start'), line: firstLine, reaped: false }]]),
      shared: this.number('nothing shared'),
    };
  }

  /** Undefined: not known yet. */
  outcomeOf(state: State, actor: Actor): Outcome | undefined {
    return this.outcomes.get(this.keyOf(state, actor));
  }

  /** Nobody has ended whom it could wait for: it can have no turn yet. */
  mustWait(state: State, actor: Actor): boolean {
    const line = state.actors.get(actor)?.line;
    if (line === undefined || this.lines.of(line) !== 'wait' || this.lines.comesBack(line)) return false;
    const children = childrenOf(state, actor);
    return children.length > 0 && children.every(([, child]) => child.line !== undefined);
  }

  isLocal(state: State, actor: Actor): boolean {
    const line = state.actors.get(actor)?.line;
    return line !== undefined && this.lines.of(line) === 'local';
  }

  apply(state: State, actor: Actor, { effects, place, line }: Outcome): State {
    const actors = new Map(state.actors);
    const before = actors.get(actor);
    actors.set(actor, { place, line, reaped: before?.reaped ?? false });
    effects.forEach((effect, index) => {
      if (effect.kind === 'born') {
        const birthplace = this.number(`born ${place} ${index}`);
        actors.set(effect.actor, { place: birthplace, line: effect.line, reaped: false });
      } else if (effect.kind === 'reaped') {
        const child = actors.get(effect.actor);
        if (child !== undefined) actors.set(effect.actor, { ...child, line: undefined, reaped: true });
      } else if (effect.kind === 'ended') {
        const killed = actors.get(effect.actor);
        const end = this.number(`killed at ${killed?.place}`);
        if (killed !== undefined) actors.set(effect.actor, { ...killed, place: end, line: undefined });
      }
    });
    const isEnd = line === undefined && this.lines.endsMatter;
    const isShared = isEnd || (before?.line !== undefined && this.lines.of(before.line) === 'shared');
    const shared = isShared ? this.number(`${state.shared} then ${actor} ${before?.place}`) : state.shared;
    return { actors, shared };
  }

  /** Learns from a run; false when it contradicts what was learned before. */
  learn(firstLine: number | undefined, steps: readonly Step[]): boolean {
    let state = this.start(firstLine);
    for (const step of steps) {
      if (state.actors.get(step.actor)?.line === undefined) return true; // Not modelled: a thread that nobody told of.
      const key = this.keyOf(state, step.actor);
      const known = this.outcomes.get(key);
      const { blocked, effects, line } = step;
      const outcome = { blocked, effects: joinOutput(effects), line, place: this.number(`after ${key}`) };
      if (known === undefined) this.outcomes.set(key, outcome);
      else if (!isSame(known, outcome)) return false;
      if (!blocked) state = this.apply(state, step.actor, outcome);
    }
    return true;
  }

  keyOfState({ actors, shared }: State): string {
    const standings = [...actors].map(([actor, { place, reaped }]) => `${actor}:${place}${reaped ? 'r' : ''}`);
    return `${standings.sort().join(' ')} ${shared}`;
  }

  private keyOf(state: State, actor: Actor): string {
    const standing = state.actors.get(actor);
    return `${actor} ${standing?.place} ${this.contextOf(state, actor, standing?.line)}`;
  }

  /** What of the others its next step depends on. */
  private contextOf(state: State, actor: Actor, line: number | undefined): string {
    const kind = line === undefined ? 'local' : this.lines.of(line);
    if (kind === 'shared') return `${state.shared} ${state.actors.size} ${this.familyOf(state, actor)}`;
    if (kind === 'births') return String(state.actors.size);
    if (kind === 'wait') return this.familyOf(state, actor);
    if (kind === 'parent') return state.actors.get(parentOf(actor))?.line === undefined ? 'orphan' : 'child';
    return '';
  }

  private familyOf(state: State, actor: Actor): string {
    return childrenOf(state, actor)
      .map(([name, { line, place }]) => (line === undefined ? `${name} ended ${place}` : name))
      .join(' ');
  }

  private number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** Those that it could wait for, dead or alive, in order of birth. */
function childrenOf(state: State, actor: Actor): [Actor, Standing][] {
  const process = actor.split('#')[0] ?? actor;
  return [...state.actors].filter(
    ([name, { reaped }]) => !reaped && !name.includes('#') && name !== process && parentOf(name) === process,
  );
}

function parentOf(actor: Actor): Actor {
  return (actor.split('#')[0] ?? actor).replace(/\.\d+$/, '');
}

function joinOutput(effects: readonly Effect[]): readonly Effect[] {
  const joined: Effect[] = [];
  for (const effect of effects) {
    const last = joined.at(-1);
    if (effect.kind === 'output' && last?.kind === 'output') {
      joined[joined.length - 1] = { kind: 'output', text: last.text + effect.text };
    } else joined.push(effect);
  }
  return joined;
}

function isSame(one: Outcome, other: Outcome): boolean {
  return (
    one.blocked === other.blocked &&
    one.line === other.line &&
    JSON.stringify(one.effects) === JSON.stringify(other.effects)
  );
}

export function outputOf(effects: readonly Effect[]): string {
  return effects.map((effect) => (effect.kind === 'output' ? effect.text : '')).join('');
}
