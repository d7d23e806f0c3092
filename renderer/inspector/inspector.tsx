import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProcessRecord } from '#shared/model/process';
import { selectSelectedProcess } from '../store/selectors';
import { useApp } from '../store/use-app';
import { IconButton } from '../ui/icon-button';
import { pidOf } from '../ui/pid-of';
import { ProcessName } from '../ui/process-name';
import { Explanation } from './explanation';
import { Identity } from './identity';
import styles from './inspector.module.css';
import { Lineage } from './lineage';
import { Resources } from './resources';
import { StateSentence } from './state-sentence';

/** All that is known of the selected process, and of what is not known, why. */
export function Inspector() {
  const { t } = useTranslation();
  const selected = useApp((state) => state.selected);
  const process = useApp(selectSelectedProcess);
  return (
    <section className={styles.panel} aria-label={t('inspector.title')}>
      {process !== undefined && <Details key={process.id} process={process} />}
      {process === undefined && selected !== undefined && (
        <p className={styles.empty}>{t('inspector.forgotten', { pid: pidOf(selected) })}</p>
      )}
      {selected === undefined && <Empty />}
    </section>
  );
}

function Empty() {
  const { t } = useTranslation();
  return (
    <div className={styles.empty}>
      <p>{t('inspector.empty')}</p>
      <p className={styles.hint}>{t('inspector.emptyHint')}</p>
    </div>
  );
}

function Details({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const select = useApp((state) => state.select);
  return (
    <>
      <header className={styles.header}>
        <h2>
          <ProcessName name={process.name} pid={process.pid} />
        </h2>
        <IconButton
          icon={X}
          label={t('inspector.clear')}
          hint={t('inspector.clearHint')}
          onClick={() => select(undefined)}
        />
      </header>
      <StateSentence process={process} />
      <Explanation process={process} />
      <Lineage process={process} />
      <Identity process={process} />
      <Resources process={process} />
    </>
  );
}
