import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { nextAfter, previousBefore, revealProcess } from '../app/reveal';
import { selectHits } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import { FilterMenu } from './filter-menu';
import styles from './query-bar.module.css';
import { QueryField } from './query-field';

/** Finds processes by what is known of them: a field, how many it has found, and the way from one to the next. */
export function QueryBar() {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const store = useAppStore();
  const askQuery = useApp((state) => state.askQuery);
  const hasText = useApp((state) => state.queryText !== '');
  const hits = useApp(selectHits);
  const step = (direction: 1 | -1) => {
    const { selected, rememberQuery } = store.getState();
    const ids = selectHits(store.getState());
    const next = direction === 1 ? nextAfter(ids, selected) : previousBefore(ids, selected);
    rememberQuery();
    if (next !== undefined) revealProcess(store, next);
  };
  return (
    <search className={styles.bar} aria-label={t('query.label')}>
      <Search size={14} aria-hidden className={styles.icon} />
      <QueryField input={input} onStep={step} />
      {hasText && (
        <>
          <Count />
          <button
            type="button"
            className={styles.tool}
            aria-label={t('query.previous')}
            title={t('query.previous')}
            disabled={hits.length === 0}
            onClick={() => step(-1)}
          >
            <ChevronUp size={14} aria-hidden />
          </button>
          <button
            type="button"
            className={styles.tool}
            aria-label={t('query.next')}
            title={t('query.next')}
            disabled={hits.length === 0}
            onClick={() => step(1)}
          >
            <ChevronDown size={14} aria-hidden />
          </button>
          <button
            type="button"
            className={styles.tool}
            aria-label={t('query.clear')}
            title={t('query.clear')}
            onClick={() => {
              askQuery('');
              input.current?.focus();
            }}
          >
            <X size={14} aria-hidden />
          </button>
        </>
      )}
      {!hasText && <kbd className={styles.key}>/</kbd>}
      <FilterMenu />
    </search>
  );
}

/** How many there are and, when one of them is selected, which one it is. */
function Count() {
  const { t } = useTranslation();
  const hits = useApp(selectHits);
  const position = useApp((state) =>
    state.selected === undefined ? 0 : selectHits(state).indexOf(state.selected) + 1,
  );
  const isAsking = useApp((state) => state.query.kind !== 'all');
  if (!isAsking) return null;
  return (
    <output className={styles.count} data-none={hits.length === 0 || undefined}>
      {position > 0 ? t('query.position', { position, count: hits.length }) : t('query.count', { count: hits.length })}
    </output>
  );
}
