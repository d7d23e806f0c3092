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
  onChange,
}: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={hideLabel ? 'visually-hidden' : styles.legend}>{label}</legend>
      {result !== undefined && <output className={styles.result}>{result}</output>}
      <div className={styles.track}>
        {values.map((choice) => (
          <label key={choice} className={styles.segment}>
            <input type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)} />
            <span>{textOf(choice)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
