import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DepthFacts, FactReason } from '#shared/inspect/facts';
import { unlockText } from './field';
import styles from './inspector.module.css';

/** Once for all fields: why some are hidden, and what would show them. */
export function UnlockNote({ facts }: { readonly facts: DepthFacts | undefined }) {
  const { t } = useTranslation();
  const notes = [...reasonsIn(facts)].flatMap((reason) => {
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
            <strong>{t('depth.unlockTitle')}</strong> ({t(`hidden.${reason}`)}). {unlock}
          </p>
        ))}
      </div>
    </section>
  );
}

function reasonsIn(facts: DepthFacts | undefined): ReadonlySet<FactReason> {
  const values: readonly unknown[] = Object.values(facts ?? {});
  return new Set(values.flatMap((value) => (isHidden(value) ? [value.hidden] : [])));
}

function isHidden(value: unknown): value is { readonly hidden: FactReason } {
  return typeof value === 'object' && value !== null && 'hidden' in value;
}
