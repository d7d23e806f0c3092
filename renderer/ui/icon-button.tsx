import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import styles from './controls.module.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: LucideIcon;
  readonly label: string;
  /** More than the label says, e.g. the shortcut. */
  readonly hint?: string;
}

export function IconButton({ icon: Icon, label, hint, ...rest }: IconButtonProps) {
  return (
    <button type="button" className={styles.icon} aria-label={label} title={hint ?? label} {...rest}>
      <Icon size={16} aria-hidden />
    </button>
  );
}
