import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequests } from '../ipc/requests-context';
import { IconButton } from '../ui/icon-button';
import styles from './outputs-panel.module.css';

/** Whose turn it is, one after the other; copied, it is a file for the command line. */
export function ScheduleText({ schedule }: { readonly schedule: readonly string[] }) {
  const { t } = useTranslation();
  const app = useRequests();
  const [told, setTold] = useState('');
  const copy = () =>
    void app.request('action:copy', { text: JSON.stringify(schedule) }).then(() => setTold(t('actions.copied')));
  return (
    <div className={styles.schedule}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <code tabIndex={0}>{schedule.join(' ')}</code>
      <IconButton icon={Copy} label={t('outputs.copySchedule')} onClick={copy} />
      <output className={styles.count}>{told}</output>
    </div>
  );
}
