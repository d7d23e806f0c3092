import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './segments.module.css';

interface SegmentsProps<Value extends string | number> {
  readonly label: string;
  /** The label is for assistive tools only. */
  readonly hideLabel?: boolean;
  /** What the choice comes to, beside the label. */
  readonly result?: ReactNode;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly textOf: (value: Value) => string;
  /** Shown in place of the text, which stays for assistive tools and as a hint. */
  readonly iconOf?: (value: Value) => LucideIcon;
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side: radio buttons in all but looks. */
export function Segments<Value extends string | number>({
  label,
  hideLabel = false,
  result,
  values,
  value,
  textOf,
  iconOf,
  disabled = false,
  onChange,
}: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group} disabled={disabled}>
      <legend className={hideLabel ? 'visually-hidden' : styles.legend}>{label}</legend>
      {result !== undefined && <output className={styles.result}>{result}</output>}
      <div className={styles.track}>
        {values.map((choice) => (
          <label key={choice} className={styles.segment} title={iconOf === undefined ? undefined : textOf(choice)}>
            <input type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)} />
            <Face text={textOf(choice)} icon={iconOf?.(choice)} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Face({ text, icon: Icon }: { readonly text: string; readonly icon: LucideIcon | undefined }) {
  if (Icon === undefined) return <span>{text}</span>;
  return (
    <>
      <Icon size={15} aria-hidden className={styles.icon} />
      <span className="visually-hidden">{text}</span>
    </>
  );
}
