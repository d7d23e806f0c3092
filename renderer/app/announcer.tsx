import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { emptyTable } from '#shared/events/apply-events';
import type { AppState } from '../store/app-store';
import { selectPlayer, selectTable } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import { describeNews } from './describe-news';

/** News is gathered for this long, so that a storm is one sentence. */
export const GATHER_MS = 1_500;

/** Tells a screen reader of zombies, orphans and reaping, in its own time. */
export function Announcer() {
  const store = useAppStore();
  const { t } = useTranslation();
  const [news, setNews] = useState({ count: 0, sentence: '' });
  useEffect(() => {
    let told = selectTable(store.getState());
    let timer: number | undefined;
    const tell = () => {
      timer = undefined;
      const now = selectTable(store.getState());
      const sentence = describeNews(told, now, t);
      told = now;
      if (sentence !== '') setNews(({ count }) => ({ count: count + 1, sentence }));
    };
    const unsubscribe = store.subscribe((state, before) => {
      const table = selectTable(state);
      // The first table is what there is, not news; nor is another page, another run or another moment.
      if (told === emptyTable || isElsewhere(state, before)) {
        told = table;
        window.clearTimeout(timer);
        timer = undefined;
      } else if (table !== told) timer ??= window.setTimeout(tell, GATHER_MS);
    });
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
    };
  }, [store, t]);
  return (
    <p role="status" className="visually-hidden">
      {/* The same sentence again is heard again. */}
      <span key={news.count}>{news.sentence}</span>
    </p>
  );
}

function isElsewhere(state: AppState, before: AppState): boolean {
  const [player, last] = [selectPlayer(state), selectPlayer(before)];
  const isPast = player.cursor !== 'live' || last.cursor !== 'live';
  return isPast || state.page !== before.page || player.timeline.latest.seq < last.timeline.latest.seq;
}
