import { useLayoutEffect } from 'react';
import { selectAreDetailsShown } from '../store/panels-slice';
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
  const setNarrow = useApp((state) => state.setNarrow);
  const drawer = useApp((state) => state.drawerOpen);
  const inspectorOpen = useApp(selectAreDetailsShown);
  const showDetails = useApp((state) => state.showDetails);
  useLayoutEffect(() => setNarrow(narrow), [narrow, setNarrow]);
  return {
    narrow,
    inspectorOpen,
    toggleInspector: () => showDetails(!inspectorOpen),
    closeDrawer: () => {
      if (!narrow || !drawer) return false;
      showDetails(false);
      return true;
    },
  };
}
