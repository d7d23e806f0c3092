import { useTranslation } from 'react-i18next';
import { type DoublingVariant, doublingVariants } from '#shared/ipc/contract';
import styles from './variant-choice.module.css';

interface VariantChoiceProps {
  readonly value: DoublingVariant;
  readonly onChange: (variant: DoublingVariant) => void;
}

export function VariantChoice({ value, onChange }: VariantChoiceProps) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className={styles.legend}>{t('run.variant')}</legend>
      {doublingVariants.map((variant) => (
        <label key={variant} className={styles.choice} data-variant={variant}>
          <input
            type="radio"
            name="variant"
            checked={variant === value}
            aria-describedby={`variant-${variant}`}
            aria-label={t(`run.${variant}`)}
            onChange={() => onChange(variant)}
          />
          <VariantSign variant={variant} />
          <span>
            <strong>{t(`run.${variant}`)}</strong>
            <small id={`variant-${variant}`}>{t(`run.${variant}Text`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Parent above, child below: who is there, who has left, and what becomes of the other. */
function VariantSign({ variant }: { readonly variant: DoublingVariant }) {
  return (
    <svg
      className={styles.sign}
      width="28"
      height="28"
      viewBox="0 0 28 28"
      fill="none"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      {variant === 'double' && (
        <>
          <path d="M14 10v8" stroke="var(--muted)" />
          <rect x="6" y="3" width="16" height="7" rx="2" stroke="var(--sleeping)" fill="var(--raised)" />
          <rect x="6" y="18" width="16" height="7" rx="2" stroke="var(--sleeping)" fill="var(--raised)" />
        </>
      )}
      {variant === 'orphan' && (
        <>
          <path d="M14 10v8" stroke="var(--muted)" strokeDasharray="2 2" />
          <rect x="6" y="3" width="16" height="7" rx="2" stroke="var(--muted)" strokeDasharray="2.5 2" />
          <path d="M1 10c0 8 0 11.500 5 11.500" stroke="var(--orphan)" />
          <rect x="6" y="18" width="16" height="7" rx="2" stroke="var(--orphan)" fill="var(--raised)" />
        </>
      )}
      {variant === 'zombie' && (
        <>
          <path d="M14 10v8" stroke="var(--muted)" />
          <rect x="6" y="3" width="16" height="7" rx="2" stroke="var(--sleeping)" fill="var(--raised)" />
          <rect x="6" y="18" width="16" height="7" rx="2" stroke="var(--zombie)" strokeDasharray="2.5 2" />
        </>
      )}
    </svg>
  );
}
