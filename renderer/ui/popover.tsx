import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './icon-button';
import styles from './popover.module.css';

interface PopoverProps {
  /** Also names the anchor: see `popoverTrigger`. */
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** The browser's own popover: over everything, closed by Escape and by a click beside it. */
export function Popover({ id, title, children }: PopoverProps) {
  const { t } = useTranslation();
  const titleId = `${id}-title`;
  return (
    <div
      id={id}
      popover="auto"
      role="dialog"
      aria-labelledby={titleId}
      className={styles.popover}
      style={{ positionAnchor: `--${id}` }}
    >
      <div className={styles.header}>
        <h2 id={titleId}>{title}</h2>
        <IconButton icon={X} label={t('bar.close')} popoverTarget={id} popoverTargetAction="hide" />
      </div>
      {children}
    </div>
  );
}

/** What a button needs to open the popover beneath it. */
export function popoverTrigger(id: string) {
  return { popoverTarget: id, 'aria-haspopup': 'dialog', style: { anchorName: `--${id}` } } as const;
}
