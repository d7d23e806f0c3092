import { hierarchy, tree } from 'd3';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { parseShape, type Shape, type ShapeNode, sizeOf } from '#shared/predict/shape';
import styles from './predict-panel.module.css';

const NODE = { across: 15, down: 20, radius: 4.5 };
const MARGIN = 6;

/** A tree without names: the first process on top. In words: how many children each has, from the top, left to right. */
export function ShapeDrawing({ shape }: { readonly shape: Shape }) {
  const { t } = useTranslation();
  const { nodes, links, width, height } = useMemo(() => layOut(shape), [shape]);
  const children = nodes.map((node) => node.children?.length ?? 0).join(' ');
  return (
    <svg
      role="img"
      aria-label={t('predict.shape', { size: sizeOf(shape), children })}
      width={width}
      height={height}
      className={styles.shape}
    >
      {links.map(({ source, target }) => (
        <line key={`${target.x} ${target.y}`} x1={source.x} y1={source.y} x2={target.x} y2={target.y} />
      ))}
      {nodes.map(({ x, y, depth }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={NODE.radius} data-root={depth === 0} />
      ))}
    </svg>
  );
}

function layOut(shape: Shape) {
  const root = tree<ShapeNode>().nodeSize([NODE.across, NODE.down])(hierarchy(parseShape(shape)));
  const nodes = root.descendants();
  const left = Math.min(...nodes.map(({ x }) => x)) - MARGIN;
  for (const node of nodes) {
    node.x -= left;
    node.y += MARGIN;
  }
  const width = Math.max(...nodes.map(({ x }) => x)) + MARGIN;
  const height = Math.max(...nodes.map(({ y }) => y)) + MARGIN;
  return { nodes, links: root.links(), width, height };
}
