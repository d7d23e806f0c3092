import type { AppApi } from '#shared/ipc/contract';
import type { AppStore } from '../store/app-store';

/** Whose processes are "mine", and whether settings are kept; asked once, since neither changes under a running window. */
export async function askWhoRuns(store: AppStore, app: Pick<AppApi, 'request'>): Promise<void> {
  const { uid, settingsTrouble } = await app.request('app:describe');
  store.getState().receiveOwnUid(uid);
  if (settingsTrouble !== undefined) store.getState().showToast({ text: 'settingsNotKept', detail: settingsTrouble });
}
