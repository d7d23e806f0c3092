import type { ActionContext } from '../palette/action';

/** Gathered and put on the clipboard by main; says how it went. */
export async function copyDiagnostics({ store, app }: ActionContext): Promise<void> {
  const { showToast } = store.getState();
  await app.request('app:diagnostics').then(
    () => showToast({ text: 'diagnosticsCopied' }),
    (error: Error) => showToast({ text: 'diagnosticsFailed', detail: error.message }),
  );
}
