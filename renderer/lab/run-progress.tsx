import { LocateFixed, Square } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunStatus } from '#shared/ipc/contract';
import { showRun } from '../app/use-run-camera';
import { useRequests } from '../ipc/requests-context';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { useFormat } from '../ui/use-format';
import { powerOfTwo } from './power';
import styles from './run-panel.module.css';
import { countMembers, selectRunRoll, youngestBirth } from './run-roll';
import { RunRoll } from './run-roll-dots';
import { TimeLeft } from './time-left';

export type RunningRun = Extract<RunStatus, { readonly kind: 'running' }>;

export function RunProgress({ run }: { readonly run: RunningRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const store = useAppStore();
  const roll = useApp(selectRunRoll);
  const { alive, zombies, orphans, ended } = countMembers(roll);
  const { variant, rounds } = run.arguments;
  // The hold begins when all are there; until then each newborn begins it anew.
  const heldSince = Math.max(run.startedAt, youngestBirth(roll) ?? 0);
  return (
    <div className={styles.form}>
      <div>
        <h3 className={styles.program}>{t('run.program')}</h3>
        <p className={styles.hint}>
          n = {rounds} · {powerOfTwo(rounds)} · {t(`run.${variant}`)}
        </p>
      </div>
      <div>
        <p className={styles.alive} role="status">
          {t('run.alive', { alive, total: run.processLimit })}
        </p>
        <RunRoll roll={roll} total={run.processLimit} />
        <p className={styles.tally}>
          {zombies > 0 && <span data-tone="zombie">Z {t('run.zombies', { count: zombies })}</span>}
          {orphans > 0 && <span data-tone="orphan">⤴ {t('run.orphans', { count: orphans })}</span>}
          {ended > 0 && <span>{t('run.ended', { count: ended })}</span>}
        </p>
      </div>
      <TimeLeft heldSince={heldSince} holdSeconds={run.arguments.holdSeconds} />
      <div className={styles.buttons}>
        <StopButton />
        <button type="button" className={controls.button} onClick={() => showRun(store, run)}>
          <LocateFixed size={14} aria-hidden />
          {t('run.show')}
        </button>
      </div>
      <p className={styles.hint}>{t('run.limit', { duration: format.duration(run.timeLimitMs) })}</p>
    </div>
  );
}

function StopButton() {
  const { t } = useTranslation();
  const app = useRequests();
  const [isStopping, setStopping] = useState(false);
  const stop = () => {
    setStopping(true);
    // The notice that the run has ended takes this button away; a stop that failed gives it back.
    app.request('run:stop').catch(() => setStopping(false));
  };
  return (
    <button type="button" className={controls.danger} disabled={isStopping} onClick={stop}>
      <Square size={12} fill="currentColor" aria-hidden />
      {isStopping ? t('run.stopping') : t('run.stop')}
    </button>
  );
}
