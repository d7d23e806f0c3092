import { ChevronDown, type LucideIcon } from 'lucide-react';
import styles from './controls.module.css';

interface SelectProps<Value extends string> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly textOf: (value: Value) => string;
  readonly onChange: (value: Value) => void;
}

/** The platform's own select, so that keyboard, screen reader and long lists are the platform's too. */
export function Select<Value extends string>({
  icon: Icon,
  label,
  values,
  value,
  textOf,
  onChange,
}: SelectProps<Value>) {
  return (
    <span className={styles.select}>
      <Icon size={14} aria-hidden />
      <select
        aria-label={label}
        title={label}
        value={value}
        onChange={({ target }) => {
          const chosen = values.find((candidate) => candidate === target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {values.map((choice) => (
          <option key={choice} value={choice}>
            {textOf(choice)}
          </option>
        ))}
      </select>
      <ChevronDown size={12} aria-hidden />
    </span>
  );
}
