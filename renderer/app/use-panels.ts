import { useState } from 'react';
import { useApp } from '../store/use-app';
import { useMediaQuery } from '../ui/use-media-query';

export type Side = 'runPanel' | 'inspector';

export interface Panels {
  readonly open: { readonly [S in Side]: boolean };
  /** There is no room for both beside the tree: one at a time lies over it. */
  readonly narrow: boolean;
  toggle(side: Side): void;
  /** Closes what lies over the tree; true when there was something. */
  closeDrawer(): boolean;
}

const NARROW = '(max-width: 959px)';

export function usePanels(): Panels {
  const narrow = useMediaQuery(NARROW);
  const [drawer, setDrawer] = useState<Side>();
  const runPanelOpen = useApp((state) => state.runPanelOpen);
  const inspectorOpen = useApp((state) => state.inspectorOpen);
  const changeSettings = useApp((state) => state.changeSettings);
  const wide = { runPanel: runPanelOpen, inspector: inspectorOpen };
  return {
    narrow,
    open: narrow ? { runPanel: drawer === 'runPanel', inspector: drawer === 'inspector' } : wide,
    toggle: (side) => {
      if (narrow) setDrawer(drawer === side ? undefined : side);
      else if (side === 'runPanel') changeSettings({ runPanelOpen: !runPanelOpen });
      else changeSettings({ inspectorOpen: !inspectorOpen });
    },
    closeDrawer: () => {
      if (!narrow || drawer === undefined) return false;
      setDrawer(undefined);
      return true;
    },
  };
}
