import type { MenuWish } from '#shared/ipc/about-requests';
import type { AppApi } from '#shared/ipc/contract';
import type { ActionContext } from '../palette/action';
import { chooseRecording } from '../recordings/follow-recordings';
import type { AppStore } from '../store/app-store';
import { copyDiagnostics } from './copy-diagnostics';

const wishes: { readonly [Wish in MenuWish]: (context: ActionContext) => void } = {
  open: ({ store, app }) => void chooseRecording(store, app),
  about: ({ store }) => store.getState().openDialog('about'),
  diagnostics: (context) => void copyDiagnostics(context),
};

/** What is chosen in the menu of the window happens in the page; returns its undo. */
export function followMenu(store: AppStore, app: AppApi): () => void {
  return app.subscribe('app:wished', ({ wish }) => wishes[wish]({ store, app }));
}
