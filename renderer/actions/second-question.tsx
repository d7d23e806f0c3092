import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TargetPreview } from '#shared/ipc/action-requests';
import styles from './actions.module.css';
import { TargetList } from './target-list';

/** Whether really, with those that call for caution and why. */
export function SecondQuestion({ preview }: { readonly preview: readonly TargetPreview[] }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={styles.sure}>
      <h3>
        <TriangleAlert size={16} aria-hidden /> {t('actions.sureTitle')}
      </h3>
      <p>{t('actions.sure')}</p>
      <TargetList preview={preview.filter(({ verdict }) => verdict.kind === 'caution')} />
    </div>
  );
}
