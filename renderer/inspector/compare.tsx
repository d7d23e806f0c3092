import type { TFunction } from 'i18next';
import { memo, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findProcess } from '#shared/events/apply-events';
import { type ComparedRow, type CompareWords, compareProcesses, compareRecords } from '#shared/inspect/compare';
import { keepComparison } from '#shared/inspect/keep-known';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import type { Format } from '../ui/format';
import { pidOf } from '../ui/pid-of';
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
          placeholder={t('compare.pick')}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <datalist id={suggestions}>
        {pick.suggestions.map(({ id, pid, name }) => (
          <option key={id} value={pid}>
            {visibleName(name)}
          </option>
        ))}
      </datalist>
      {picked === undefined ? (
        <p className={prose.why}>{t(text === '' ? 'compare.noParent' : 'compare.unknownPid')}</p>
      ) : (
        <Comparison left={picked} right={process.id} />
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

interface ComparisonProps {
  readonly left: ProcessId;
  readonly right: ProcessId;
}

const Comparison = memo(function Comparison({ left, right }: ComparisonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const depth = useDepth();
  const everyMs = depth.isLive ? COSTLY_MS : undefined;
  const options = { everyMs, enabled: depth.canAsk, keep: keepComparison };
  const { value, failure } = useInspection('inspect:compare', { left, right }, options);
  const isRecorded = value === undefined && (failure !== undefined || !depth.canAsk);
  const hasOver = useApp((state) => [left, right].some((id) => isOver(findProcess(selectTable(state), id))));
  const recorded = useRecordedRows(left, right, isRecorded);
  const read = useMemo(() => {
    return value === undefined ? [] : compareProcesses(value, wordsIn(t, format));
  }, [value, t, format]);
  const rows = isRecorded ? recorded : read;
  if (rows.length === 0) return <p className={prose.why}>{t('depth.reading')}</p>;
  return (
    <>
      {isRecorded && <p className={prose.why}>{t('compare.limited')}</p>}
      {hasOver && <ListAge at={value?.left.at} />}
      <table className={styles.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <ProcessLink id={left} />
            </th>
            <th scope="col">
              <ProcessHeading id={right} />
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
});

/** The words of the sections, so that a figure reads alike in both places. */
function wordsIn(t: TFunction, format: Format): CompareWords {
  return {
    limit: (limit) => limitText(limit, t, format),
    policy: (policy) => policyText(policy, t),
    time: format.seconds,
    seccomp: (mode) => t(`depth.seccompMode.${mode as 0}`, { defaultValue: String(mode) }),
    yesNo: (isYes) => t(isYes ? 'depth.yes' : 'depth.no'),
  };
}

function isOver(process: ProcessRecord | undefined): boolean {
  return process === undefined || hasEnded(process);
}

/** What a recording, or what is left of those that ended, can tell of the two. */
function useRecordedRows(left: ProcessId, right: ProcessId, enabled: boolean): readonly ComparedRow[] {
  const ours = useApp((state) => (enabled ? findProcess(selectTable(state), left) : undefined));
  const theirs = useApp((state) => (enabled ? findProcess(selectTable(state), right) : undefined));
  return useMemo(
    () => (ours === undefined || theirs === undefined ? [] : compareRecords(ours, theirs)),
    [ours, theirs],
  );
}

function ProcessHeading({ id }: { readonly id: ProcessId }) {
  const name = useApp((state) => findProcess(selectTable(state), id)?.name ?? '');
  return (
    <>
      <bdi>{visibleName(name)}</bdi> {pidOf(id)}
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
