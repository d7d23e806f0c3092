import type { AppApi } from '#shared/ipc/contract';
import { resolveLanguage } from '../i18n/follow-language';
import type { AppStore } from '../store/app-store';

/**
 * Main keeps the read-only switch; the setting only shows it. A wish to change it goes to main, which may ask the person
 * and say no: then the setting falls back. Returns its undo.
 */
export function followReadOnly(store: AppStore, app: Pick<AppApi, 'request'>): () => void {
  let isToldByMain = false;
  const show = (readOnly: boolean) => {
    isToldByMain = true;
    if (store.getState().readOnly !== readOnly) store.getState().changeSettings({ readOnly });
    isToldByMain = false;
  };
  void app.request('action:describe').then((limits) => show(limits.readOnly));
  return store.subscribe(({ readOnly, language }, before) => {
    if (readOnly === before.readOnly || isToldByMain) return;
    const order = { readOnly, language: resolveLanguage(language, window.navigator.language) };
    app.request('action:read-only', order).then(
      (limits) => show(limits.readOnly),
      () => show(true),
    );
  });
}
