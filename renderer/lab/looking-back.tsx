import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { selectIsLookingBack, selectLabTable } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import styles from './program-pane.module.css';
import { useLabCommands } from './use-lab-commands';

/** What is seen is past: nobody should think that the program has gone back. */
export function LookingBack() {
  const { t } = useTranslation();
  const { returnToNow } = useLabCommands();
  const isLookingBack = useApp(selectIsLookingBack);
  const turn = useApp((state) => selectLabTable(state).lab.turns);
  const turns = useApp((state) => state.players.lab.timeline.latest.lab.turns);
  if (!isLookingBack) return null;
  return (
    <div className={styles.back} role="status">
      <History size={14} aria-hidden />
      <span>{t('lab.lookingBack', { turn, turns })}</span>
      <button type="button" className={controls.primary} title={t('lab.returnHint')} onClick={returnToNow}>
        {t('lab.return')}
      </button>
    </div>
  );
}
