import { useTranslation } from 'react-i18next';
import { findProcess } from '#shared/events/apply-events';
import type { SceneNode, ScenePoint } from '#shared/layout/scene';
import type { ProcessRecord } from '#shared/model/process';
import { visibleName, visibleText } from '#shared/model/visible-text';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import { pidOf } from '../ui/pid-of';
import { shownLostPid, shownPid } from '../ui/shown-pid';
import { useFormat } from '../ui/use-format';
import { useMoment } from '../ui/use-moment';
import styles from './hover-card.module.css';
import type { CssSize } from './view-transform';

/** No screen has room for more of a command line; the inspector has it all. */
const LONGEST_COMMAND = 400;
const WIDTH = 300;
const GAP = 14;
const EDGE = 4;
/** Of a card with everything on it: decides on which side of the pointer there is room. */
const MOST_HEIGHT = 220;

interface HoverCardProps {
  readonly node: SceneNode;
  /** The pointer, in CSS pixels of the view. */
  readonly at: ScenePoint;
  readonly size: CssSize;
  /** What a click would do. */
  readonly hint: string | undefined;
}

/** What the card itself has no room for, beside the pointer. */
export function HoverCard({ node, at, size, hint }: HoverCardProps) {
  const { process } = node;
  const facts = useFacts(node);
  const command = process.cmdline === undefined ? '' : process.cmdline.join(' ');
  const left = at.x + GAP + WIDTH <= size.width ? at.x + GAP : Math.max(4, at.x - GAP - WIDTH);
  const place = placeOf(at.y, size.height);
  return (
    <div role="tooltip" className={styles.card} style={{ left, width: Math.min(WIDTH, size.width - 8), ...place }}>
      <strong>
        <bdi>{visibleName(process.name.slice(0, LONGEST_COMMAND))}</bdi>
      </strong>
      {hint !== undefined && <em>{hint}</em>}
      {command !== '' && <code>{visibleText(command.slice(0, LONGEST_COMMAND))}</code>}
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Below the pointer, or above it, or, where there is room on neither side, as low as it can be. */
function placeOf(y: number, height: number): { readonly top: number } | { readonly bottom: number } {
  if (y + GAP + MOST_HEIGHT <= height) return { top: y + GAP };
  return y > height / 2 ? { bottom: height - y + GAP } : { bottom: EDGE };
}

type Fact = readonly [name: string, value: string];

function useFacts(node: SceneNode): readonly Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useMoment();
  const { process } = node;
  const { cpu, rssBytes } = node.sums ?? process;
  const born = process.startedAt;
  const lost = shownLostPid(process);
  const parent = useApp((state) => findProcess(selectTable(state), process.parent));
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('hover.pid'), node.merged.length > 0 ? pidList(node.merged.map(pidOf)) : String(shownPid(process))],
    [
      t('hover.parent'),
      process.ppid === 0 ? undefined : String(parent === undefined ? process.ppid : shownPid(parent)),
    ],
    [t('hover.lost'), lost === undefined ? undefined : String(lost)],
    [t('hover.state'), t(`state.${process.state}`)],
    [t('hover.user'), userOf(process)],
    [t(node.sums === undefined ? 'hover.cpu' : 'hover.cpuSum'), cpu === undefined ? undefined : format.share(cpu)],
    [
      t(node.sums === undefined ? 'hover.memory' : 'hover.memorySum'),
      rssBytes === undefined ? undefined : format.bytes(rssBytes),
    ],
    [t('hover.age'), born === undefined ? undefined : format.duration(Math.max(0, (process.exitedAt ?? now) - born))],
    [t('hover.threads'), process.threads === undefined ? undefined : format.number(process.threads)],
    [t('hover.children'), node.merged.length > 0 || node.childCount === 0 ? undefined : format.number(node.childCount)],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== undefined);
}

const MOST_PIDS = 12;

function pidList(pids: readonly number[]): string {
  return `${pids.slice(0, MOST_PIDS).join(', ')}${pids.length > MOST_PIDS ? ', …' : ''}`;
}

function userOf({ user, uid }: ProcessRecord): string | undefined {
  return user ?? (uid === undefined ? undefined : String(uid));
}
