import { useTranslation } from 'react-i18next';
import { actionGroups } from '../palette/action';
import { actions } from '../palette/actions';
import { useApp } from '../store/use-app';
import { Dialog } from '../ui/dialog';
import { Keys } from '../ui/keys';
import styles from './shortcuts-dialog.module.css';

/** Every key there is, from the same list that the keys are read from. */
export function ShortcutsDialog() {
  const { t } = useTranslation();
  const closeDialog = useApp((state) => state.closeDialog);
  return (
    <Dialog title={t('palette.shortcuts')} onClose={closeDialog}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <section className={styles.groups} aria-label={t('palette.shortcuts')} tabIndex={0}>
        {actionGroups.map((group) => {
          const shown = actions.filter((action) => action.group === group && action.shortcut !== undefined);
          return (
            <div key={group} className={styles.group}>
              <h3>{t(`palette.group.${group}`)}</h3>
              <dl>
                {shown.map(({ id, text, shortcut = '' }) => (
                  <div key={id}>
                    <dt>{text(t)}</dt>
                    <dd>
                      <Keys shortcut={shortcut} />
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          );
        })}
      </section>
    </Dialog>
  );
}
