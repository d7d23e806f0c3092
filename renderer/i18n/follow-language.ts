import type { i18n } from 'i18next';
import type { AppStore } from '../store/app-store';
import type { Settings } from '../store/settings-slice';
import type { Language } from './create-i18n';

/** Any Chinese (zh, zh-TW, zh-Hans-CN...) is served by the one we have; everybody else reads English. */
export function resolveLanguage(setting: Settings['language'], systemLanguage: string): Language {
  if (setting !== 'system') return setting;
  return /^zh\b/i.test(systemLanguage) ? 'zh' : 'en';
}

/** Keeps texts and the page's `lang` with the setting and the system; returns its undo. */
export function followLanguage(store: AppStore, i18n: i18n, page: Window): () => void {
  const follow = () => {
    const language = resolveLanguage(store.getState().language, page.navigator.language);
    page.document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    if (i18n.language !== language) void i18n.changeLanguage(language);
  };
  follow();
  page.addEventListener('languagechange', follow);
  const unsubscribe = store.subscribe(({ language }, before) => {
    if (language !== before.language) follow();
  });
  return () => {
    unsubscribe();
    page.removeEventListener('languagechange', follow);
  };
}
