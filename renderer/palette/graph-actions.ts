/** How the graph is drawn: what its toolbar offers, for the palette. */
import { foldDepths } from '#shared/layout/folds';
import { layoutKinds } from '#shared/layout/scene';
import type { AppState } from '../store/app-store';
import { selectFocus } from '../store/selectors';
import type { AppAction } from './action';

const isGraphShown = ({ treeShown }: AppState): boolean => treeShown !== 'table';

export const graphActions: readonly AppAction[] = [
  ...layoutKinds.map((layout): AppAction => {
    return {
      id: `graph.${layout}`,
      group: 'view',
      text: (t) => t('palette.action.layout', { layout: t(`tree.layouts.${layout}`) }),
      isOffered: isGraphShown,
      run: ({ store }) => {
        const { changeSettings, wishCamera, selected } = store.getState();
        changeSettings({ treeLayout: layout });
        wishCamera(selected === undefined ? { kind: 'home' } : { kind: 'show', id: selected });
      },
    };
  }),
  ...foldDepths.map((depth): AppAction => {
    const isNumber = typeof depth === 'number';
    return {
      id: `graph.depth.${depth}`,
      group: 'view',
      text: (t) =>
        t('palette.action.depth', { depth: isNumber ? t('tree.levels', { count: depth }) : t(`tree.depths.${depth}`) }),
      isOffered: ({ query }) => query.kind === 'all',
      run: ({ store }) => store.getState().foldTo(depth),
    };
  }),
  {
    id: 'graph.merge',
    group: 'view',
    text: (t) => t('palette.action.merge'),
    isOffered: (state) => isGraphShown(state) && state.query.kind === 'all',
    run: ({ store }) => store.getState().chooseMerging(!store.getState().mergeSiblings),
  },
  {
    id: 'graph.minimap',
    group: 'view',
    text: (t) => t('palette.action.minimap'),
    isOffered: isGraphShown,
    run: ({ store }) => store.getState().changeSettings({ minimap: !store.getState().minimap }),
  },
  {
    id: 'graph.alone',
    group: 'tree',
    text: (t) => t('palette.action.alone'),
    shortcut: 'Shift+Enter',
    local: true,
    isOffered: ({ selected }) => selected !== undefined,
    run: ({ store }) => store.getState().focusOn(store.getState().selected),
  },
  {
    id: 'graph.whole',
    group: 'tree',
    text: (t) => t('tree.whole'),
    shortcut: 'Backspace',
    local: true,
    isOffered: (state) => selectFocus(state) !== undefined,
    run: ({ store }) => store.getState().focusOn(undefined),
  },
];
