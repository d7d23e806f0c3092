import { type RefObject, useState } from 'react';
import { suggest } from '#shared/query/suggest';
import { selectTable } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import { vocabularyOf } from './vocabulary';

/** One line of the list under the search field. */
export interface Offer {
  readonly key: string;
  readonly kind: 'field' | 'flag' | 'value' | 'saved' | 'recent';
  /** What is shown, and what the text becomes. */
  readonly label: string;
  readonly about: string;
  readonly text: string;
  /** Where the caret stands afterwards. */
  readonly caret: number;
}

export interface OfferList {
  readonly offers: readonly Offer[];
  /** The one that Enter would take; -1 for none. */
  readonly active: number;
  move(step: number): void;
  /** Looks again at what is typed and where the caret is. */
  refresh(): void;
  close(): void;
  take(offer: Offer): void;
}

const none: readonly Offer[] = [];

export function useSuggestions(input: RefObject<HTMLInputElement | null>): OfferList {
  const store = useAppStore();
  const askQuery = useApp((state) => state.askQuery);
  const [offers, setOffers] = useState(none);
  const [active, setActive] = useState(-1);
  const close = () => {
    setOffers(none);
    setActive(-1);
  };
  return {
    offers,
    active,
    close,
    move: (step) => setActive(((active + 1 + step + offers.length + 1) % (offers.length + 1)) - 1),
    refresh: () => {
      const { queryText, savedQueries, recentQueries } = store.getState();
      const caret = input.current?.selectionStart ?? queryText.length;
      const past = queryText === '' ? pastOffers(savedQueries, recentQueries) : none;
      const found =
        queryText === '' ? [] : suggest(queryText, caret, vocabularyOf(selectTable(store.getState()))).items;
      const { from, to } = suggest(queryText, caret, () => []);
      setOffers([
        ...past,
        ...found.map(({ kind, about, insert }): Offer => {
          const text = `${queryText.slice(0, from)}${insert}${queryText.slice(to)}`;
          return { key: insert, kind, label: insert, about, text, caret: from + insert.length };
        }),
      ]);
      setActive(-1);
    },
    take: ({ text, caret }) => {
      askQuery(text);
      close();
      // The field shows the new text only after React has put it there.
      requestAnimationFrame(() => {
        input.current?.focus();
        input.current?.setSelectionRange(caret, caret);
      });
    },
  };
}

function pastOffers(
  saved: readonly { readonly name: string; readonly text: string }[],
  recent: readonly string[],
): readonly Offer[] {
  return [
    ...saved.map(({ name, text }): Offer => {
      return { key: `saved ${name}`, kind: 'saved', label: name, about: text, text, caret: text.length };
    }),
    ...recent.map((text): Offer => ({ key: text, kind: 'recent', label: text, about: '', text, caret: text.length })),
  ];
}
