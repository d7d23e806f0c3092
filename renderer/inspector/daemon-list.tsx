import { Check, CircleQuestionMark, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { findProcess } from '#shared/events/apply-events';
import { daemonFactsOf } from '#shared/inspect/daemon-facts-of';
import { pickFact } from '#shared/inspect/facts';
import { type ChecklistItem, checkDaemon } from '#shared/lab/daemon-checklist';
import type { ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import styles from './daemon-list.module.css';
import { COSTLY_MS, useDepth } from './use-depth';
import { useInspection } from './use-inspection';

/** Which items of PEP 3143 a daemon meets, as far as /proc tells. */
export function DaemonList({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const depth = useDepth();
  const parent = useApp((state) => findProcess(selectTable(state), process.parent));
  const options = { everyMs: depth.isLive ? COSTLY_MS : undefined, enabled: depth.canAsk };
  const { value } = useInspection('inspect:descriptors', { id: process.id, from: 0 }, options);
  const descriptors = value && pickFact(value, (part) => part.descriptors);
  const adopter = parent && { pid: parent.pid, name: parent.name, isInit: parent.pid === 1 || parent.nsPid === 1 };
  const facts = depth.facts && daemonFactsOf(depth.facts, adopter, descriptors);
  if (facts === undefined) return null;
  return (
    <ul className={styles.checklist}>
      {checkDaemon(facts, undefined).map((item) => (
        <Item key={item.id} item={item} title={t(`checklist.item.${item.id}`)} />
      ))}
    </ul>
  );
}

function Item({ item: { met, detail, id }, title }: { readonly item: ChecklistItem; readonly title: string }) {
  const { t } = useTranslation();
  const Icon = met === true ? Check : met === false ? X : CircleQuestionMark;
  const word = met === true ? 'met' : met === false ? 'unmet' : 'not-observable';
  return (
    <li data-met={String(met)} title={t(`checklist.why.${id}`)}>
      <Icon size={13} role="img" aria-label={t(`checklist.${word}`)} />
      <span>
        {title} {detail !== '' && <small>{visibleText(detail)}</small>}
      </span>
    </li>
  );
}
