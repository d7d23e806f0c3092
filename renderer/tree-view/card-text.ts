/** What stands on a card, as words. Pure: the words of the language and the time come in. */
import type { SceneNode } from '#shared/layout/scene';
import type { ProcessRecord, ProcessState } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { lostParentOf } from '#shared/tree/build-tree';
import { pidOf } from '../ui/pid-of';

/** The words of the language, ready made: a frame may need some hundred of them. */
export interface CardWords {
  readonly states: Readonly<Record<ProcessState, string>>;
  readonly orphan: string;
  zombieFor(ageMs: number): string;
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
/** No card has room for more characters; the inspector has them all. */
const LONGEST_NAME = 80;

export function cardText(node: SceneNode, words: CardWords, time: number): CardText {
  const { process } = node;
  const detail = stateDetail(process, words, time);
  return {
    name: visibleText(process.name.slice(0, LONGEST_NAME)),
    detail: detail === undefined ? String(process.pid) : `${process.pid} · ${detail}`,
    label: orphanLabel(process, words),
    badge: node.folded && node.hiddenCount > 0 ? `+${node.hiddenCount}` : undefined,
  };
}

/** The share of one core worth showing. */
export function shownCpu({ cpu, state }: ProcessRecord): number | undefined {
  return cpu !== undefined && cpu > LEAST_CPU && state !== 'zombie' && state !== 'gone' ? cpu : undefined;
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
        : words.zombieFor(Math.max(0, time - process.exitedAt));
    case 'gone':
      return endText(process, words);
    case 'running':
    case 'sleeping':
      return cpu === undefined ? undefined : `${Math.round(cpu * 100)} %`;
    default:
      return words.states[process.state];
  }
}

export function endText({ exit }: ProcessRecord, words: Pick<CardWords, 'states' | 'exited' | 'killed'>): string {
  if (exit === undefined) return words.states.gone;
  return 'code' in exit ? words.exited(exit.code) : words.killed(exit.signal);
}
