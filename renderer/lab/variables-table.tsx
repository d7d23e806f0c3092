import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { compareVariables } from '#shared/lab/compare-variables';
import { innerPid } from '#shared/lab/notes';
import { visibleText } from '#shared/model/visible-text';
import { selectLabProcesses, selectProcessColors } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import styles from './lab-stage.module.css';

/** More columns than these nobody can compare. */
const MOST_COLUMNS = 24;

/** What each process remembers, a column for each; where a child differs from its parent, it is marked. */
export function VariablesTable() {
  const { t } = useTranslation();
  const processes = useApp(selectLabProcesses);
  const colours = useApp(selectProcessColors);
  const stepped = useMemo(() => processes.filter(({ threads }) => threads.some(({ line }) => line > 0)), [processes]);
  const shown = stepped.slice(0, MOST_COLUMNS);
  const rows = useMemo(
    () =>
      compareVariables(
        stepped.slice(0, MOST_COLUMNS).map(({ process, threads }) => ({
          id: process.id,
          parent: process.originalParent,
          variables: threads.find(({ line }) => line > 0)?.variables ?? [],
        })),
      ),
    [stepped],
  );
  if (shown.length === 0) return <p className={styles.note}>{t('lab.variables.none')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles.scroller} aria-label={t('lab.view.variables')} tabIndex={0}>
      <table className={styles.variables}>
        <thead>
          <tr>
            <td />
            {shown.map(({ process, threads }) => (
              <th key={process.id} scope="col" style={{ '--own': colours.get(process.id) } as React.CSSProperties}>
                {innerPid(process)}
                <small>{t('lab.line', { line: threads[0]?.line ?? 0 })}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{visibleText(name)}</th>
              {cells.map((cell, index) => (
                <td
                  key={shown[index]?.process.id}
                  data-differs={cell?.differs ?? false}
                  title={
                    cell === undefined
                      ? undefined
                      : cell.differs
                        ? t('lab.variables.differs', { type: cell.type })
                        : cell.type
                  }
                >
                  {cell === undefined ? <span className={styles.none}>–</span> : visibleText(cell.text)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.note}>{t('lab.variables.empty')}</p>}
      {stepped.length > MOST_COLUMNS && (
        <p className={styles.note}>{t('lab.variables.more', { count: stepped.length - MOST_COLUMNS })}</p>
      )}
    </section>
  );
}
