import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { type ComparedRow, compareProcesses, compareRecords } from '#shared/inspect/compare';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import { CompareCell } from './compare-cell';
import styles from './inspector.module.css';
import { ProcessLink } from './process-link';
import { Section } from './section';
import { useDepth } from './use-depth';
import { useInspection } from './use-inspection';

const REFRESH_MS = 3_000;

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
  const picked = text === '' ? process.parent : findByText(table, text);
  return (
    <>
      <label className={styles.pick}>
        <span>{t('compare.with', { name: process.name })}</span>
        <input
          type="search"
          value={text}
          spellCheck={false}
          placeholder={`${t('compare.parent')}; ${t('compare.pick')}`}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      {picked === undefined ? (
        <p className={styles.why}>{t(text === '' ? 'compare.noParent' : 'compare.unknownPid')}</p>
      ) : (
        <Comparison left={picked} right={process} />
      )}
    </>
  );
}

/** By pid, else the first whose name begins so. */
function findByText(table: ProcessTable, text: string): ProcessId | undefined {
  const all = [...table.living.values()];
  const wanted = text.trim().toLowerCase();
  const found =
    all.find(({ pid }) => String(pid) === wanted) ?? all.find(({ name }) => name.toLowerCase().startsWith(wanted));
  return found?.id;
}

function Comparison({ left, right }: { readonly left: ProcessId; readonly right: ProcessRecord }) {
  const { t } = useTranslation();
  const depth = useDepth();
  const other = useApp((state) => findProcess(selectTable(state), left));
  const everyMs = depth.isLive ? REFRESH_MS : undefined;
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
  if (rows.length === 0) return <p className={styles.why}>{t('depth.reading')}</p>;
  return (
    <>
      {isRecorded && <p className={styles.why}>{t('compare.limited')}</p>}
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
      <p className={styles.why}>{t('compare.alarms')}</p>
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
              <CompareCell cell={row.right} agreeing={row.agreeing} />
            </td>
          ) : (
            <>
              <td>
                <CompareCell cell={row.left} agreeing={row.agreeing} />
              </td>
              <td>
                <CompareCell cell={row.right} agreeing={row.agreeing} />
              </td>
            </>
          )}
        </tr>
      ))}
    </tbody>
  );
}
