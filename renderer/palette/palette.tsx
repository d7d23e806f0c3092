import { Command } from 'cmdk';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOrphan } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { revealProcess } from '../app/reveal';
import { useRequests } from '../ipc/requests-context';
import { selectTable } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import { commandText } from '../tree-table/cell-text';
import { Dialog } from '../ui/dialog';
import { Keys } from '../ui/keys';
import { StateSymbol } from '../ui/state-symbol';
import { actionGroups } from './action';
import { actions } from './actions';
import { type Command as FoundCommand, findCommands, findProcesses } from './find-commands';
import styles from './palette.module.css';

/** Every action by its name in either language, and every process by its name or pid. */
export function Palette() {
  const { t } = useTranslation();
  const closeDialog = useApp((state) => state.closeDialog);
  const [typed, setTyped] = useState('');
  const commands = useCommands();
  const found = findCommands(commands, typed);
  return (
    <Dialog title={t('palette.title')} bare onClose={closeDialog}>
      <Command label={t('palette.title')} shouldFilter={false} loop className={styles.palette}>
        <Command.Input
          autoFocus
          className={styles.input}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List label={t('palette.results')} className={styles.list}>
          <Command.Empty className={styles.empty}>{t('palette.nothing')}</Command.Empty>
          <Processes typed={typed} />
          {actionGroups.map((group) => (
            <Group
              key={group}
              heading={t(`palette.group.${group}`)}
              found={found.filter(({ action }) => action.group === group)}
            />
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

function Group({ heading, found }: { readonly heading: string; readonly found: readonly FoundCommand[] }) {
  const run = useRun();
  if (found.length === 0) return null;
  return (
    <Command.Group heading={heading} className={styles.group}>
      {found.map(({ action, text }) => (
        <Command.Item key={action.id} value={action.id} className={styles.item} onSelect={() => run(action)}>
          <span>{text}</span>
          {action.shortcut !== undefined && <Keys shortcut={action.shortcut} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Processes({ typed }: { readonly typed: string }) {
  const { t } = useTranslation();
  const store = useAppStore();
  const table = useApp(selectTable);
  const closeDialog = useApp((state) => state.closeDialog);
  const found = findProcesses(table, typed);
  if (found.length === 0) return null;
  return (
    <Command.Group heading={t('palette.processes')} className={styles.group}>
      {found.map((process) => (
        <Command.Item
          key={process.id}
          value={process.id}
          className={styles.item}
          onSelect={() => {
            closeDialog();
            revealProcess(store, process.id);
          }}
        >
          <span className={styles.process}>
            <StateSymbol state={process.state} />
            <bdi>{visibleName(process.name)}</bdi>
            <span className={styles.pid}>{process.pid}</span>
            {isOrphan(process) && <span>⤴ {t('tree.orphan')}</span>}
          </span>
          <bdi className={styles.command}>{commandText(process)}</bdi>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Those that make sense now. The dialog is closed first: an action may open another, or move the focus. */
function useRun(): (action: (typeof actions)[number]) => void {
  const store = useAppStore();
  const app = useRequests();
  return (action) => {
    store.getState().closeDialog();
    // The focus goes back to where it was when the dialog is gone; only then may the action take it.
    requestAnimationFrame(() => action.run({ store, app }));
  };
}

function useCommands(): readonly FoundCommand[] {
  const { t, i18n } = useTranslation();
  const store = useAppStore();
  return useMemo(() => {
    const others = ['en', 'zh'].map((language) => i18n.getFixedT(language));
    return actions
      .filter(({ keysOnly, isOffered }) => !keysOnly && isOffered?.(store.getState()) !== false)
      .map((action) => ({
        action,
        text: action.text(t),
        searched: others.map((translate) => action.text(translate).toLowerCase()).join(' '),
      }));
  }, [t, i18n, store]);
}
