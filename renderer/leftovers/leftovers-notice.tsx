import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visibleName, visibleText } from '#shared/model/visible-text';
import { useRequests } from '../ipc/requests-context';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { cleanLeftovers } from './ask-for-leftovers';
import styles from './leftovers.module.css';

/** What a run left behind whose app was killed, named one by one; nothing is removed unasked. */
export function LeftoversNotice() {
  const { t } = useTranslation();
  const store = useAppStore();
  const app = useRequests();
  const leftovers = useApp((state) => state.leftovers);
  const leave = useApp((state) => state.leaveLeftovers);
  const [busy, setBusy] = useState(false);
  if (leftovers === undefined) return null;
  const rows = [
    ...leftovers.processes.map(({ pid, name }) => t('leftovers.process', { pid, name: visibleName(name) })),
    ...leftovers.groups.map((path) => t('leftovers.group', { path: visibleText(path) })),
    ...leftovers.folders.map((path) => t('leftovers.folder', { path: visibleText(path) })),
  ];
  const clean = async () => {
    setBusy(true);
    await cleanLeftovers({ store, app }).finally(() => setBusy(false));
  };
  return (
    <section className={styles.notice} role="alert" aria-label={t('leftovers.title')}>
      <strong>{t('leftovers.title')}</strong>
      <p>{t('leftovers.text')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <ul tabIndex={0} aria-label={t('leftovers.list')}>
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <button type="button" className={controls.quiet} onClick={leave}>
          {t('leftovers.leave')}
        </button>
        <button type="button" className={controls.primary} disabled={busy} onClick={() => void clean()}>
          {t('leftovers.clean')}
        </button>
      </div>
    </section>
  );
}
