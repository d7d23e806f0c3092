import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { emptyTable } from '#shared/events/apply-events';
import { selectTable } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import { describeNews } from './describe-news';

/** News is gathered for this long, so that a storm is one sentence. */
export const GATHER_MS = 1_500;

/** Tells a screen reader of zombies, orphans and reaping, in its own time. */
export function Announcer() {
  const store = useAppStore();
  const { t } = useTranslation();
  const [news, setNews] = useState('');
  useEffect(() => {
    let told = selectTable(store.getState());
    let timer: number | undefined;
    const tell = () => {
      timer = undefined;
      const now = selectTable(store.getState());
      const sentence = describeNews(told, now, t);
      told = now;
      if (sentence !== '') setNews(sentence);
    };
    const unsubscribe = store.subscribe((state) => {
      // The first table is what there is, not news.
      if (told === emptyTable) told = selectTable(state);
      else if (selectTable(state) !== told) timer ??= window.setTimeout(tell, GATHER_MS);
    });
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
    };
  }, [store, t]);
  return (
    <p role="status" className="visually-hidden">
      {news}
    </p>
  );
}
