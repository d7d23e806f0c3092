import { type CSSProperties, type KeyboardEvent, type Ref, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CARD_HEIGHT, CARD_WIDTH, type Scene, type SceneBounds } from '#shared/layout/scene';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { FOLD_INSIDE, foldWidthOf } from './hit-test';
import { type ItemWords, itemName } from './item-name';
import { itemsInView } from './items-in-view';
import { itemElementId, TreeItem } from './tree-item';
import styles from './tree-view.module.css';

interface TreeItemsProps {
  readonly scene: Scene;
  /** The part of the scene that gets elements. */
  readonly bounds: SceneBounds;
  readonly selected: ProcessId | undefined;
  /** Where the keyboard is. */
  readonly active: ProcessId | undefined;
  readonly words: ItemWords;
  /** The element that carries the camera's transform. */
  readonly layer: Ref<HTMLDivElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onKeyboard: (isThere: boolean) => void;
}

const measures = {
  '--card-width': `${CARD_WIDTH}px`,
  '--card-height': `${CARD_HEIGHT}px`,
  '--fold-inside': `${FOLD_INSIDE}px`,
} as CSSProperties;

/** The tree as elements, over the canvas: an ARIA tree, flat, with one focus and an active item. */
export function TreeItems(props: TreeItemsProps) {
  const { scene, bounds, selected, active, words, layer, onKeyDown, onKeyboard } = props;
  const { t } = useTranslation();
  const names = useMemo(() => rememberNames(words), [words]);
  const nodes = useMemo(
    () => itemsInView(scene, bounds, new Set([selected, active])),
    [scene, bounds, selected, active],
  );
  return (
    <div
      role="tree"
      className={styles.tree}
      tabIndex={0}
      aria-label={t('tree.label')}
      aria-activedescendant={active === undefined ? undefined : itemElementId(active)}
      onKeyDown={onKeyDown}
      onFocus={(event) => onKeyboard(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => onKeyboard(false)}
    >
      <div ref={layer} className={styles.layer} style={measures}>
        {nodes.map((node) => (
          <TreeItem
            key={node.id}
            id={node.id}
            name={names(node.process)}
            x={node.x}
            y={node.y}
            level={node.level}
            position={node.position}
            siblings={node.siblings}
            expanded={node.childCount > 0 ? !node.folded : undefined}
            foldWidth={foldWidthOf(node)}
            selected={node.id === selected}
          />
        ))}
      </div>
    </div>
  );
}

/** A record that has not changed is the same object, and keeps its name. */
function rememberNames(words: ItemWords): (process: ProcessRecord) => string {
  const names = new WeakMap<ProcessRecord, string>();
  return (process) => {
    const name = names.get(process) ?? itemName(process, words);
    names.set(process, name);
    return name;
  };
}
