import { useTranslation } from 'react-i18next';
import { visibleText } from '#shared/model/visible-text';
import { type FieldName, type Flag, fieldNames, flags } from '#shared/query/query';
import styles from './query-bar.module.css';
import type { Offer, OfferList } from './use-suggestions';

export function offerElementId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** What may be meant, under the field; the focus stays in the field. */
export function OfferListBox({ id, list }: { readonly id: string; readonly list: OfferList }) {
  const { t } = useTranslation();
  const descriptionOf = useDescription();
  return (
    <div id={id} role="listbox" aria-label={t('query.suggestions')} className={styles.list}>
      {list.offers.map((offer, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        <div
          key={offer.key}
          id={offerElementId(id, index)}
          role="option"
          aria-selected={index === list.active}
          className={styles.offer}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => list.take(offer)}
        >
          <bdi className={styles.offered}>{visibleText(offer.label)}</bdi>
          <span className={styles.about}>{descriptionOf(offer)}</span>
        </div>
      ))}
    </div>
  );
}

function useDescription(): (offer: Offer) => string {
  const { t } = useTranslation();
  return ({ kind, about }) => {
    const flag = flags.find((name): name is Flag => name === about);
    const field = fieldNames.find((name): name is FieldName => name === about);
    if (kind === 'flag' && flag !== undefined) return t(`query.flag.${flag}`);
    if (kind === 'field' && field !== undefined) return t(`query.field.${field}`);
    if (kind === 'saved') return about;
    if (kind === 'recent') return t('query.recent');
    return field === undefined ? '' : t(`query.field.${field}`);
  };
}
