import type { TFunction } from 'i18next';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessId } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import type { Lane, ProcessGraph } from '#shared/process-graph/process-graph';
import { useApp } from '../store/use-app';
import { type Geometry, LABEL_WIDTH } from './geometry';
import { markText } from './mark-text';
import styles from './process-graph.module.css';

interface LaneLabelsProps {
  readonly graph: ProcessGraph;
  readonly geometry: Geometry;
  readonly colours: ReadonlyMap<ProcessId, string>;
  readonly selected: ProcessId | undefined;
}

/** The processes of the lines, always in sight, chosen by pointer and by arrow keys; each tells its life in words. */
export function LaneLabels({ graph, geometry, colours, selected }: LaneLabelsProps) {
  const { t } = useTranslation();
  const select = useApp((state) => state.select);
  const index = Math.max(
    0,
    graph.lanes.findIndex(({ id }) => id === selected),
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : graph.lanes[index + step];
    if (next === undefined) return;
    event.preventDefault();
    select(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-process="${next.id}"]`)?.focus();
  };

  return (
    <div
      role="listbox"
      aria-label={t('processGraph.processes')}
      className={styles.labels}
      style={{ width: LABEL_WIDTH }}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {graph.lanes.map((lane, row) => (
        <div
          key={lane.id}
          role="option"
          aria-selected={lane.id === selected}
          aria-label={lifeOf(lane, t)}
          data-process={lane.id}
          tabIndex={row === index ? 0 : -1}
          className={styles.label}
          style={{
            top: geometry.y(row) - geometry.rowHeight / 2,
            height: geometry.rowHeight,
            lineHeight: `${geometry.rowHeight}px`,
            borderColor: colours.get(lane.id) ?? 'var(--accent)',
          }}
          onClick={(event) => {
            event.stopPropagation();
            select(lane.id);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ' ') select(lane.id);
          }}
        >
          <b>{lane.pid}</b> {visibleName(lane.name)}
        </div>
      ))}
    </div>
  );
}

function lifeOf(lane: Lane, t: TFunction): string {
  const deeds = lane.marks.map((mark) => markText(mark, t)).join(t('tree.separator'));
  const end = lane.to === undefined ? t('processGraph.goesOn') : t('processGraph.reaped');
  return [`${lane.pid} ${visibleName(lane.name)}`, deeds, end].filter((part) => part !== '').join(t('tree.separator'));
}
