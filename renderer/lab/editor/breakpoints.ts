/** Lines before which running stops: a point in the gutter, set by a click or by F9. */
import { StateEffect, StateField } from '@codemirror/state';
import { type EditorView, GutterMarker, gutter, keymap, lineNumbers } from '@codemirror/view';

export const setBreakpoints = StateEffect.define<readonly number[]>();

const breakpointsField = StateField.define<ReadonlySet<number>>({
  create: () => new Set(),
  update: (lines, { effects }) =>
    effects.reduce((now, effect) => (effect.is(setBreakpoints) ? new Set(effect.value) : now), lines),
});

const point = new (class extends GutterMarker {
  override toDOM(): Node {
    const element = document.createElement('span');
    element.className = 'breakpoint';
    return element;
  }
})();

export function breakpoints(onToggle: (line: number) => void) {
  const toggleAt = (view: EditorView, position: number): boolean => {
    onToggle(view.state.doc.lineAt(position).number);
    return true;
  };
  const mousedown = (view: EditorView, { from }: { readonly from: number }) => toggleAt(view, from);
  return [
    breakpointsField,
    gutter({
      class: 'cm-breakpoints',
      renderEmptyElements: true,
      lineMarker: (view, { from }) =>
        view.state.field(breakpointsField).has(view.state.doc.lineAt(from).number) ? point : null,
      lineMarkerChange: ({ startState, state }) => startState.field(breakpointsField) !== state.field(breakpointsField),
      domEventHandlers: { mousedown },
    }),
    lineNumbers({ domEventHandlers: { mousedown } }),
    keymap.of([{ key: 'F9', run: (view) => toggleAt(view, view.state.selection.main.head) }]),
  ];
}
