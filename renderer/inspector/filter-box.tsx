import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './filter-box.module.css';

interface FilterBoxProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** How much of what is shown. */
  readonly children?: ReactNode;
}

export function FilterBox({ label, text, onChange, children }: FilterBoxProps) {
  return (
    <div className={styles.filter}>
      <Search size={13} aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
      <output>{children}</output>
    </div>
  );
}
