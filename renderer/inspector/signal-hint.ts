import type { TFunction } from 'i18next';
import { SIGRTMIN, signalName } from '#shared/model/signals';

/** What a signal does by default, in a few words; empty where that is not known. */
export function signalHint(signal: number, t: TFunction): string {
  if (signal >= SIGRTMIN) return t('signal.realTime');
  return t(`signal.${signalName(signal)}` as 'signal.SIGTERM', { defaultValue: '' });
}
