import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from './format';

export function useFormat(): Format {
  const { language } = useTranslation().i18n;
  return useMemo(() => createFormat(language), [language]);
}
