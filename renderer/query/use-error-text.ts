import { useTranslation } from 'react-i18next';
import { visibleText } from '#shared/model/visible-text';
import type { QueryError } from '#shared/query/query';

const LONGEST = 40;

/** What is wrong, in a sentence. */
export function useErrorText(error: QueryError | undefined): string | undefined {
  const { t } = useTranslation();
  if (error === undefined) return undefined;
  const { code, hint } = error;
  const shown = visibleText(error.found);
  const found = shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
  if (code === 'unknown-field' && hint !== '') return t('query.error.unknown-field-hint', { found, hint });
  return t(`query.error.${code}`, { found, hint });
}
