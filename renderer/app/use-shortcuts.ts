import { useEffect } from 'react';
import { useRequests } from '../ipc/requests-context';
import type { ActionContext, AppAction } from '../palette/action';
import { actions } from '../palette/actions';
import { isCharacterKey, matchesShortcut } from '../palette/match-shortcut';
import { useAppStore } from '../store/use-app';
import { isTyping } from '../ui/is-typing';
import type { Panels } from './use-panels';

/** Runs the action whose keys were pressed; Escape closes a drawer, else clears the selection. */
export function useShortcuts({ closeDrawer }: Pick<Panels, 'closeDrawer'>): void {
  const store = useAppStore();
  const app = useRequests();
  useEffect(() => {
    const context: ActionContext = { store, app };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return;
      const action = actions.find((each) => isMeant(each, event, context));
      if (action !== undefined) {
        event.preventDefault();
        action.run(context);
      } else if (isEscape(event) && !isPopoverOpen() && !closeDrawer()) {
        store.getState().select(undefined);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, app, closeDrawer]);
}

function isMeant({ shortcut, local, isOffered }: AppAction, event: KeyboardEvent, { store }: ActionContext): boolean {
  if (shortcut === undefined || local || event.repeat || !matchesShortcut(shortcut, event)) return false;
  if (isCharacterKey(shortcut) && isTyping(event)) return false;
  return isOffered?.(store.getState()) !== false;
}

function isEscape({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key === 'Escape' && !ctrlKey && !metaKey && !altKey;
}

/** Escape belongs to an open popover; the browser closes it by itself. */
function isPopoverOpen(): boolean {
  return [...document.querySelectorAll('[popover]')].some((popover) => popover.matches(':popover-open'));
}
