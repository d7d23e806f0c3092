import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';
import { IconButton } from './icon-button';

interface DialogProps {
  readonly title: string;
  /** Without a visible heading, e.g. where a field says enough. */
  readonly bare?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: the focus stays in it, Escape and a click beside it close it, and the focus goes back. */
export function Dialog({ title, bare = false, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // The browser would take the first button, which closes it.
    dialog.current?.querySelector<HTMLElement>('input, select, [tabindex="0"]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, by the browser
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-bare={bare || undefined}
      aria-labelledby={titleId}
      onClose={onClose}
      // What lies around the dialog belongs to it, what lies in it does not.
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) currentTarget.close();
      }}
    >
      <div className={styles.inside}>
        <div className={bare ? 'visually-hidden' : styles.header}>
          <h2 id={titleId}>{title}</h2>
          {!bare && <IconButton icon={X} label={t('bar.close')} onClick={() => dialog.current?.close()} />}
        </div>
        {children}
      </div>
    </dialog>
  );
}
