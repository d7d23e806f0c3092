import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { type ComparedRow, compareProcesses, compareRecords } from '#shared/inspect/compare';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import styles from './compare.module.css';
import { CompareCell } from './compare-cell';
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
  const table = useApp(selectTable);
  const [text, setText] = useState('');
  const matches = matchesOf(table, text);
  const picked = text === '' ? process.parent : matches[0]?.id;
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
        {matches.map(({ id, pid, name }) => (
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

const MOST_SUGGESTED = 50;

/** Whoever has this pid, then this name, then whose pid or name begins so. */
function matchesOf(table: ProcessTable, text: string): readonly ProcessRecord[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const rankOf = ({ pid, name }: ProcessRecord) => {
    const words = [String(pid), name.toLowerCase()];
    return words.includes(wanted) ? words.indexOf(wanted) : words.some((word) => word.startsWith(wanted)) ? 2 : 3;
  };
  const ranked = [...table.living.values()].map((process) => ({ process, rank: rankOf(process) }));
  const found = ranked.filter(({ rank }) => rank < 3).sort((a, b) => a.rank - b.rank);
  return found.slice(0, MOST_SUGGESTED).map(({ process }) => process);
}

function Comparison({ left, right }: { readonly left: ProcessId; readonly right: ProcessRecord }) {
  const { t } = useTranslation();
  const depth = useDepth();
  const other = useApp((state) => findProcess(selectTable(state), left));
  const everyMs = depth.isLive ? COSTLY_MS : undefined;
  const { value, failure } = useInspection(
    'inspect:compare',
    { left, right: right.id },
    { everyMs, enabled: depth.canAsk },
  );
  const isRecorded = value === undefined && (failure !== undefined || !depth.canAsk);
  const rows = useMemo(() => {
    if (value !== undefined) return compareProcesses(value);
    return isRecorded && other !== undefined ? compareRecords(other, right) : [];
  }, [value, isRecorded, other, right]);
  if (rows.length === 0) return <p className={prose.why}>{t('depth.reading')}</p>;
  return (
    <>
      {isRecorded && <p className={prose.why}>{t('compare.limited')}</p>}
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
