/**
 * Everything the app can do from the keyboard, in one list. The palette, the page of shortcuts and the window's keys are
 * all made from it. To add to it: write an `AppAction[]` beside your feature and put it into `actions`.
 */
import { copyDiagnostics } from '../about/copy-diagnostics';
import { nextAfter, previousBefore, revealProcess } from '../app/reveal';
import { togglePause } from '../app/toggle-pause';
import { labActions } from '../lab/lab-actions';
import { lookForLeftovers } from '../leftovers/ask-for-leftovers';
import { QUERY_FIELD } from '../query/query-field';
import type { AppStore } from '../store/app-store';
import { selectAreDetailsShown } from '../store/panels-slice';
import { selectHits } from '../store/selectors';
import { languages, themes, treeForms } from '../store/settings-slice';
import { pages } from '../store/timeline-slice';
import type { ColumnId } from '../tree-table/columns';
import { toggleThreads } from '../tree-table/use-thread-rows';
import type { AppAction } from './action';
import { cycleRegions } from './cycle-regions';
import { graphActions } from './graph-actions';
import { keyNotes } from './key-notes';

const viewActions: readonly AppAction[] = [
  {
    id: 'palette',
    group: 'view',
    text: (t) => t('palette.action.palette'),
    shortcut: 'Ctrl+K',
    run: ({ store }) => store.getState().openDialog('palette'),
  },
  {
    id: 'pause',
    group: 'view',
    text: (t) => t('palette.action.pause'),
    shortcut: 'P',
    run: ({ store }) => togglePause(store),
  },
  ...pages.map((page, index): AppAction => {
    return {
      id: `page.${page}`,
      group: 'view',
      text: (t) => t('palette.action.page', { page: t(`bar.page.${page}`) }),
      shortcut: `Ctrl+${index + 1}`,
      run: ({ store }) => store.getState().showPage(page),
    };
  }),
  ...treeForms.map((form, index): AppAction => {
    return {
      id: `form.${form}`,
      group: 'view',
      text: (t) => t('palette.action.form', { form: t(`tree.forms.${form}`) }),
      shortcut: `Alt+${index + 1}`,
      run: ({ store }) => store.getState().changeSettings({ treeShown: form }),
    };
  }),
  {
    id: 'inspector',
    group: 'view',
    text: (t) => t('palette.action.inspector'),
    run: ({ store }) => store.getState().showDetails(!selectAreDetailsShown(store.getState())),
  },
  {
    id: 'fit',
    group: 'view',
    text: (t) => t('tree.fit'),
    shortcut: '0',
    local: true,
    isOffered: ({ treeShown }) => treeShown !== 'table',
    run: ({ store }) => store.getState().wishCamera({ kind: 'fit' }),
  },
  {
    id: 'next-region',
    group: 'view',
    text: (t) => t('palette.action.nextRegion'),
    shortcut: 'F6',
    run: () => cycleRegions(1),
  },
  {
    id: 'previous-region',
    group: 'view',
    text: (t) => t('palette.action.previousRegion'),
    shortcut: 'Shift+F6',
    run: () => cycleRegions(-1),
  },
];

/** A search by one click, as the counters have them. */
const kinds = [
  ['zombie', 'zombie'],
  ['orphan', 'orphan'],
  ['state=D', 'state'],
  ['stopped', 'stopped'],
  ['new', 'new'],
  ['gone', 'gone'],
  ['thread', 'thread'],
] as const;

const searchActions: readonly AppAction[] = [
  {
    id: 'search',
    group: 'search',
    text: (t) => t('query.label'),
    shortcut: '/',
    run: goToSearch,
  },
  {
    id: 'search.find',
    group: 'search',
    text: (t) => t('query.label'),
    shortcut: 'Ctrl+F',
    keysOnly: true,
    run: goToSearch,
  },
  {
    id: 'search.clear',
    group: 'search',
    text: (t) => t('query.clear'),
    isOffered: ({ queryText }) => queryText !== '',
    run: ({ store }) => store.getState().askQuery(''),
  },
  {
    id: 'search.next',
    group: 'search',
    text: (t) => t('palette.action.nextMatch'),
    shortcut: 'F3',
    isOffered: ({ query }) => query.kind !== 'all',
    run: ({ store }) => stepThroughHits(store, nextAfter),
  },
  {
    id: 'search.previous',
    group: 'search',
    text: (t) => t('palette.action.previousMatch'),
    shortcut: 'Shift+F3',
    isOffered: ({ query }) => query.kind !== 'all',
    run: ({ store }) => stepThroughHits(store, previousBefore),
  },
  ...kinds.map(([query, word]): AppAction => {
    return {
      id: `search.${query}`,
      group: 'search',
      text: (t) => t(`palette.action.only.${word}`),
      run: ({ store }) => store.getState().toggleQuery(query),
    };
  }),
  {
    id: 'search.mine',
    group: 'search',
    text: (t) => t('query.onlyMine'),
    run: ({ store }) => store.getState().changeSettings({ onlyMine: !store.getState().onlyMine }),
  },
  {
    id: 'search.kernel',
    group: 'search',
    text: (t) => t('palette.action.kernelThreads'),
    run: ({ store }) => store.getState().changeSettings({ hideKernelThreads: !store.getState().hideKernelThreads }),
  },
  {
    id: 'search.threads',
    group: 'search',
    text: (t) => t('query.listThreads'),
    run: ({ store }) => store.getState().changeSettings({ listThreads: !store.getState().listThreads }),
  },
];

