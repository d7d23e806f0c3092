import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '#shared/inspect/facts';
import type { ProcessRecord } from '#shared/model/process';
import { useFormat } from '../ui/use-format';
import styles from './field.module.css';
import prose from './prose.module.css';

export function Fields({ children }: { readonly children: ReactNode }) {
  return <dl>{children}</dl>;
}

interface FieldProps {
  readonly label: string;
  /** More than the label says. */
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

export function Field({ label, hint, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <dt title={hint}>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What stands where a value is not known: never nothing, always why. */
export function Unknown({ why, unlock }: { readonly why: string; readonly unlock?: string | undefined }) {
  return (
    <>
      —{' '}
      <span className={prose.why} title={unlock}>
        {why}
      </span>
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
        <Unknown why={t(`hidden.${reason}`)} unlock={unlockText(reason, t)} />
      ) : (
        <span className={prose.machine}>{show(value as NonNullable<ProcessRecord[Name]>)}</span>
      )}
    </Field>
  );
}

interface FactFieldProps<Value> {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Undefined while it is being read. */
  readonly fact: Fact<Value> | undefined;
  readonly show: (value: Value) => ReactNode;
}

/** A fact read in depth, or why it is hidden and what would show it. */
export function FactField<Value>({ label, hint, fact, show }: FactFieldProps<Value>) {
  return (
    <Field label={label} hint={hint}>
      <FactText fact={fact} show={show} />
    </Field>
  );
}

export function FactText<Value>({ fact, show }: Pick<FactFieldProps<Value>, 'fact' | 'show'>) {
  const { t } = useTranslation();
  if (fact === undefined) return <span className={prose.why}>{t('depth.reading')}</span>;
  if ('value' in fact) {
    return (
      <>
        <span className={prose.machine}>{show(fact.value)}</span>
        {fact.asOf !== undefined && <FactAge at={fact.asOf} />}
      </>
    );
  }
  return <Unknown why={t(`hidden.${fact.hidden}`)} unlock={unlockText(fact.hidden, t)} />;
}

/** Of when a value is that cannot be read any more. */
function FactAge({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return <small className={prose.why}> {t('depth.asOfShort', { time: format.time(at, Date.now()) })}</small>;
}

/** The same of a whole list; nothing while it can be read. */
export function ListAge({ at }: { readonly at: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  return at === undefined ? null : (
    <p className={prose.why}>{t('depth.asOf', { time: format.time(at, Date.now()) })}</p>
  );
}

/** What would show it; undefined when nothing would. */
export function unlockText(reason: string, t: TFunction): string | undefined {
  const text = t(`unlock.${reason}` as 'unlock.refused', { defaultValue: '' });
  return text === '' ? undefined : text;
}

/** What the kernel drops at the end, memory and command line among it, nobody can read any more. */
export function hasEnded({ state, threads = 1 }: ProcessRecord): boolean {
  return state === 'gone' || (state === 'zombie' && threads <= 1);
}
