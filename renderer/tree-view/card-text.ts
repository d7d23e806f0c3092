/** What stands on a card, as words. Pure: the words of the language and the time come in. */
import type { SceneNode } from '#shared/layout/scene';
import type { ProcessId, ProcessRecord, ProcessState } from '#shared/model/process';
import { lostParentOf } from '#shared/tree/build-tree';
import { visibleText } from './visible-text';

/** The words of the language, ready made: a frame may need some hundred of them. */
export interface CardWords {
  readonly states: Readonly<Record<ProcessState, string>>;
  readonly orphan: string;
  zombieFor(age: string): string;
  seconds(count: number): string;
  minutes(count: number): string;
  hours(count: number): string;
  days(count: number): string;
  exited(code: number): string;
  killed(signal: number): string;
  orphanOf(pid: number): string;
}

export interface CardText {
  readonly name: string;
  readonly detail: string;
  /** The words above an orphan. */
  readonly label: string | undefined;
  /** How many are folded away below. */
  readonly badge: string | undefined;
}

/** Less than this is not worth a bar. */
const LEAST_CPU = 0.01;

export function cardText(node: SceneNode, words: CardWords, time: number): CardText {
  const { process } = node;
  const detail = stateDetail(process, words, time);
  return {
    name: visibleText(process.name),
    detail: detail === undefined ? String(process.pid) : `${process.pid} · ${detail}`,
    label: orphanLabel(process, words),
    badge: node.folded && node.hiddenCount > 0 ? `+${node.hiddenCount}` : undefined,
  };
}

/** The share of one core worth showing. */
export function shownCpu({ cpu, state }: ProcessRecord): number | undefined {
  return cpu !== undefined && cpu > LEAST_CPU && state !== 'zombie' && state !== 'gone' ? cpu : undefined;
}

export function pidOf(id: ProcessId): number {
  return Number.parseInt(id, 10);
}

function orphanLabel(process: ProcessRecord, words: CardWords): string | undefined {
  if (process.adoptions.length === 0) return undefined;
  const lost = lostParentOf(process);
  return lost === undefined ? words.orphan : words.orphanOf(pidOf(lost));
}

/** Running and sleeping say it by their shape alone; everything rarer is spelt out. */
function stateDetail(process: ProcessRecord, words: CardWords, time: number): string | undefined {
  const cpu = shownCpu(process);
  switch (process.state) {
    case 'zombie':
      return process.exitedAt === undefined
        ? words.states.zombie
        : words.zombieFor(ageText(time - process.exitedAt, words));
    case 'gone':
      return endText(process, words);
    case 'running':
    case 'sleeping':
      return cpu === undefined ? undefined : `${Math.round(cpu * 100)} %`;
    default:
      return words.states[process.state];
  }
}

function endText({ exit }: ProcessRecord, words: CardWords): string {
  if (exit === undefined) return words.states.gone;
  return 'code' in exit ? words.exited(exit.code) : words.killed(exit.signal);
}

export function ageText(ageMs: number, words: CardWords): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  if (seconds < 60) return words.seconds(seconds);
  if (seconds < 3_600) return words.minutes(Math.floor(seconds / 60));
  if (seconds < 86_400) return words.hours(Math.floor(seconds / 3_600));
  return words.days(Math.floor(seconds / 86_400));
}
