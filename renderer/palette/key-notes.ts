/** Keys that the tree and the table handle themselves, told on the page of shortcuts. */
import type { AppAction } from './action';

const notes = [
  ['walk', '↑ ↓ Home End', 'tree'],
  ['foldKeys', '← →', 'tree'],
  ['choose', 'Enter', 'tree'],
  ['typeAhead', 'A … Z', 'tree'],
  ['escape', 'Esc', 'tree'],
  ['zoomKeys', '+ −', 'tree'],
  ['page', 'PageUp PageDown', 'table'],
  ['openSiblings', '*', 'table'],
  ['threadRows', '#', 'table'],
  ['copyRow', 'Ctrl+C', 'table'],
  ['menu', 'Shift+F10', 'table'],
  ['resize', 'Shift+← →', 'table'],
  ['moveColumn', 'Alt+← →', 'table'],
  ['nextMatchKey', 'Enter', 'search'],
  ['previousMatchKey', 'Shift+Enter', 'search'],
  ['clearSearch', 'Esc', 'search'],
] as const;

export const keyNotes: readonly AppAction[] = notes.map(([id, shortcut, group]): AppAction => {
  return {
    id: `note.${id}`,
    group,
    text: (t) => t(`palette.note.${id}`),
    shortcut,
    local: true,
    keysOnly: true,
    run: () => {},
  };
});
