import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { selectMatches, selectShownTree } from '../store/selectors';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import styles from './no-match-notice.module.css';

/** Instead of an empty tree: that nothing matches, and the way back. */
export function NoMatchNotice() {
  const { t } = useTranslation();
  const isEmpty = useApp(
    (state) => selectMatches(state) !== undefined && selectShownTree(state).children === undefined,
  );
  const text = useApp((state) => state.queryText);
  const askQuery = useApp((state) => state.askQuery);
  const changeSettings = useApp((state) => state.changeSettings);
  if (!isEmpty) return null;
  const clear = () => {
    askQuery('');
    // A switch alone can leave nothing too, e.g. in a recording of somebody else's computer.
    if (text === '') changeSettings({ onlyMine: false, hideKernelThreads: false });
  };
  return (
    <div className={styles.notice} role="status">
      <SearchX size={28} strokeWidth={1.5} aria-hidden />
      <strong>{t('query.none')}</strong>
      <p>{t('query.noneText')}</p>
      {text !== '' && <code>{text}</code>}
      <button type="button" className={controls.button} onClick={clear}>
        {t('query.clear')}
      </button>
    </div>
  );
}
