import type { ActionContext } from '../palette/action';

/** When the window opens: is there something from the last time? */
export async function askForLeftovers({ store, app }: ActionContext): Promise<void> {
  store.getState().receiveLeftovers(await app.request('leftovers:find'));
}

/** When the person asks, there is an answer in any case. */
export async function lookForLeftovers(context: ActionContext): Promise<void> {
  await askForLeftovers(context);
  const { leftovers, showToast } = context.store.getState();
  if (leftovers === undefined) showToast({ text: 'noLeftovers' });
}

export async function cleanLeftovers({ store, app }: ActionContext): Promise<void> {
  store.getState().receiveLeftovers(await app.request('leftovers:clean'));
  const { leftovers, showToast } = store.getState();
  showToast({ text: leftovers === undefined ? 'leftoversRemoved' : 'leftoversStay' });
}
