import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { visibleText } from '#shared/model/visible-text';
import { useApp } from '../store/use-app';
import pill from '../ui/pill.module.css';
import { Popover, popoverTrigger } from '../ui/popover';
import styles from './lab-strip.module.css';

const CONTAINMENT = 'containment';

/** What holds the program in, by name, and why nothing stronger does. */
export function ContainmentPill() {
  const { t } = useTranslation();
  const lab = useApp((state) => state.lab);
  if (lab.kind !== 'running' && lab.kind !== 'ended') return null;
  const { kind, bounds, because } = lab.containment;
  return (
    <>
      <button type="button" className={pill.pill} {...popoverTrigger(CONTAINMENT)} title={t('lab.containment.hint')}>
        <ShieldCheck size={14} aria-hidden />
        <strong className={styles.kind}>{t(`lab.containment.${kind}`)}</strong>
      </button>
      <Popover id={CONTAINMENT} title={t('lab.containment.title')}>
        <div className={styles.why}>
          <p>{t(`lab.containment.${kind}Text`)}</p>
          {bounds.length > 0 && (
            <>
              <p>{t('lab.containment.bounds')}</p>
              <ul>
                {bounds.map((bound) => (
                  <li key={bound}>
                    <code>{bound}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
          {because !== undefined && <p>{t('lab.containment.because', { reason: visibleText(because) })}</p>}
          <p className={styles.hint}>Python {lab.python}</p>
        </div>
      </Popover>
    </>
  );
}
