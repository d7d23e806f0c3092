import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRecord } from '#shared/model/process';
import styles from './inspector.module.css';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

interface FieldProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function Field({ label, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What stands where a value is not known: never nothing, always why. */
export function Unknown({ why }: { readonly why: string }) {
  return (
    <>
      — <span className={styles.why}>{why}</span>
    </>
  );
}

interface RecordFieldProps<Name extends keyof ProcessRecord> {
  readonly process: ProcessRecord;
  readonly name: Name;
  readonly label: string;
  readonly show: (value: NonNullable<ProcessRecord[Name]>) => ReactNode;
}

/** A field of the record, or the reason for which it could not be read. */
export function RecordField<Name extends keyof ProcessRecord>({ process, name, label, show }: RecordFieldProps<Name>) {
  const { t } = useTranslation();
  const value = process[name];
  const reason = process.hidden[name] ?? (hasEnded(process) ? 'gone' : 'unknown');
  return (
    <Field label={label}>
      {value === undefined || value === null ? (
        <Unknown why={t(`hidden.${reason}`)} />
      ) : (
        <span className={styles.machine}>{show(value as NonNullable<ProcessRecord[Name]>)}</span>
      )}
    </Field>
  );
}

/** What the kernel drops at the end, memory and command line among it, nobody can read any more. */
export function hasEnded({ state }: ProcessRecord): boolean {
  return state === 'zombie' || state === 'gone';
}
