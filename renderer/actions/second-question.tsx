import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action, TargetPreview } from '#shared/ipc/action-requests';
import styles from './actions.module.css';
import { TargetList } from './target-list';

interface SecondQuestionProps {
  readonly preview: readonly TargetPreview[];
  readonly action: Action;
}

/** Whether really, with those that call for caution and why. It takes the focus from the button that was just pressed. */
export function SecondQuestion({ preview, action }: SecondQuestionProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.sure}>
      <h3>
        <TriangleAlert size={16} aria-hidden /> {t('actions.sureTitle')}
      </h3>
      <p>{t(action === 'signal' ? 'actions.sure' : 'actions.surePriority')}</p>
      <TargetList preview={preview.filter(({ verdict }) => verdict.kind === 'caution')} action={action} />
    </div>
  );
}
