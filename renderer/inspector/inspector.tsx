import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProcessRecord } from '#shared/model/process';
import { ActionBar } from '../actions/action-bar';
import { selectSelectedProcess } from '../store/selectors';
import { useApp } from '../store/use-app';
import { IconButton } from '../ui/icon-button';
import { pidOf } from '../ui/pid-of';
import { ProcessName } from '../ui/process-name';
import { useFormat } from '../ui/use-format';
import { Compare } from './compare';
import { Descriptors } from './descriptors';
import { Environment } from './environment';
import { Explanation } from './explanation';
import { Identity } from './identity';
import styles from './inspector.module.css';
import { Namespaces, Privileges, Scheduling, Signals } from './kernel-sections';
import { Limits } from './limits';
import { Lineage } from './lineage';
import prose from './prose.module.css';
import { Resources } from './resources';
import sections from './section.module.css';
import { StateSentence } from './state-sentence';
import { Threads } from './threads';
import { UnlockNote } from './unlock-note';
import { DepthContext, useDepth, useReadDepth } from './use-depth';

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
  const depth = useReadDepth(process);
  return (
    <DepthContext value={depth}>
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
      <ActionBar process={process} />
      <Explanation process={process} />
      <UnlockNote />
      <AsOf />
      <div className={sections.list}>
        <Lineage process={process} />
        <Identity process={process} />
        <Resources process={process} />
        <Threads process={process} />
        <Descriptors process={process} />
        <Environment process={process} />
        <Signals />
        <Limits />
        <Privileges />
        <Namespaces process={process} />
        <Scheduling process={process} />
        <Compare process={process} />
      </div>
    </DepthContext>
  );
}

/** What was known when it ended stays, and says of when it is; so does what is of now beside a moment in the past. */
function AsOf() {
  const { t } = useTranslation();
  const format = useFormat();
  const { facts, failure, canAsk, isLive } = useDepth();
  const isCurrent = canAsk && failure === undefined;
  if (facts === undefined || (isCurrent && isLive)) return null;
  const time = format.time(facts.at, Date.now());
  return <p className={prose.why}>{t(isCurrent ? 'depth.ofNow' : 'depth.asOf', { time })}</p>;
}
