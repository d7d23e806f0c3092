import { useEffect } from 'react';
import type { AppStore } from '../store/app-store';
import { selectPlayer } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import type { Panels } from './use-panels';

/** `P` holds the picture still or lets it go on; Escape closes a drawer, else clears the selection. */
export function useShortcuts({ closeDrawer }: Pick<Panels, 'closeDrawer'>): void {
  const store = useAppStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && !isPopoverOpen()) {
        if (!closeDrawer()) store.getState().select(undefined);
      } else if (event.key.toLowerCase() === 'p' && !event.repeat && !isTyping(event.target)) {
        togglePause(store);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, closeDrawer]);
}

export function togglePause(store: AppStore): void {
  const { pause, resume } = store.getState();
  if (selectPlayer(store.getState()).cursor === 'live') pause();
  else resume();
}

/** Escape belongs to an open popover; the browser closes it by itself. */
function isPopoverOpen(): boolean {
  return [...document.querySelectorAll('[popover]')].some((popover) => popover.matches(':popover-open'));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button'].includes(target.type);
  return target.isContentEditable || target.matches('select, textarea');
}
