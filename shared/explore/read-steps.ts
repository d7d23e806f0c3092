/**
 * A real run as steps: whose turn it was, and what others could notice of it. A wait that slept is told twice: as
 * `blocked` where it began, and with what it brought right behind the step that woke it, which is where it took effect.
 */
import type { ProcessEvent } from '#shared/events/process-event';
import type { ExitStatus, ProcessId } from '#shared/model/process';

/** A thread by its line of birth (`1.2`, `1.2#1`), the same in every run of the same schedule. */
export type Actor = string;

export type Effect =
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'born'; readonly actor: Actor; readonly line: number | undefined }
  | { readonly kind: 'reaped'; readonly actor: Actor }
  /** Killed by this step. */
  | { readonly kind: 'ended'; readonly actor: Actor }
  | { readonly kind: 'refused'; readonly call: string };

export interface Step {
  readonly actor: Actor;
  /** It slept at once and has done nothing yet. */
  readonly blocked: boolean;
  readonly effects: readonly Effect[];
  /** Where it is held afterwards; undefined: it has ended, or does so unseen. */
  readonly line: number | undefined;
}

const SIGKILL = 9;

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
  /** It was ended by force, but nothing more would have come: everybody waited for ever. */
  readonly isStuck: boolean;
}

/** What a program writes to its standard output; its errors are no output. */
export function outputIn(events: readonly ProcessEvent[]): string {
  return events.map((event) => (event.kind === 'output' && event.stream === 'stdout' ? event.text : '')).join('');
}

/** `isFinished`: it came to its end by itself; else the steps under way are left out. */
export function readSteps(events: readonly ProcessEvent[], root: ProcessId, isFinished: boolean): ReadRun {
  const reader = new RunReader(root);
  for (const event of isFinished ? events : withoutKills(events)) reader.read(event);
  const isStuck = !isFinished && reader.isStuck();
  const usable = isFinished || isStuck ? reader.turns : reader.turns.slice(0, -1);
  return {
    firstLine: reader.firstLine,
    steps: inOrder(usable),
    schedule: reader.turns.map(({ actor }) => actor),
    output: outputIn(events),
    isStuck,
  };
}

class RunReader {
  readonly turns: OpenStep[] = [];
  firstLine: number | undefined;
  private readonly births: Map<ProcessId, Actor>;
  private readonly known = new Set<Actor>(['1']);
  private readonly open = new Map<Actor, OpenStep>();
  /** At the gate. */
  private readonly held = new Set<Actor>();
  /** Since they were last heard of, and in whose step. */
  private readonly signalled = new Map<Actor, { readonly step: OpenStep; readonly signal: number }>();

  constructor(root: ProcessId) {
    this.births = new Map([[root, '1']]);
  }

  read(event: ProcessEvent): void {
    switch (event.kind) {
      case 'turn':
        this.beginStep(this.actorOf(event.id, event.thread));
        break;
      case 'line':
        this.hold(this.actorOf(event.id, event.thread), event.line);
        break;
      case 'fork': {
        const actor = event.process.birth ?? '?';
        this.births.set(event.process.id, actor);
        this.known.add(actor);
        this.note(event.process.originalParent, { kind: 'born', actor, line: undefined });
        break;
      }
      case 'output':
        if (event.stream === 'stdout') this.note(event.id, { kind: 'output', text: event.text });
        break;
      case 'waited':
        if (event.child !== undefined) this.note(event.id, { kind: 'reaped', actor: this.actorOf(event.child) });
        break;
      case 'blocked': {
        const step = this.open.get(this.actorOf(event.id, event.thread));
        if (step !== undefined && event.in !== 'sleep') step.slept = true;
        break;
      }
      case 'signal': {
        const step = this.turns.at(-1);
        if (event.id !== undefined && step !== undefined)
          this.signalled.set(this.actorOf(event.id), { step, signal: event.signal });
        break;
      }
      case 'exit':
        this.end(this.actorOf(event.id), event.exit);
        break;
      case 'refused':
        this.note(event.id, { kind: 'refused', call: event.call });
        break;
      default:
    }
  }

  isStuck(): boolean {
    return this.held.size === 0 && this.turns.every(({ isDone, slept }) => isDone || slept);
  }

  private actorOf(id: ProcessId, thread = 0): Actor {
    return `${this.births.get(id) ?? '?'}${thread === 0 ? '' : `#${thread}`}`;
  }

  private note(id: ProcessId | undefined, effect: Effect): void {
    const step = id === undefined ? undefined : findOpen(this.open, this.births.get(id));
    (step ?? this.turns.at(-1))?.effects.push(effect);
  }

  private beginStep(actor: Actor): void {
    const step = openStep(actor, this.turns.length);
    this.open.set(actor, step);
    this.turns.push(step);
    this.held.delete(actor);
  }

  private hold(actor: Actor, line: number): void {
    if (this.turns.length === 0) this.firstLine ??= line;
    const mine = this.open.get(actor);
    if (mine !== undefined && !mine.isDone) finish(mine, this.turns.length - 1, line);
    else if (!this.known.has(actor)) this.note(undefined, { kind: 'born', actor, line });
    else setBirthLine(this.turns, actor, line);
    this.known.add(actor);
    this.held.add(actor);
    this.signalled.delete(actor);
  }

  private end(actor: Actor, exit: ExitStatus | undefined): void {
    const step = findOpen(this.open, actor);
    const sent = this.signalled.get(actor);
    if (sent !== undefined && sent.step !== step && isKilledBy(exit, sent.signal)) {
      // By that step, however late it is told.
      sent.step.effects.push({ kind: 'ended', actor });
      if (step !== undefined && this.turns.indexOf(step) > this.turns.indexOf(sent.step)) this.takeOut(step);
    } else if (step !== undefined && !step.isDone) finish(step, this.turns.length - 1, undefined);
    else if (this.held.has(actor)) this.note(undefined, { kind: 'ended', actor });
    this.held.delete(actor);
  }

  /** The turn of one who was dead already. */
  private takeOut(step: OpenStep): void {
    const at = this.turns.indexOf(step);
    this.turns.splice(at, 1);
    for (const one of this.turns) if (one.doneAt >= at) one.doneAt -= 1;
  }
}

/** What a run told until it was ended by force. */
function withoutKills(events: readonly ProcessEvent[]): readonly ProcessEvent[] {
  return events.slice(0, events.findLastIndex((event) => !isOfKill(event)) + 1);
}

function isOfKill(event: ProcessEvent): boolean {
  if (event.kind === 'exit') return isKilledBy(event.exit, SIGKILL);
  return event.kind === 'adopted' || event.kind === 'reaped' || event.kind === 'changed';
}

function isKilledBy(exit: ExitStatus | undefined, signal: number): boolean {
  return exit !== undefined && 'signal' in exit && exit.signal === signal;
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
 * Births first: a child that has no line left is not held. Output last: it comes another way than the rest, and which of
 * the two is told before the other is nobody's choice. Whom it has reaped does not matter when it has ended itself.
 */
function toStep({ actor, effects, line }: OpenStep): Step {
  const order = ['born', 'ended', 'reaped', 'refused', 'output'];
  const hasEnded = line === undefined && !actor.includes('#');
  const kept = effects.filter(({ kind }) => kind !== 'reaped' || !hasEnded);
  const sorted = kept.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  return { actor, blocked: false, effects: sorted, line };
}
