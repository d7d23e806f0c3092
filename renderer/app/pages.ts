/** The three pages. The first tree need not wait for an editor and for what else the other two are made of. */
import { lazy } from 'react';
import type { AppStore } from '../store/app-store';
import { LivePage } from './live-page';

const loadLab = () => import('../lab/lab-page');
const loadRecordings = () => import('../recordings/recordings-page');

export const pages = {
  live: LivePage,
  lab: lazy(async () => ({ default: (await loadLab()).LabPage })),
  recordings: lazy(async () => ({ default: (await loadRecordings()).RecordingsPage })),
} as const;

/** When the first tree is there and nothing else is to do, so that to turn to another page takes no time. */
export function loadPagesLater(store: AppStore, window: Pick<Window, 'requestIdleCallback'>): void {
  const unsubscribe = store.subscribe(({ players }) => {
    if (players.live.timeline.latest.living.size === 0) return;
    unsubscribe();
    window.requestIdleCallback(() => void Promise.all([loadLab(), loadRecordings()]));
  });
}
