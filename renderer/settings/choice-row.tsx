import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import controls from '../ui/controls.module.css';
import styles from './settings-dialog.module.css';

interface ChoiceRowProps<Value extends string | number> {
  readonly label: string;
  /** What it means, in a sentence. */
  readonly hint?: string;
  readonly values: readonly Value[];
  /** May be one that is not among the values, e.g. from the command line; then it is offered too. */
  readonly value: Value;
  readonly textOf: (value: Value) => string;
  readonly onChange: (value: Value) => void;
}

/** A setting with one of several values, by the platform's own select. */
export function ChoiceRow<Value extends string | number>(props: ChoiceRowProps<Value>) {
  const { label, hint, values, value, textOf, onChange } = props;
  const id = useId();
  const offered = values.includes(value) ? values : [...values, value];
  return (
    <div className={styles.row}>
      <span>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && <small className={styles.hint}>{hint}</small>}
      </span>
      <span className={`${controls.select} ${styles.select}`}>
        <select
          id={id}
          value={String(value)}
          onChange={({ target }) => {
            const chosen = offered.find((each) => String(each) === target.value);
            if (chosen !== undefined) onChange(chosen);
          }}
        >
          {offered.map((each) => (
            <option key={each} value={String(each)}>
              {textOf(each)}
            </option>
          ))}
        </select>
        <ChevronDown size={12} aria-hidden />
      </span>
    </div>
  );
}
