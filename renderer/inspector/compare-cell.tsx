import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedRow } from '#shared/inspect/compare';
import { visibleText } from '#shared/model/visible-text';
import { Unknown, unlockText } from './field';
import prose from './prose.module.css';

/** About what six lines hold, or two of what is the same; more is folded. */
const LONG = 180;
const LONG_AND_SAME = 60;

export function CompareCell({
  cell,
  agreeing,
  unread = 0,
  isSame = false,
}: {
  readonly cell: ComparedRow['left'];
  readonly agreeing: number | undefined;
  /** Not compared, since there are too many. */
  readonly unread?: number | undefined;
  readonly isSame?: boolean;
}) {
  const { t } = useTranslation();
  if ('hidden' in cell) return <Unknown why={t(`hidden.${cell.hidden}`)} unlock={unlockText(cell.hidden, t)} />;
  const text = visibleText(cell.value);
  return (
    <>
      {text === '' && agreeing === undefined && <span className={prose.why}>{t('depth.none')}</span>}
      <Value text={text} most={isSame ? LONG_AND_SAME : LONG} />
      {agreeing !== undefined && <small className={prose.why}> {t('compare.same', { count: agreeing })}</small>}
      {unread > 0 && <small className={prose.why}> {t('compare.unread', { count: unread })}</small>}
    </>
  );
}

/** The rest is behind a button, since a tooltip is out of reach for a keyboard. */
function Value({ text, most }: { readonly text: string; readonly most: number }) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  if (text.length <= most) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi>{showsAll ? text : `${text.slice(0, most)}…`}</bdi>{' '}
      <button type="button" className={prose.more} aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? t('inspector.showLess') : t('inspector.showAll')}
      </button>
    </>
  );
}
