import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { revealProcess } from '../app/reveal';
import { useApp, useAppStore } from '../store/use-app';
import type { ProcessRow } from './build-rows';
import { commandText } from './cell-text';
import styles from './tree-table.module.css';

export interface RowMenuPlace {
  readonly row: ProcessRow;
  /** CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
}

interface RowMenuProps {
  readonly place: RowMenuPlace;
  /** A text, else the whole row. */
  readonly onCopy: (text?: string) => void;
  readonly onThreads: () => void;
  readonly onClose: () => void;
}

/** What can be done with a row, at the pointer or beside the row; the keys of an ARIA menu. */
export function RowMenu({ place: { row, x, y }, onCopy, onThreads, onClose }: RowMenuProps) {
  const { t } = useTranslation();
  const store = useAppStore();
  const menu = useRef<HTMLDivElement>(null);
  const isGraphShown = useApp((state) => state.treeShown !== 'table');
  const hasThreads = useApp((state) => state.openThreads.has(row.key));
  useEffect(() => {
    menu.current?.showPopover?.();
    menu.current?.querySelector('button')?.focus();
  }, []);
  const { select, changeSettings, showDetails, askQuery } = store.getState();
  const items: readonly (readonly [text: string, act: () => void])[] = [
    [
      t('table.menu.inspect'),
      () => {
        select(row.key);
        showDetails(true);
      },
    ],
    [
      t('table.menu.graph'),
      () => {
        if (!isGraphShown) changeSettings({ treeShown: 'both' });
        revealProcess(store, row.key);
      },
    ],
    [t('table.menu.below'), () => askQuery(`under:${row.process.pid}`)],
    [hasThreads ? t('table.threads.hide') : t('table.threads.show'), onThreads],
    [t('table.menu.copyRow'), () => onCopy()],
    [t('table.menu.copyPid'), () => onCopy(String(row.process.pid))],
    [t('table.menu.copyCommand'), () => onCopy(commandText(row.process))],
  ];
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={t('table.menu.label')}
      className={styles.menu}
      style={{
        left: Math.min(x, window.innerWidth - 240),
        top: Math.min(y, window.innerHeight - items.length * 28 - 24),
      }}
      onKeyDown={walkMenu}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
    >
      {items.map(([text, act]) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            menu.current?.hidePopover?.();
            act();
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

function walkMenu(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}
