import { useTranslation } from 'react-i18next';
import { foldDepths } from '#shared/layout/folds';
import { isSearching } from '../store/query-slice';
import { useApp } from '../store/use-app';
import { Segments } from '../ui/segments';
import styles from './tree-toolbar.module.css';

/** How much of the tree is open, and what else the graph shows. */
export function FoldChoice() {
  const { t } = useTranslation();
  // A search opens what leads to a match, and merges nothing: a choice could not be seen.
  const isIdle = useApp(isSearching);
  const depth = useApp((state) => state.folds.depth ?? 'auto');
  const foldTo = useApp((state) => state.foldTo);
  const merge = useApp((state) => state.mergeSiblings);
  const mergeSiblings = useApp((state) => state.chooseMerging);
  const minimap = useApp((state) => state.minimap);
  const changeSettings = useApp((state) => state.changeSettings);
  const wishCamera = useApp((state) => state.wishCamera);
  return (
    <div className={styles.choices}>
      <Segments
        label={t('tree.depth')}
        values={foldDepths}
        value={depth}
        disabled={isIdle}
        textOf={(choice) =>
          typeof choice === 'number' ? t('tree.levels', { count: choice }) : t(`tree.depths.${choice}`)
        }
        onChange={(choice) => {
          foldTo(choice);
          wishCamera({ kind: 'home' });
        }}
      />
      <p>{t(isIdle ? 'tree.depthSearching' : 'tree.depthHint')}</p>
      <Switch label={t('tree.merge')} checked={merge} disabled={isIdle} onChange={mergeSiblings} />
      <Switch
        label={t('tree.minimap')}
        checked={minimap}
        onChange={(isShown) => changeSettings({ minimap: isShown })}
      />
    </div>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Switch({ label, checked, disabled = false, onChange }: SwitchProps) {
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
