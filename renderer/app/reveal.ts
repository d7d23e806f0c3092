import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import { isFolded } from '#shared/layout/folds';
import type { ProcessId } from '#shared/model/process';
import { findNode } from '#shared/tree/focus-tree';
import type { AppStore } from '../store/app-store';
import { isSearching } from '../store/query-slice';
import { selectFocus, selectFolds, selectScene, selectShownTree, selectTable } from '../store/selectors';

/** Takes away what hides a process, and nothing else, so that there is a card to look at. */
function uncover(store: AppStore, id: ProcessId): void {
  const table = selectTable(store.getState());
  if (isShown(store, id) || findProcess(table, id) === undefined) return;
  if (!isBelow(table, id, selectFocus(store.getState()))) store.getState().focusOn(undefined);
  if (!isFound(store, id) && isSearching(store.getState())) store.getState().askQuery('');
  if (!isFound(store, id)) clearSwitches(store, id);
  store.getState().unfold(foldedAbove(store, id));
  const own = findProcess(table, id)?.parent;
  if (own !== undefined && !isShown(store, id)) store.getState().setApart(own, true);
}

/** Is it among what is searched for, or on the way to that? */
function isFound(store: AppStore, id: ProcessId): boolean {
  return findNode(selectShownTree(store.getState()), id) !== undefined;
}

/** One of them may be enough. */
function clearSwitches(store: AppStore, id: ProcessId): void {
  const { onlyMine, hideKernelThreads, changeSettings } = store.getState();
  if (hideKernelThreads) changeSettings({ hideKernelThreads: false });
  if (isFound(store, id)) return;
  changeSettings({ onlyMine: false, hideKernelThreads });
  if (!isFound(store, id)) changeSettings({ onlyMine: false, hideKernelThreads: false });
  // Neither has hidden it.
  if (!isFound(store, id)) changeSettings({ onlyMine, hideKernelThreads });
}

function foldedAbove(store: AppStore, id: ProcessId): readonly ProcessId[] {
  const state = store.getState();
  const folds = selectFolds(state);
  const focus = selectFocus(state);
  const folded: ProcessId[] = [];
  let node = findNode(selectShownTree(state), id);
  while (node?.parent != null && node.data.process?.id !== focus) {
    node = node.parent;
    if (node.data.process !== undefined && isFolded(node, folds)) folded.push(node.data.process.id);
  }
  return folded;
}

function isShown(store: AppStore, id: ProcessId): boolean {
  return selectScene(store.getState()).nodes.has(id);
}

/** Everything is below nothing. */
function isBelow(table: ProcessTable, id: ProcessId, top: ProcessId | undefined): boolean {
  if (top === undefined) return true;
  const passed = new Set<ProcessId>();
  let at: ProcessId | undefined = id;
  while (at !== undefined && !passed.has(at)) {
    if (at === top) return true;
    passed.add(at);
    at = findProcess(table, at)?.parent;
  }
  return false;
}

/** Selects a process and turns the camera to it, wherever it is. */
export function revealProcess(store: AppStore, id: ProcessId): void {
  const { select, wishCamera } = store.getState();
  select(id);
  uncover(store, id);
  wishCamera({ kind: 'show', id });
}

/** The one after the selected, round and round. */
export function nextAfter(ids: readonly ProcessId[], selected: ProcessId | undefined): ProcessId | undefined {
  const index = selected === undefined ? -1 : ids.indexOf(selected);
  return ids[(index + 1) % ids.length];
}

/** The one before the selected, round and round. */
export function previousBefore(ids: readonly ProcessId[], selected: ProcessId | undefined): ProcessId | undefined {
  const index = selected === undefined ? -1 : ids.indexOf(selected);
  return ids.at(index === -1 ? -1 : index - 1);
}
