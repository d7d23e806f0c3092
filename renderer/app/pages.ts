/** The three pages. The first tree need not wait for an editor and for what else the other two are made of. */
import { lazy } from 'react';
import { LivePage } from './live-page';

const loadLab = () => import('../lab/lab-page');
const loadRecordings = () => import('../recordings/recordings-page');

export const pages = {
  live: LivePage,
  lab: lazy(async () => ({ default: (await loadLab()).LabPage })),
  recordings: lazy(async () => ({ default: (await loadRecordings()).RecordingsPage })),
} as const;

/** So that to turn to another page takes no time. */
export async function loadPages(): Promise<void> {
  await Promise.all([loadLab(), loadRecordings()]);
}
