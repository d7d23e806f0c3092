import { useTranslation } from 'react-i18next';
import { visibleText } from '#shared/model/visible-text';
import { useApp } from '../store/use-app';

/** Why the picture is not of now, in words; undefined while all is well. */
export function useFailure(): string | undefined {
  const { t } = useTranslation();
  const stopped = useApp((state) => state.collectorFailure);
  const failed = useApp((state) => state.collector?.failure);
  if (stopped !== undefined) return t('source.collectorStopped', { detail: visibleText(stopped) });
  return failed === undefined ? undefined : visibleText(failed);
}
