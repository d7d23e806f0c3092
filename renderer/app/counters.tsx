import { useTranslation } from 'react-i18next';
import type { Counters as Counts } from '../store/count-processes';
import { selectCounters } from '../store/selectors';
import { useApp } from '../store/use-app';
import pills from '../ui/pill.module.css';
import { useFormat } from '../ui/use-format';
import styles from './counters.module.css';

interface Kind {
  readonly tone: 'zombie' | 'orphan' | 'disk' | 'stopped' | 'new' | 'gone';
  readonly sign: string;
  readonly count: keyof Counts;
  readonly word: 'zombies' | 'orphans' | 'waiting' | 'stopped' | 'fresh' | 'gone';
  readonly query: string;
}

const kinds: readonly Kind[] = [
  { tone: 'zombie', sign: 'Z', count: 'zombies', word: 'zombies', query: 'zombie' },
  { tone: 'orphan', sign: '⤴', count: 'orphans', word: 'orphans', query: 'orphan' },
  { tone: 'disk', sign: 'D', count: 'waiting', word: 'waiting', query: 'state=D' },
  { tone: 'stopped', sign: 'T', count: 'stopped', word: 'stopped', query: 'stopped' },
  { tone: 'new', sign: '+', count: 'fresh', word: 'fresh', query: 'new' },
  { tone: 'gone', sign: '×', count: 'gone', word: 'gone', query: 'gone' },
];

/** How many, by sign, colour and word; each is a search for its kind, and at a second click for everything again. */
export function Counters() {
  const { t } = useTranslation();
  const counts = useApp(selectCounters);
  const format = useFormat();
  return (
    <ul className={styles.counters} aria-label={t('bar.counters')}>
      {kinds.map((kind) => (
        <li key={kind.tone}>
          <CountButton kind={kind} count={counts[kind.count]} />
        </li>
      ))}
      <li className={styles.total} title={t('bar.allProcesses')}>
        <strong>{format.number(counts.processes)}</strong>{' '}
        <span>{t('bar.processes', { count: counts.processes })}</span>
      </li>
    </ul>
  );
}

function CountButton({ kind, count }: { readonly kind: Kind; readonly count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isAsked = useApp((state) => state.queryText.trim() === kind.query);
  const toggleQuery = useApp((state) => state.toggleQuery);
  const word = t(`bar.${kind.word}`, { count });
  return (
    <button
      type="button"
      className={`${pills.pill} ${styles.counter}`}
      data-tone={count === 0 ? 'none' : kind.tone}
      aria-pressed={isAsked}
      title={`${word}: ${isAsked ? t('bar.showAll') : t('bar.showOnly')}`}
      onClick={() => toggleQuery(kind.query)}
    >
      <span className={styles.sign} aria-hidden>
        {kind.sign}
      </span>
      <strong>{format.number(count)}</strong> <span className={styles.word}>{word}</span>
    </button>
  );
}
