import { Copy, Gauge, Zap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isGhost, type ProcessRecord } from '#shared/model/process';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { Popover, popoverTrigger } from '../ui/popover';
import styles from './actions.module.css';
import { CopyMenu } from './copy-menu';
import { PriorityDialog } from './priority-dialog';
import { SignalDialog } from './signal-dialog';

const COPY = 'copy-menu';

/** What may be done to the selected process. What cannot be done says why. */
export function ActionBar({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const readOnly = useApp((state) => state.readOnly);
  const isHere = useApp((state) => state.page !== 'recordings') && !isGhost(process);
  const [open, setOpen] = useState<'signal' | 'priority'>();
  const close = () => setOpen(undefined);
  const obstacle = readOnly ? t('actions.readOnly') : isHere ? undefined : t('actions.notHere');
  return (
    <div role="toolbar" aria-label={t('actions.bar')} className={styles.bar}>
      <button
        type="button"
        className={controls.button}
        disabled={obstacle !== undefined}
        title={obstacle}
        onClick={() => setOpen('signal')}
      >
        <Zap size={14} aria-hidden />
        {t('actions.signal')}
      </button>
      <button
        type="button"
        className={controls.button}
        disabled={obstacle !== undefined}
        title={obstacle}
        onClick={() => setOpen('priority')}
      >
        <Gauge size={14} aria-hidden />
        {t('actions.priority')}
      </button>
      <button type="button" className={controls.button} {...popoverTrigger(COPY)}>
        <Copy size={14} aria-hidden />
        {t('actions.copy')}
      </button>
      <Popover id={COPY} title={t('actions.copyTitle')}>
        <CopyMenu process={process} />
      </Popover>
      {open === 'signal' && <SignalDialog process={process} onClose={close} />}
      {open === 'priority' && <PriorityDialog process={process} onClose={close} />}
    </div>
  );
}
