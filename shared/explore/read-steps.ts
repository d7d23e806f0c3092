/**
 * A real run as steps: whose turn it was, and what others could notice of it. A wait that slept is told twice: as
 * `blocked` where it began, and with what it brought right behind the step that woke it, which is where it took effect.
 */
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';

/** A thread by its line of birth (`1.2`, `1.2#1`), the same in every run of the same schedule. */
export type Actor = string;

export type Effect =
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'born'; readonly actor: Actor; readonly line: number | undefined }
  | { readonly kind: 'reaped'; readonly actor: Actor }
  | { readonly kind: 'other'; readonly what: string };

export interface Step {
  readonly actor: Actor;
  /** It slept at once and has done nothing yet. */
  readonly blocked: boolean;
  readonly effects: readonly Effect[];
  /** Where it is held afterwards; undefined: it has ended, or does so unseen. */
  readonly line: number | undefined;
}

interface OpenStep {
  actor: Actor;
  effects: Effect[];
  line: number | undefined;
  isDone: boolean;
  /** Index of the turn in which it came to its end. */
  doneAt: number;
  slept: boolean;
}

export interface ReadRun {
  readonly firstLine: number | undefined;
  readonly steps: readonly Step[];
  /** The turns as they were given. */
  readonly schedule: readonly Actor[];
  readonly output: string;
}

/** `isFinished`: it came to its end by itself; else the steps under way are left out. */
export function readSteps(events: readonly ProcessEvent[], root: ProcessId, isFinished: boolean): ReadRun {
  const births = new Map<ProcessId, Actor>([[root, '1']]);
  const known = new Set<Actor>(['1']);
  const open = new Map<Actor, OpenStep>();
  const turns: OpenStep[] = [];
  let firstLine: number | undefined;
  let output = '';
  const actorOf = (id: ProcessId, thread = 0): Actor => `${births.get(id) ?? '?'}${thread === 0 ? '' : `#${thread}`}`;
  const current = (): OpenStep | undefined => turns.at(-1);
  const note = (id: ProcessId | undefined, effect: Effect): void => {
    const step = (id === undefined ? undefined : findOpen(open, births.get(id))) ?? current();
    step?.effects.push(effect);
  };
  for (const event of events) {
    switch (event.kind) {
      case 'turn': {
        const step = openStep(actorOf(event.id, event.thread), turns.length);
        open.set(step.actor, step);
        turns.push(step);
        break;
      }
      case 'line': {
        const actor = actorOf(event.id, event.thread);
        if (turns.length === 0) firstLine ??= event.line;
        const mine = open.get(actor);
        if (mine !== undefined && !mine.isDone) finish(mine, turns.length - 1, event.line);
        else if (!known.has(actor)) note(undefined, { kind: 'born', actor, line: event.line });
        else setBirthLine(turns, actor, event.line);
        known.add(actor);
        break;
      }
      case 'fork': {
        const actor = event.process.birth ?? '?';
        births.set(event.process.id, actor);
        known.add(actor);
        note(event.process.originalParent, { kind: 'born', actor, line: undefined });
        break;
      }
      case 'output':
        output += event.text;
        note(event.id, { kind: 'output', text: event.text });
        break;
      case 'waited':
        if (event.child !== undefined) note(event.id, { kind: 'reaped', actor: actorOf(event.child) });
        break;
      case 'blocked': {
        const step = open.get(actorOf(event.id, event.thread));
        if (step !== undefined && event.in !== 'sleep') step.slept = true;
        break;
      }
      case 'exit': {
        const step = findOpen(open, births.get(event.id));
        if (step !== undefined && !step.isDone) finish(step, turns.length - 1, undefined);
        break;
      }
      case 'refused':
        note(event.id, { kind: 'other', what: `refused ${event.call}` });
        break;
      case 'exec':
        note(event.id, { kind: 'other', what: `exec ${event.name}` });
        break;
      default:
    }
  }
  const usable = isFinished ? turns : turns.slice(0, -1);
  return { firstLine, steps: inOrder(usable), schedule: turns.map(({ actor }) => actor), output };
}

function openStep(actor: Actor, at: number): OpenStep {
  return { actor, effects: [], line: undefined, isDone: false, doneAt: at, slept: false };
}

function finish(step: OpenStep, at: number, line: number | undefined): void {
  step.isDone = true;
  step.doneAt = Math.max(step.doneAt, at);
  step.line = line;
}

/** The step under way of any thread of a process. */
function findOpen(open: ReadonlyMap<Actor, OpenStep>, birth: Actor | undefined): OpenStep | undefined {
  if (birth === undefined) return undefined;
  const main = open.get(birth);
  if (main !== undefined && !main.isDone) return main;
  for (const step of open.values()) if (step.actor.startsWith(`${birth}#`) && !step.isDone) return step;
  return main;
}

function setBirthLine(turns: readonly OpenStep[], actor: Actor, line: number): void {
  for (const step of turns) {
    const at = step.effects.findIndex((effect) => effect.kind === 'born' && effect.actor === actor);
    const effect = step.effects[at];
    if (effect?.kind === 'born' && effect.line === undefined) step.effects[at] = { ...effect, line };
  }
}

/** Sleepers behind those who woke them. */
function inOrder(turns: readonly OpenStep[]): Step[] {
  const woken = new Map<number, OpenStep[]>();
  turns.forEach((step, at) => {
    if (step.slept && step.isDone && step.doneAt > at)
      woken.set(step.doneAt, [...(woken.get(step.doneAt) ?? []), step]);
  });
  return turns.flatMap((step, at) => {
    const late = (woken.get(at) ?? []).map(toStep);
    if (step.slept && (!step.isDone || step.doneAt > at)) {
      return [{ actor: step.actor, blocked: true, effects: [], line: undefined }, ...late];
    }
    return [toStep(step), ...late];
  });
}

/**
 * Births first: a child that has no line left is not held, and whether its parent's last output is told before or after
 * the birth is nobody's choice.
 */
function toStep({ actor, effects, line }: OpenStep): Step {
  const [births, others] = [
    effects.filter(({ kind }) => kind === 'born'),
    effects.filter(({ kind }) => kind !== 'born'),
  ];
  return { actor, blocked: false, effects: [...births, ...others], line };
}
