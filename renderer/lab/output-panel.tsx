import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy } from 'lucide-react';
import { type CSSProperties, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findProcess } from '#shared/events/apply-events';
import { innerPid } from '#shared/lab/notes';
import type { ProcessId } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { selectLabTable, selectProcessColors, selectRunPlayer } from '../store/lab-selectors';
import { useApp, useAppStore } from '../store/use-app';
import { IconButton } from '../ui/icon-button';
import { InputLine } from './input-line';
import { type OutputLine, outputLines } from './output-lines';
import styles from './output-panel.module.css';

const ROW_HEIGHT = 20;
const EVERYBODY = '';

/** What the program has written, in true order, each piece in its writer's colour with its pid. */
export function OutputPanel({ isReplay = false }: { readonly isReplay?: boolean }) {
  const { t } = useTranslation();
  const pieces = useApp((state) => selectLabTable(state).lab.output);
  const [writer, setWriter] = useState<ProcessId>();
  const isKnown = writer === undefined || pieces.some(({ id }) => id === writer);
  const shown = isKnown ? writer : undefined;
  const lines = useMemo(() => outputLines(pieces, shown), [pieces, shown]);
  const isCut = useApp(
    ({ lab }) => !isReplay && lab.kind === 'ended' && lab.outcome === 'limit' && /output/.test(lab.detail ?? ''),
  );
  const copy = () => {
    const text = pieces.filter(({ id }) => shown === undefined || id === shown).map((piece) => piece.text);
    void navigator.clipboard.writeText(text.join(''));
  };
  return (
    <section className={styles.panel} aria-label={t('lab.output.title')}>
      <div className={styles.bar}>
        <h2>{t('lab.output.title')}</h2>
        <WriterSelect writer={shown} onChange={setWriter} />
        <IconButton icon={Copy} label={t('lab.output.copy')} disabled={lines.length === 0} onClick={copy} />
      </div>
      <Lines lines={lines} />
      {isCut && <p className={styles.cut}>{t('lab.output.truncated')}</p>}
      {!isReplay && <InputLine />}
    </section>
  );
}

function WriterSelect(props: {
  readonly writer: ProcessId | undefined;
  readonly onChange: (writer: ProcessId | undefined) => void;
}) {
  const { t } = useTranslation();
  const pieces = useApp((state) => selectLabTable(state).lab.output);
  const pidOf = usePids();
  const writers = useMemo(() => [...new Set(pieces.flatMap(({ id }) => (id === undefined ? [] : [id])))], [pieces]);
  return (
    <select
      className={styles.writer}
      aria-label={t('lab.output.writer')}
      value={props.writer ?? EVERYBODY}
      onChange={({ target }) => props.onChange(writers.find((id) => id === target.value))}
    >
      <option value={EVERYBODY}>{t('lab.output.everybody')}</option>
      {writers.map((id) => (
        <option key={id} value={id}>
          {pidOf(id)}
        </option>
      ))}
    </select>
  );
}

function usePids(): (id: ProcessId) => number {
  const store = useAppStore();
  return (id) => {
    const process = findProcess(selectRunPlayer(store.getState()).timeline.latest, id);
    return process === undefined ? Number.parseInt(id, 10) : innerPid(process);
  };
}

function Lines({ lines }: { readonly lines: readonly OutputLine[] }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  useFollowEnd(scroller, lines);
  return (
    <div
      ref={scroller}
      className={styles.lines}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      role="log"
      aria-label={t('lab.output.lines')}
      aria-live="off"
    >
      {lines.length === 0 && <p className={styles.empty}>{t('lab.output.none')}</p>}
      <div style={{ height: rows.getTotalSize() }} className={styles.sheet}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={styles.line} style={{ transform: `translateY(${start}px)` }}>
            <Line line={lines[index]} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Line({ line }: { readonly line: OutputLine | undefined }) {
  const { t } = useTranslation();
  const colours = useApp(selectProcessColors);
  const pidOf = usePids();
  return line?.runs.map(({ id, stream, text }, index) => {
    const own = { '--own': (id === undefined ? undefined : colours.get(id)) ?? 'var(--muted)' } as CSSProperties;
    const key = `${index}`;
    return (
      <span key={key} className={styles.run} data-stream={stream} style={own}>
        <b title={stream}>{id === undefined ? t('lab.output.unknown') : pidOf(id)}</b>
        {stream === 'stderr' && <i>{t('lab.output.stderr')}</i>}
        {visibleText(text)}
      </span>
    );
  });
}

/** Stays at the end while one is there. */
function useFollowEnd(scroller: React.RefObject<HTMLDivElement | null>, lines: readonly OutputLine[]): void {
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 2 * ROW_HEIGHT;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the end
  useLayoutEffect(() => {
    if (isAtEnd.current && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [scroller, lines]);
}
