import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessId } from '#shared/model/process';
import type { AppStore } from '../store/app-store';
import { selectFocus, selectScene, selectTable } from '../store/selectors';

/** Unfolds what hides a process, so that there is a card to look at. */
function unfoldTo(store: AppStore, id: ProcessId): void {
  if (isShown(store, id)) return;
  const table = selectTable(store.getState());
  if (!isBelow(table, id, selectFocus(store.getState()))) store.getState().focusOn(undefined);
  if (isShown(store, id)) return;
  const passed = new Set([id]);
  let parent = findProcess(table, id)?.parent;
  while (parent !== undefined && !passed.has(parent)) {
    store.getState().setFolded(parent, false);
    passed.add(parent);
    parent = findProcess(table, parent)?.parent;
  }
  const own = findProcess(table, id)?.parent;
  if (own !== undefined && !isShown(store, id)) store.getState().setApart(own, true);
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
  unfoldTo(store, id);
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
