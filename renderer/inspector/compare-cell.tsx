import { useTranslation } from 'react-i18next';
import type { ComparedRow } from '#shared/inspect/compare';
import { visibleText } from '#shared/model/visible-text';
import { Unknown, unlockText } from './field';
import styles from './inspector.module.css';

/** About what four lines hold; the whole is in the tooltip. */
const LONG = 120;

export function CompareCell({
  cell,
  agreeing,
}: {
  readonly cell: ComparedRow['left'];
  readonly agreeing: number | undefined;
}) {
  const { t } = useTranslation();
  if ('hidden' in cell) return <Unknown why={t(`hidden.${cell.hidden}`)} unlock={unlockText(cell.hidden, t)} />;
  const text = visibleText(cell.value);
  return (
    <>
      {text === '' && agreeing === undefined && <span className={styles.why}>{t('depth.none')}</span>}
      <bdi title={text.length > LONG ? text : undefined}>{text.length > LONG ? `${text.slice(0, LONG)}…` : text}</bdi>
      {agreeing !== undefined && <small className={styles.why}> {t('compare.same', { count: agreeing })}</small>}
    </>
  );
}
