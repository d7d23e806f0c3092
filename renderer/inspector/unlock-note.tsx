import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FactReason } from '#shared/inspect/facts';
import { unlockText } from './field';
import styles from './unlock-note.module.css';
import { type Depth, reasonWithout, useDepth } from './use-depth';

/** Once for all fields: why some are hidden, and what would show them. */
export function UnlockNote() {
  const { t } = useTranslation();
  const depth = useDepth();
  const notes = [...reasonsIn(depth)].flatMap((reason) => {
    const unlock = unlockText(reason, t);
    return unlock === undefined ? [] : [{ reason, unlock }];
  });
  if (notes.length === 0) return null;
  return (
    <section className={styles.note} aria-label={t('depth.unlockTitle')}>
      <LockKeyhole size={14} aria-hidden />
      <div>
        {notes.map(({ reason, unlock }) => (
          <p key={reason}>
            <strong>{t('depth.unlockTitle')}</strong>{' '}
            {t('depth.unlockBecause', { reason: t(`hidden.${reason}`), unlock })}
          </p>
        ))}
      </div>
    </section>
  );
}

function reasonsIn(depth: Depth): ReadonlySet<FactReason> {
  const whole = depth.facts === undefined ? reasonWithout(depth) : undefined;
  const values: readonly unknown[] = Object.values(depth.facts ?? {});
  return new Set([
    ...(whole === undefined ? [] : [whole]),
    ...values.flatMap((one) => (isHidden(one) ? [one.hidden] : [])),
  ]);
}

function isHidden(value: unknown): value is { readonly hidden: FactReason } {
  return typeof value === 'object' && value !== null && 'hidden' in value;
}