const isSelected: AppAction['isOffered'] = ({ selected }) => selected !== undefined;

/** On the selected process. */
const treeActions: readonly AppAction[] = [
  {
    id: 'tree.below',
    group: 'tree',
    text: (t) => t('table.menu.below'),
    isOffered: isSelected,
    run: ({ store }) => withSelected(store, (id) => store.getState().askQuery(`under:${id}`)),
  },
  {
    id: 'tree.fold',
    group: 'tree',
    text: (t) => t('palette.action.fold'),
    isOffered: isSelected,
    run: ({ store }) => withSelected(store, (id) => store.getState().setFolded(id, true)),
  },
  {
    id: 'tree.unfold',
    group: 'tree',
    text: (t) => t('palette.action.unfold'),
    isOffered: isSelected,
    run: ({ store }) => withSelected(store, (id) => store.getState().setFolded(id, false)),
  },
  {
    id: 'tree.threads',
    group: 'tree',
    text: (t) => t('palette.action.threads'),
    isOffered: (state) => state.selected !== undefined && state.treeShown !== 'graph',
    run: ({ store, app }) => withSelected(store, (id) => toggleThreads(store, app, id)),
  },
  {
    id: 'tree.clear',
    group: 'tree',
    text: (t) => t('palette.action.clearSelection'),
    isOffered: isSelected,
    run: ({ store }) => store.getState().select(undefined),
  },
];

const isTableShown: AppAction['isOffered'] = ({ treeShown }) => treeShown !== 'graph';
const sortColumns: readonly ColumnId[] = ['cpu', 'mem', 'threads', 'age', 'name', 'pid'];

const tableActions: readonly AppAction[] = [
  ...sortColumns.map((column): AppAction => {
    const descending = column !== 'name' && column !== 'pid';
    return {
      id: `table.sort.${column}`,
      group: 'table',
      text: (t) => t('palette.action.sort', { column: t(`table.column.${column}`) }),
      isOffered: isTableShown,
      run: ({ store }) => {
        store.getState().changeSettings({ tableSort: { column, descending } });
        store.getState().orderNow();
      },
    };
  }),
  {
    id: 'table.tree-order',
    group: 'table',
    text: (t) => t('palette.action.treeOrder'),
    isOffered: isTableShown,
    run: ({ store }) => store.getState().changeSettings({ tableSort: undefined }),
  },
  {
    id: 'table.sums',
    group: 'table',
    text: (t) => t('table.alwaysSums'),
    isOffered: isTableShown,
    run: ({ store }) => store.getState().changeSettings({ tableSums: !store.getState().tableSums }),
  },
];

const settingsActions: readonly AppAction[] = [
  {
    id: 'settings',
    group: 'settings',
    text: (t) => t('bar.settings'),
    shortcut: 'Ctrl+,',
    run: ({ store }) => store.getState().openDialog('settings'),
  },
  {
    id: 'shortcuts',
    group: 'settings',
    text: (t) => t('palette.shortcuts'),
    shortcut: '?',
    run: ({ store }) => store.getState().openDialog('shortcuts'),
  },
  {
    id: 'about',
    group: 'settings',
    text: (t) => t('about.title'),
    run: ({ store }) => store.getState().openDialog('about'),
  },
  {
    id: 'diagnostics',
    group: 'settings',
    text: (t) => t('about.diagnostics'),
    run: (context) => void copyDiagnostics(context),
  },
  {
    id: 'leftovers',
    group: 'settings',
    text: (t) => t('leftovers.look'),
    run: (context) => void lookForLeftovers(context),
  },
  ...languages.map((language): AppAction => {
    return {
      id: `language.${language}`,
      group: 'settings',
      text: (t) => t('palette.action.language', { language: t(`settings.languages.${language}`) }),
      run: ({ store }) => store.getState().changeSettings({ language }),
    };
  }),
  ...themes.map((theme): AppAction => {
    return {
      id: `theme.${theme}`,
      group: 'settings',
      text: (t) => t('palette.action.theme', { theme: t(`bar.${theme}`) }),
      run: ({ store }) => store.getState().changeSettings({ theme }),
    };
  }),
];

export const actions: readonly AppAction[] = [
  ...viewActions,
  ...graphActions,
  ...searchActions,
  ...treeActions,
  ...tableActions,
  ...labActions,
  ...settingsActions,
  ...keyNotes,
];

function goToSearch(): void {
  document.getElementById(QUERY_FIELD)?.focus();
}

function stepThroughHits(store: AppStore, step: typeof nextAfter): void {
  const next = step(selectHits(store.getState()), store.getState().selected);
  if (next !== undefined) revealProcess(store, next);
}

function withSelected(store: AppStore, act: (id: NonNullable<ReturnType<typeof nextAfter>>) => void): void {
  const { selected } = store.getState();
  if (selected !== undefined) act(selected);
}
