import type { AppStore } from '../store/app-store';
import { selectPlayer } from '../store/selectors';

/** In the lab it is the program that pauses, by the lab's own controls. */
export function togglePause(store: AppStore): void {
  if (store.getState().page === 'lab') return;
  const { pause, resume } = store.getState();
  if (selectPlayer(store.getState()).cursor === 'live') pause();
  else resume();
}
