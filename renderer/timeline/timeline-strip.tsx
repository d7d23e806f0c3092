import { useTranslation } from 'react-i18next';
import { eventAt } from '#shared/timeline/moments';
import { selectPlayer, selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import { useFormat } from '../ui/use-format';
import { momentText } from './moment-text';
import { StripCanvas } from './strip-canvas';
import { MoveControls, ViewControls } from './strip-controls';
import styles from './timeline-strip.module.css';
import { usePlayback } from './use-playback';
import { type Strip, useStrip } from './use-strip';

/** The past of the page that is shown, and where in it one looks. */
export function TimelineStrip() {
  const { t } = useTranslation();
  const page = useApp((state) => state.page);
  const strip = useStrip();
  const playback = usePlayback(strip?.axis ?? 'at');
  if (strip === undefined) return page === 'recordings' ? null : <EmptyStrip />;
  return (
    <section
      className={styles.strip}
      aria-label={t('timeline.title')}
      data-back={strip.cursor !== undefined || undefined}
    >
      <div className={styles.bar}>
        <MoveControls strip={strip} playback={playback} />
        <Where strip={strip} />
        <ViewControls strip={strip} />
      </div>
      <StripCanvas strip={strip} playback={playback} />
    </section>
  );
}

/** Keeps the strip's place, so that nothing moves when the first thing happens. */
function EmptyStrip() {
  const { t } = useTranslation();
  return (
    <section className={styles.strip} aria-label={t('timeline.title')}>
      <div className={styles.bar}>
        <p className={styles.where}>{t('timeline.empty')}</p>
      </div>
      <div className={styles.nothing} />
    </section>
  );
}

/** At the end: how much is shown. Looking back: the moment, and what has just happened. */
function Where({ strip }: { readonly strip: Strip }) {
  const { t } = useTranslation();
  const format = useFormat();
  const table = useApp(selectTable);
  const event = useApp((state) => {
    const { timeline, cursor } = selectPlayer(state);
    return cursor === 'live' ? undefined : eventAt(timeline, cursor);
  });
  const { shown, axis, cursor, whole } = strip;
  if (cursor === undefined) {
    const length = shown.to - Math.max(shown.from, whole.from);
    const text =
      axis === 'at'
        ? t(strip.isLive ? 'timeline.last' : 'timeline.length', { length: format.duration(Math.max(1_000, length)) })
        : t('timeline.steps', { count: Math.round(length) });
    return <p className={styles.where}>{text}</p>;
  }
  const happened = momentText(event, table, t);
  return (
    <p className={styles.where}>
      <strong>
        {axis === 'at'
          ? preciseTime(format.time(table.at, Date.now()), table.at)
          : t('timeline.stepNumber', { number: cursor })}
      </strong>
      {happened !== '' && <span>{happened}</span>}
    </p>
  );
}

/** Events are milliseconds apart. */
function preciseTime(time: string, at: number): string {
  return `${time}.${String(Math.floor(at % 1_000)).padStart(3, '0')}`;
}
