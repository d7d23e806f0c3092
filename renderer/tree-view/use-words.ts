import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProcessState, processStates } from '#shared/model/process';
import { useFormat } from '../ui/use-format';
import type { CardWords } from './card-text';
import type { ItemWords } from './item-name';

/** The words on the cards and of the items, made once for each language. */
export function useWords(): CardWords & ItemWords {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const states = Object.fromEntries(processStates.map((state) => [state, t(`state.${state}`)]));
    return {
      states: states as Record<ProcessState, string>,
      orphan: t('tree.orphan'),
      separator: t('tree.separator'),
      zombieFor: (ageMs) => t('tree.zombieFor', { age: format.duration(ageMs) }),
      exited: (code) => t('tree.exited', { code }),
      killed: (signal) => t('tree.killed', { signal }),
      orphanOf: (pid) => t('tree.orphanOf', { pid }),
      pid: (pid) => t('tree.pid', { pid }),
      merged: (count, name) => t('tree.merged', { count, name, interpolation: { escapeValue: false } }),
      children: (count) => t('tree.children', { count }),
      age: format.duration,
      share: format.share,
      bytes: format.bytes,
      wasChildOf: (pid) => t('tree.wasChildOf', { pid }),
    };
  }, [t, format]);
}
