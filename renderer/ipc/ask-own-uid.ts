import type { AppApi } from '#shared/ipc/contract';
import type { AppStore } from '../store/app-store';

/** Whose processes are "mine"; asked once, since nobody changes user under a running window. */
export async function askOwnUid(store: AppStore, app: Pick<AppApi, 'request'>): Promise<void> {
  const { uid } = await app.request('app:describe');
  store.getState().receiveOwnUid(uid);
}
