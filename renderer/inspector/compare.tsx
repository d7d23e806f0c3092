import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findProcess } from '#shared/events/apply-events';
import { type ComparedRow, compareProcesses, compareRecords } from '#shared/inspect/compare';
import { keepComparison } from '#shared/inspect/keep-known';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import type { Limit } from '#shared/parse/limits';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import { useFormat } from '../ui/use-format';
import styles from './compare.module.css';
import { CompareCell } from './compare-cell';
import { hasEnded, ListAge } from './field';
import { policyText } from './kernel-sections';
import { limitText } from './limits';
import { pickProcess } from './pick-process';
import { ProcessLink } from './process-link';
import prose from './prose.module.css';
import { Section } from './section';
import { COSTLY_MS, useDepth } from './use-depth';
import { useInspection } from './use-inspection';

/** What fork passed on and what it did not: beside the parent, or beside any other process. */
export function Compare({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  return (
    <Section name="compare" title={t('depth.compare')}>
      <CompareWith process={process} />
    </Section>
  );
}

function CompareWith({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const pick = usePick(text);
  const picked = text === '' ? process.parent : pick.id;
  const suggestions = useId();
  return (
    <>
      <label className={styles.pick}>
        <span>{t('compare.with', { name: process.name })}</span>
        <input
          type="search"
          value={text}
          spellCheck={false}
          list={suggestions}
          placeholder={`${t('compare.parent')}; ${t('compare.pick')}`}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <datalist id={suggestions}>
        {pick.suggestions.map(({ id, pid, name }) => (
          <option key={id} value={pid}>
            {visibleText(name)}
          </option>
        ))}
      </datalist>
      {picked === undefined ? (
        <p className={prose.why}>{t(text === '' ? 'compare.noParent' : 'compare.unknownPid')}</p>
      ) : (
        <Comparison left={picked} right={process} />
      )}
    </>
  );
}

/** Who is meant by the text. Once found it stays that process, also when it has ended: nobody else is meant by then. */
function usePick(text: string): { readonly suggestions: readonly ProcessRecord[]; readonly id: ProcessId | undefined } {
  const { suggestions, picked } = pickProcess(useApp(selectTable), text);
  const [held, setHeld] = useState<{ readonly text: string; readonly id: ProcessId }>();
  const id = held?.text === text ? held.id : picked?.id;
  if (id !== undefined && held?.text !== text) setHeld({ text, id });
  return { suggestions, id };
}

function Comparison({ left, right }: { readonly left: ProcessId; readonly right: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const depth = useDepth();
  const other = useApp((state) => findProcess(selectTable(state), left));
  const everyMs = depth.isLive ? COSTLY_MS : undefined;
  const options = { everyMs, enabled: depth.canAsk, keep: keepComparison };
  const { value, failure } = useInspection('inspect:compare', { left, right: right.id }, options);
  const isRecorded = value === undefined && (failure !== undefined || !depth.canAsk);
  const rows = useMemo(() => {
    const words = { limit: (one: Limit) => limitText(one, t, format), policy: (one: number) => policyText(one, t) };
    if (value !== undefined) return compareProcesses(value, words);
    return isRecorded && other !== undefined ? compareRecords(other, right) : [];
  }, [value, isRecorded, other, right, t, format]);
  if (rows.length === 0) return <p className={prose.why}>{t('depth.reading')}</p>;
  return (
    <>
      {isRecorded && <p className={prose.why}>{t('compare.limited')}</p>}
      {(other === undefined || hasEnded(other) || hasEnded(right)) && <ListAge at={value?.left.at} />}
      <table className={styles.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <ProcessLink id={left} />
            </th>
            <th scope="col">
              <bdi>{visibleText(right.name)}</bdi> {right.pid}
            </th>
          </tr>
        </thead>
        {verdicts.map((verdict) => (
          <VerdictRows key={verdict} verdict={verdict} rows={rows.filter((row) => row.verdict === verdict)} />
        ))}
      </table>
      <p className={prose.why}>{t('compare.alarms')}</p>
    </>
  );
}

const verdicts = ['differs', 'own', 'unknown', 'same'] as const;

function VerdictRows({
  verdict,
  rows,
}: {
  readonly verdict: ComparedRow['verdict'];
  readonly rows: readonly ComparedRow[];
}) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <tbody data-verdict={verdict}>
      <tr>
        <th scope="rowgroup" colSpan={3} title={t(`compare.verdictHint.${verdict}`)}>
          {t(`compare.verdict.${verdict}`)} ({rows.length})
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.key}>
          <th scope="row">{t(`compare.key.${row.key}`)}</th>
          {verdict === 'same' ? (
            <td colSpan={2}>
              <CompareCell cell={row.right} agreeing={row.agreeing} isSame />
            </td>
          ) : (
            <>
              <td>
                <CompareCell cell={row.left} agreeing={row.agreeing} unread={row.unread?.left} />
              </td>
              <td>
                <CompareCell cell={row.right} agreeing={row.agreeing} unread={row.unread?.right} />
              </td>
            </>
          )}
        </tr>
      ))}
    </tbody>
  );
}
