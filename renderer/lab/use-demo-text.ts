import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '#shared/lab/demo';

/** Of a demo's text, the one in the person's language. */
export function useDemoText(): (text: Text) => string {
  const { language } = useTranslation().i18n;
  return useCallback((text) => (language.startsWith('zh') ? text.zh : text.en), [language]);
}
