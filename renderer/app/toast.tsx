import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import { IconButton } from '../ui/icon-button';
import styles from './toast.module.css';

/** Long enough to be read twice. */
const SHOWN_MS = 6_000;

/** What has just been done, at the foot of the window; goes by itself. A screen reader hears it from the same place. */
export function Toast() {
  const { t } = useTranslation();
  const toast = useApp((state) => state.toast);
  const hideToast = useApp((state) => state.hideToast);
  useEffect(() => {
    if (toast === undefined) return;
    const timer = window.setTimeout(hideToast, SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [toast, hideToast]);
  return (
    <div role="status" className={styles.place}>
      {toast !== undefined && (
        <div className={styles.toast}>
          <span>{t(`toast.${toast.text}`, { detail: toast.detail })}</span>
          <IconButton icon={X} label={t('bar.close')} onClick={hideToast} />
        </div>
      )}
    </div>
  );
}
