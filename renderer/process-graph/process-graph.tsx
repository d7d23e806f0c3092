import { Download, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import { type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ProcessId } from '#shared/model/process';
import { columnAt, type ProcessGraph as Graph } from '#shared/process-graph/process-graph';
import { selectPlayer } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import type { Look } from '../tree-view/look';
import { useLook } from '../tree-view/use-look';
import { IconButton } from '../ui/icon-button';
import type { Window } from './cull';
import { columnUnder, planGeometry, zoomToFit } from './geometry';
import { GraphDrawing } from './graph-drawing';
import { LaneLabels } from './lane-labels';
import styles from './process-graph.module.css';
import { saveDrawing } from './save-drawing';
import { selectProcessGraph } from './select-process-graph';
import { useWindow } from './use-window';

const ZOOM = { step: 1.25, least: 0.01, most: 4 };

interface ProcessGraphProps {
  /** Each process's own colour, where it has one. */
  readonly colours: ReadonlyMap<ProcessId, string>;
}

/** The run as textbooks draw it: one line a process, time to the right. It follows the newest moment, or the cursor. */
export function ProcessGraph({ colours }: ProcessGraphProps) {
  const { t } = useTranslation();
  const view = useRef<HTMLElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const look = useLook(view);
  const graph = useApp(selectProcessGraph);
  const [zoom, setZoom] = useState(1);
  const [isWhole, setWhole] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useWindow(scroller, graph !== undefined && look !== undefined);
  const zoomTo = (wanted: number) => setZoom(Math.min(ZOOM.most, Math.max(ZOOM.least, wanted)));
  return (
    <section ref={view} className={styles.view} aria-label={t('processGraph.title')}>
      <div role="toolbar" aria-label={t('processGraph.tools')} className={styles.tools}>
        <IconButton icon={ZoomOut} label={t('tree.zoomOut')} onClick={() => zoomTo(zoom / ZOOM.step)} />
        <IconButton icon={ZoomIn} label={t('tree.zoomIn')} onClick={() => zoomTo(zoom * ZOOM.step)} />
        <IconButton
          icon={MoveHorizontal}
          label={t('processGraph.fit')}
          disabled={graph === undefined}
          onClick={() => {
            if (graph === undefined || scroller.current === null) return;
            zoomTo(zoomToFit(graph, scroller.current.clientWidth));
          }}
        />
        <IconButton
          icon={Download}
          label={t('processGraph.save')}
          disabled={graph === undefined}
          onClick={() => {
            // What is out of sight belongs into the file.
            flushSync(() => setWhole(true));
            if (drawing.current !== null) saveDrawing(drawing.current);
            setWhole(false);
          }}
        />
      </div>
      {graph === undefined || look === undefined ? (
        <p className={styles.empty}>{t('processGraph.empty')}</p>
      ) : (
        <Scrolled {...{ graph, look, colours, zoom, drawing, scroller }} seen={isWhole ? undefined : seen} />
      )}
      {graph !== undefined && graph.omitted > 0 && (
        <p className={styles.omitted}>{t('processGraph.omitted', { count: graph.omitted })}</p>
      )}
    </section>
  );
}

interface ScrolledProps extends ProcessGraphProps {
  readonly graph: Graph;
  readonly look: Look;
  readonly zoom: number;
  readonly drawing: React.RefObject<SVGSVGElement | null>;
  readonly scroller: React.RefObject<HTMLDivElement | null>;
  readonly seen: Window | undefined;
}

function Scrolled({ graph, look, colours, zoom, drawing, scroller, seen }: ScrolledProps) {
  const { t } = useTranslation();
  const store = useAppStore();
  const selected = useApp((state) => state.selected);
  const seq = useApp((state) => selectPlayer(state).cursor);
  const geometry = useMemo(() => planGeometry(graph, zoom), [graph, zoom]);
  const cursor = seq === 'live' ? graph.columns.length - 1 : columnAt(graph, seq);
  const x = geometry.x(cursor);

  useLayoutEffect(() => {
    if (scroller.current !== null) keepInSight(scroller.current, x);
  }, [scroller, x]);

  const goTo = (event: MouseEvent<HTMLElement>) => {
    const column = columnUnder(geometry, graph, event.clientX - event.currentTarget.getBoundingClientRect().left);
    if (column === undefined) return;
    const next = graph.columns[column + 1];
    // The end of the graph is the end of the timeline, and that is where one follows.
    if (next === undefined) store.getState().resume();
    else store.getState().moveCursor(next - 1);
  };

  return (
    <div ref={scroller} className={styles.scroller}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the timeline's slider does the same by keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: for the pointer; the timeline's slider does the same by keys */}
      <div className={styles.sheet} onClick={goTo}>
        <GraphDrawing
          label={t('processGraph.summary', { count: graph.lanes.length })}
          {...{ drawing, graph, geometry, look, colours, selected, cursor }}
          window={seen}
        />
        <LaneLabels {...{ graph, geometry, colours, selected }} />
      </div>
    </div>
  );
}

/** Scrolls only when the column is out of sight, so that reading is not disturbed by what happens elsewhere. */
function keepInSight(scroller: HTMLElement, x: number): void {
  const { scrollLeft, clientWidth } = scroller;
  const margin = Math.min(120, clientWidth / 3);
  if (x > scrollLeft + clientWidth - margin) scroller.scrollLeft = x - clientWidth + margin;
  else if (x < scrollLeft + margin) scroller.scrollLeft = x - margin;
}
