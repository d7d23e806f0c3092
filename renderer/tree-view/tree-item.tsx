import { type CSSProperties, memo } from 'react';
import type { ProcessId } from '#shared/model/process';
import styles from './tree-view.module.css';

/** Only plain values, so that an item whose process is told again unchanged is not rendered again. */
export interface TreeItemProps {
  readonly id: ProcessId;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** Undefined when it has no children. */
  readonly expanded: boolean | undefined;
  readonly width: number;
  readonly height: number;
  /** Radians. */
  readonly angle: number;
  /** The chevron's area from the card's corner. */
  readonly foldLeft: number;
  readonly foldTop: number;
  readonly foldWidth: number;
  readonly foldHeight: number;
  readonly selected: boolean;
}

export function itemElementId(id: ProcessId): string {
  return `tree-item-${id}`;
}

/** The card as an element: found by role and name, clicked, read; the canvas below shows it. */
export const TreeItem = memo(function TreeItem(item: TreeItemProps) {
  const { x: left, y: top, width, height, angle } = item;
  const style: CSSProperties = { left, top, width, height };
  if (angle !== 0) style.rotate = `${angle}rad`;
  const foldStyle: CSSProperties = {
    left: item.foldLeft,
    top: item.foldTop,
    width: item.foldWidth,
    height: item.foldHeight,
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active item
    <div
      role="treeitem"
      id={itemElementId(item.id)}
      className={styles.item}
      style={style}
      aria-label={item.name}
      aria-level={item.level}
      aria-posinset={item.position}
      aria-setsize={item.siblings}
      aria-expanded={item.expanded}
      aria-selected={item.selected}
      data-process={item.id}
    >
      {item.expanded !== undefined && <span className={styles.fold} style={foldStyle} data-part="fold" />}
    </div>
  );
});
