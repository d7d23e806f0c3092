import type { TFunction } from 'i18next';
import type { ExitStatus, ProcessRecord } from '#shared/model/process';
import { signalName } from '#shared/model/signals';

/** `code 7`, `killed by SIGKILL`. */
export function exitText(exit: ExitStatus | undefined, t: TFunction): string {
  if (exit === undefined) return t('exit.unknown');
  if ('code' in exit) return t('exit.code', { code: exit.code });
  return t(exit.core ? 'exit.signalCore' : 'exit.signal', { signal: signalName(exit.signal) });
}

/** `exited 12 s ago with code 7`; without `ago`, it was before we watched. */
export function endingText({ exit }: Pick<ProcessRecord, 'exit'>, ago: string | undefined, t: TFunction): string {
  if (exit === undefined)
    return ago === undefined ? t('sentence.exitedBeforeUnknown') : t('sentence.exitedUnknown', { ago });
  if ('code' in exit) {
    const { code } = exit;
    return ago === undefined ? t('sentence.exitedBefore', { code }) : t('sentence.exited', { ago, code });
  }
  const signal = signalName(exit.signal);
  return ago === undefined ? t('sentence.killedBefore', { signal }) : t('sentence.killed', { ago, signal });
}
