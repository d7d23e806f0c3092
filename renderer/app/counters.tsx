import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOrphan, isZombie } from '#shared/model/process';
import { selectCounters } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import pills from '../ui/pill.module.css';
import { useFormat } from '../ui/use-format';
import styles from './counters.module.css';
import { selectNext } from './select-next';

/** How many, by sign, colour and word; zombies and orphans lead to the next of their kind. */
export function Counters() {
  const { t } = useTranslation();
  const store = useAppStore();
  const { zombies, orphans, processes } = useApp(selectCounters);
  const format = useFormat();
  return (
    <ul className={styles.counters} aria-label={t('bar.counters')}>
      <li>
        <CountButton
          tone="zombie"
          sign="Z"
          count={zombies}
          word={t('bar.zombies', { count: zombies })}
          hint={zombies > 0 ? t('bar.nextZombie') : t('bar.noZombie')}
          onNext={() => selectNext(store, isZombie)}
        />
      </li>
      <li>
        <CountButton
          tone="orphan"
          sign="⤴"
          count={orphans}
          word={t('bar.orphans', { count: orphans })}
          hint={orphans > 0 ? t('bar.nextOrphan') : t('bar.noOrphan')}
          onNext={() => selectNext(store, isOrphan)}
        />
      </li>
      <li className={pills.pill} title={t('bar.allProcesses')}>
        <strong>{format.number(processes)}</strong> {t('bar.processes', { count: processes })}
      </li>
    </ul>
  );
}

interface CountButtonProps {
  readonly tone: 'zombie' | 'orphan';
  readonly sign: ReactNode;
  readonly count: number;
  readonly word: string;
  readonly hint: string;
  readonly onNext: () => void;
}

function CountButton({ tone, sign, count, word, hint, onNext }: CountButtonProps) {
  const format = useFormat();
  const none = count === 0;
  return (
    <button
      type="button"
      className={pills.pill}
      data-tone={none ? 'none' : tone}
      title={hint}
      disabled={none}
      onClick={onNext}
    >
      <span className={styles.sign} aria-hidden>
        {sign}
      </span>
      <strong>{format.number(count)}</strong> {word}
    </button>
  );
}
