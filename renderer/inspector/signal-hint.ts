import type { TFunction } from 'i18next';
import { SIGRTMIN, signalName } from '#shared/model/signals';

/** What glibc calls the two that it keeps for itself (nptl(7)). */
const libcNames: { readonly [signal: number]: string } = { 32: 'SIGCANCEL', 33: 'SIGSETXID' };

/** What a signal does by default, in a few words; empty where that is not known. */
export function signalHint(signal: number, t: TFunction): string {
  if (signal >= SIGRTMIN) return t('signal.realTime');
  const name = libcNames[signal];
  if (name !== undefined) return t('depth.libcSignal', { name });
  return t(`signal.${signalName(signal)}` as 'signal.SIGTERM', { defaultValue: '' });
}
