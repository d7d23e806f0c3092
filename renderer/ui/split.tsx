import type { ReactNode } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import { useApp } from '../store/use-app';
import styles from './split.module.css';

interface SplitProps {
  /** Under this name the sizes are remembered. */
  readonly name: string;
  readonly orientation: 'horizontal' | 'vertical';
  /** `Pane`s with a `Divider` between two of them. */
  readonly children: ReactNode;
}

/** Panels side by side or on top of each other, resized by pointer and keyboard, their sizes remembered. */
export function Split({ name, orientation, children }: SplitProps) {
  const layout = useApp((state) => state.layouts[name]);
  const rememberLayout = useApp((state) => state.rememberLayout);
  return (
    <Group
      id={name}
      className={styles.group}
      orientation={orientation}
      {...(layout === undefined ? {} : { defaultLayout: layout as Layout })}
      onLayoutChanged={(changed) => rememberLayout(name, changed)}
    >
      {children}
    </Group>
  );
}

interface PaneProps {
  readonly id: string;
  /** CSS pixels as a number, a share as `'30%'`. */
  readonly size?: number | string;
  readonly least: number;
  readonly most?: number | string;
  /** Keeps its pixels when the window changes its size; the others take up the difference. */
  readonly fixed?: boolean;
  readonly children: ReactNode;
}

export function Pane({ id, size, least, most, fixed = false, children }: PaneProps) {
  return (
    <Panel
      id={id}
      className={styles.pane}
      minSize={least}
      {...(size === undefined ? {} : { defaultSize: size })}
      {...(most === undefined ? {} : { maxSize: most })}
      groupResizeBehavior={fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
    >
      {children}
    </Panel>
  );
}

/** `label` says what it resizes: a separator is reached by Tab and moved by the arrow keys. */
export function Divider({ label }: { readonly label: string }) {
  return <Separator className={styles.divider} aria-label={label} />;
}
