import { useTranslation } from 'react-i18next';
import { pages } from '../store/timeline-slice';
import { useApp } from '../store/use-app';
import { Segments } from '../ui/segments';

/** Live · Lab · Recordings. */
export function PageTabs() {
  const { t } = useTranslation();
  const page = useApp((state) => state.page);
  const showPage = useApp((state) => state.showPage);
  return (
    <nav aria-label={t('bar.pages')}>
      <Segments
        label={t('bar.pages')}
        hideLabel
        values={pages}
        value={page}
        textOf={(value) => t(`bar.page.${value}`)}
        onChange={showPage}
      />
    </nav>
  );
}
