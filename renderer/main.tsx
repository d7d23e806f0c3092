import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { AppApi } from '#shared/ipc/contract';
import { followMenu } from './about/follow-menu';
import { followReadOnly } from './actions/follow-read-only';
import { App } from './app/app';
import { ErrorBoundary } from './app/error-boundary';
import { afterFirstTree, withFirstTable } from './app/first-tree';
import { loadPages } from './app/pages';
import { createI18n } from './i18n/create-i18n';
import { followLanguage, resolveLanguage } from './i18n/follow-language';
import { askWhoRuns } from './ipc/ask-who-runs';
import { connect } from './ipc/connect';
import { followInterval } from './ipc/follow-interval';
import { RequestsContext } from './ipc/requests-context';
import { askForLeftovers } from './leftovers/ask-for-leftovers';
import { followRecordings } from './recordings/follow-recordings';
import { createAppStore } from './store/app-store';
import { StoreContext } from './store/use-app';
import { followTheme } from './ui/theme';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly app: AppApi;
  }
}

const store = createAppStore(window.localStorage);
const i18n = createI18n(resolveLanguage(store.getState().language, window.navigator.language));
followTheme(store, window);
followLanguage(store, i18n, window);
connect(store, window.app, window);
followInterval(store, window.app);
followReadOnly(store, window.app);
void askWhoRuns(store, window.app);
followRecordings(store, window.app, window);
followMenu(store, window.app);
afterFirstTree(store, window, () => {
  void loadPages();
  void askForLeftovers({ store, app: window.app });
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const draw = () =>
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <ErrorBoundary>
          <StoreContext value={store}>
            <RequestsContext value={window.app}>
              <App />
            </RequestsContext>
          </StoreContext>
        </ErrorBoundary>
      </I18nextProvider>
    </StrictMode>,
  );
withFirstTable(store, draw);
