import { useState } from 'react';
import { useApp } from '../store/use-app';
import { useMediaQuery } from '../ui/use-media-query';

export interface Panels {
  readonly inspectorOpen: boolean;
  /** There is no room for it beside the tree: it lies over the tree. */
  readonly narrow: boolean;
  toggleInspector(): void;
  /** Closes what lies over the tree; true when there was something. */
  closeDrawer(): boolean;
}

const NARROW = '(max-width: 959px)';

export function usePanels(): Panels {
  const narrow = useMediaQuery(NARROW);
  const [drawer, setDrawer] = useState(false);
  const beside = useApp((state) => state.inspectorOpen);
  const changeSettings = useApp((state) => state.changeSettings);
  return {
    narrow,
    inspectorOpen: narrow ? drawer : beside,
    toggleInspector: () => {
      if (narrow) setDrawer(!drawer);
      else changeSettings({ inspectorOpen: !beside });
    },
    closeDrawer: () => {
      if (!narrow || !drawer) return false;
      setDrawer(false);
      return true;
    },
  };
}
