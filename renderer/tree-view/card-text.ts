/** What stands on a card, as words. Pure: the words of the language and the time come in. */
import type { SceneNode } from '#shared/layout/scene';
import type { ProcessRecord, ProcessState } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { shownLostPid, shownPid } from '../ui/shown-pid';

/** The words of the language, ready made: a frame may need some hundred of them. */
export interface CardWords {
  readonly states: Readonly<Record<ProcessState, string>>;
  readonly orphan: string;
  zombieFor(ageMs: number): string;
  exited(code: number): string;
  killed(signal: number): string;
  orphanOf(pid: number): string;
  /** What a card stands for: `12 × sleep`. */
  merged(count: number, name: string): string;
  children(count: number): string;
  age(ms: number): string;
  share(cpu: number): string;
  bytes(bytes: number): string;
}

export interface CardText {
  readonly name: string;
  readonly detail: string;
  /** The words above an orphan. */
  readonly label: string | undefined;
  /** How many are folded away below. */
  readonly badge: string | undefined;
  /** For who comes very near: whose it is and how old; what it uses and how many children it has. */
  readonly belonging: string;
  readonly use: string;
}

/** Less than this is not worth a bar. */
const LEAST_CPU = 0.01;
/** No card has room for more characters; the inspector has them all. */
const LONGEST_NAME = 80;

export function cardText(node: SceneNode, words: CardWords, time: number): CardText {
  const { process } = node;
  const called = visibleName(process.name.slice(0, LONGEST_NAME));
  // In a run of the lab nearly all are called the same: what tells them apart comes first.
  const name = process.birth === undefined ? called : `${shownPid(process)} ${called}`;
  const isMerged = node.merged.length > 0;
  return {
    name: isMerged ? words.merged(node.merged.length, called) : name,
    detail: detailOf(node, words, time),
    label: orphanLabel(process, words),
    badge: node.folded && node.hiddenCount > 0 && !isMerged ? `+${node.hiddenCount}` : undefined,
    belonging: joined([
      process.user ?? (process.uid === undefined ? undefined : `uid ${process.uid}`),
      words.states[process.state],
      process.startedAt === undefined
        ? undefined
        : words.age(Math.max(0, (process.exitedAt ?? time) - process.startedAt)),
    ]),
    use: joined([
      ...shownUse(node.sums ?? process, words),
      isMerged || node.childCount === 0 ? undefined : words.children(node.childCount),
    ]),
  };
}

/** The pid and what there is to say of it; of what is folded away or merged, what all of it uses. */
function detailOf(node: SceneNode, words: CardWords, time: number): string {
  const { process, merged, folded, sums } = node;
  if (merged.length > 0 && sums !== undefined) return joined(shownUse(sums, words)) || words.states[process.state];
  if (folded && sums !== undefined && process.state !== 'zombie') {
    return joined([pidUnlessNamed(process), ...shownUse(sums, words)]);
  }
  const parts = joined([pidUnlessNamed(process), stateDetail(process, words, time)]);
  return parts === '' ? words.states[process.state] : parts;
}

function pidUnlessNamed(process: ProcessRecord): string | undefined {
  return process.birth === undefined ? String(shownPid(process)) : undefined;
}

/** What an area of the icicle stands for. */
export function areaUse(node: SceneNode, words: CardWords): string {
  return joined([pidUnlessNamed(node.process), ...shownUse(node.sums ?? node.process, words)]);
}

function shownUse({ cpu, rssBytes }: Pick<ProcessRecord, 'cpu' | 'rssBytes'>, words: CardWords): readonly string[] {
  const parts: string[] = [];
  if (cpu !== undefined && cpu > LEAST_CPU) parts.push(words.share(cpu));
  if (rssBytes !== undefined && rssBytes > 0) parts.push(words.bytes(rssBytes));
  return parts;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** The share of one core worth showing. */
export function shownCpu({ cpu, state }: ProcessRecord): number | undefined {
  return cpu !== undefined && cpu > LEAST_CPU && state !== 'zombie' && state !== 'gone' ? cpu : undefined;
}

function orphanLabel(process: ProcessRecord, words: CardWords): string | undefined {
  if (process.adoptions.length === 0) return undefined;
  const lost = shownLostPid(process);
  return lost === undefined ? words.orphan : words.orphanOf(lost);
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
