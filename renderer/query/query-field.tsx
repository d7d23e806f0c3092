import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryError } from '#shared/query/query';
import { useApp } from '../store/use-app';
import { OfferListBox, offerElementId } from './offer-list-box';
import styles from './query-bar.module.css';
import { useErrorText } from './use-error-text';
import { useSuggestions } from './use-suggestions';

interface QueryFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  /** To the next or the previous match. */
  readonly onStep: (direction: 1 | -1) => void;
}

/** The field that Ctrl+F and `/` go to; found by this id. */
export const QUERY_FIELD = 'query-field';

/** A combobox: text that is a query, what may be meant by it, and what is wrong with it. */
export function QueryField({ input, onStep }: QueryFieldProps) {
  const { t } = useTranslation();
  const text = useApp((state) => state.queryText);
  const error = useApp((state) => state.queryError);
  const askQuery = useApp((state) => state.askQuery);
  const rememberQuery = useApp((state) => state.rememberQuery);
  const list = useSuggestions(input);
  const [isFocused, setFocused] = useState(false);
  const listId = useId();
  const errorId = useId();
  const mirror = useRef<HTMLDivElement>(null);
  const errorText = useErrorText(error);
  const isOpen = isFocused && list.offers.length > 0;

  const onEscape = () => {
    if (list.active !== -1) list.close();
    else if (text !== '') askQuery('');
    else input.current?.blur();
    list.close();
  };
  const onEnter = (event: KeyboardEvent) => {
    const offer = list.offers[list.active];
    if (isOpen && offer !== undefined) list.take(offer);
    else onStep(event.shiftKey ? -1 : 1);
  };
  const act = (event: KeyboardEvent): boolean => {
    if (event.key === 'ArrowDown' && !isOpen) list.refresh();
    else if (event.key === 'ArrowDown') list.move(1);
    else if (event.key === 'ArrowUp') list.move(-1);
    else if (event.key === 'Escape') onEscape();
    else if (event.key === 'Enter') onEnter(event);
    else return false;
    return true;
  };

  return (
    <div className={styles.field}>
      <div ref={mirror} className={styles.mirror} aria-hidden>
        {error !== undefined && <Underlined text={text} error={error} />}
      </div>
      <input
        ref={input}
        id={QUERY_FIELD}
        type="text"
        role="combobox"
        className={styles.input}
        aria-label={t('query.label')}
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && list.active !== -1 ? offerElementId(listId, list.active) : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        placeholder={t('query.placeholder')}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          askQuery(target.value);
          list.refresh();
        }}
        onScroll={({ currentTarget }) => mirror.current?.scrollTo({ left: currentTarget.scrollLeft })}
        onFocus={() => {
          setFocused(true);
          list.refresh();
        }}
        onBlur={() => {
          setFocused(false);
          rememberQuery();
        }}
        onKeyDown={(event) => {
          // Composing Chinese, Enter and Escape belong to the input method.
          if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
          if (act(event)) event.preventDefault();
        }}
      />
      {(isOpen || (errorText !== undefined && isFocused)) && (
        <div className={styles.drop}>
          {errorText !== undefined && (
            <p id={errorId} className={styles.error} data-unfinished={error?.unfinished || undefined}>
              {errorText}
            </p>
          )}
          {isOpen && <OfferListBox id={listId} list={list} />}
        </div>
      )}
      {errorText !== undefined && !isFocused && (
        <span id={errorId} className="visually-hidden">
          {errorText}
        </span>
      )}
    </div>
  );
}

/** The same text again, unseen, so that its mistake can be underlined: an input has no parts. */
function Underlined({ text, error: { span } }: { readonly text: string; readonly error: QueryError }) {
  // A place with nothing in it still needs something to underline.
  const to = Math.max(span.to, span.from + 1);
  return (
    <>
      {text.slice(0, span.from)}
      <span className={styles.mistake}>{text.slice(span.from, to) || ' '}</span>
      {text.slice(to)}
    </>
  );
}
