import type { AppStore } from '../store/app-store';
import { selectPlayer } from '../store/selectors';

export function togglePause(store: AppStore): void {
  const { pause, resume } = store.getState();
  if (selectPlayer(store.getState()).cursor === 'live') pause();
  else resume();
}
