import { type CSSProperties, memo } from 'react';
import type { ProcessId } from '#shared/model/process';
import { FOLD_HEIGHT } from './hit-test';
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
  readonly foldWidth: number;
  readonly selected: boolean;
}

export function itemElementId(id: ProcessId): string {
  return `tree-item-${id}`;
}

/** The card as an element: found by role and name, clicked, read; the canvas below shows it. */
export const TreeItem = memo(function TreeItem(item: TreeItemProps) {
  const foldStyle: CSSProperties = { width: item.foldWidth, height: FOLD_HEIGHT };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active item
    <div
      role="treeitem"
      id={itemElementId(item.id)}
      className={styles.item}
      style={{ left: item.x, top: item.y }}
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
