import { type KeyboardEvent, type Ref, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scene, SceneBounds, SceneNode } from '#shared/layout/scene';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { foldArea } from './hit-test';
import { type ItemWords, itemName, mergedName } from './item-name';
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
      <div ref={layer} className={styles.layer}>
        {nodes.map((node) => (
          <TreeItem
            key={node.id}
            id={node.id}
            name={names(node)}
            x={node.x}
            y={node.y}
            level={node.level}
            position={node.position}
            siblings={node.siblings}
            expanded={node.childCount > 0 ? !node.folded : undefined}
            width={node.width}
            height={node.height}
            angle={node.angle}
            {...foldOf(node)}
            selected={node.id === selected}
          />
        ))}
      </div>
    </div>
  );
}

function foldOf(node: SceneNode) {
  const { left, top, width, height } = foldArea(node);
  return { foldLeft: left, foldTop: top, foldWidth: width, foldHeight: height };
}

/** A record that has not changed is the same object, and keeps its name. */
function rememberNames(words: ItemWords): (node: SceneNode) => string {
  const names = new WeakMap<ProcessRecord, string>();
  return ({ process, merged }) => {
    if (merged.length > 0) return mergedName(process, merged.length, words);
    const name = names.get(process) ?? itemName(process, words);
    names.set(process, name);
    return name;
  };
}
