/** Who stands where in the program: a mark in the gutter for each process, its line in its colour. */
import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter } from '@codemirror/view';
import type { ProcessId } from '#shared/model/process';

export interface LineMark {
  readonly id: ProcessId;
  readonly thread: number;
  readonly line: number;
  /** What stands on it: the pid as the program sees it. */
  readonly text: string;
  readonly colour: string;
  readonly state: 'held' | 'running' | 'blocked';
  /** What a click does, as a sentence. */
  readonly label: string;
}

export interface Marks {
  readonly marks: readonly LineMark[];
  /** A line that does not parse. */
  readonly fault: number | undefined;
  readonly onStep: (mark: LineMark) => void;
}

const none: Marks = { marks: [], fault: undefined, onStep: () => undefined };
export const setMarks = StateEffect.define<Marks>();

const marksField = StateField.define<Marks>({
  create: () => none,
  update: (marks, { effects }) => effects.reduce((now, effect) => (effect.is(setMarks) ? effect.value : now), marks),
});

/** The others at a line are behind a number, unless two marks are as short as one and a number. */
const MOST_SIGNS = 2;

/** From the list of marks to the window's edge. */
const EDGE_PX = 8;

class MarksAtLine extends GutterMarker {
  readonly #marks: readonly LineMark[];
  readonly #onStep: Marks['onStep'];

  constructor(marks: readonly LineMark[], onStep: Marks['onStep']) {
    super();
    this.#marks = marks;
    this.#onStep = onStep;
  }

  override eq(other: GutterMarker): boolean {
    if (!(other instanceof MarksAtLine) || other.#onStep !== this.#onStep) return false;
    const theirs = other.#marks;
    return this.#marks.length === theirs.length && this.#marks.every((mark, index) => isSame(mark, theirs[index]));
  }

  override toDOM(): Node {
    const box = document.createElement('span');
    box.className = 'marks';
    const fits = this.#marks.map(({ text }) => text).join('').length <= MOST_SIGNS ? this.#marks.length : 1;
    for (const mark of this.#marks.slice(0, fits)) box.append(this.#button(mark));
    if (fits < this.#marks.length) box.append(...this.#more(this.#marks.slice(fits)));
    return box;
  }

  /** A number; a click on it shows the marks that have no room, above everything (they may be hundreds). */
  #more(marks: readonly LineMark[]): readonly HTMLElement[] {
    const list = document.createElement('span');
    list.className = 'marks-more';
    list.popover = 'auto';
    list.append(...marks.map((mark) => this.#button(mark)));
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'more';
    button.textContent = `+${marks.length}`;
    button.title = this.#marks.map(({ text }) => text).join(' ');
    button.tabIndex = -1;
    button.popoverTargetElement = list;
    list.addEventListener('toggle', () => {
      const { left, bottom } = button.getBoundingClientRect();
      const lowest = window.innerHeight - list.offsetHeight - EDGE_PX;
      Object.assign(list.style, { left: `${left}px`, top: `${Math.min(bottom + 2, lowest)}px` });
    });
    return [button, list];
  }

  #button(mark: LineMark): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'mark';
    button.textContent = mark.text;
    button.title = mark.label;
    button.setAttribute('aria-label', mark.label);
    button.dataset.state = mark.state;
    // The gutter is hidden from screen readers: they and the keyboard have the list of processes.
    button.tabIndex = -1;
    button.disabled = mark.state !== 'held';
    button.style.setProperty('--own', mark.colour);
    button.onclick = () => this.#onStep(mark);
    return button;
  }
}

function isSame(one: LineMark, other: LineMark | undefined): boolean {
  return (
    other !== undefined &&
    one.id === other.id &&
    one.thread === other.thread &&
    one.state === other.state &&
    one.colour === other.colour &&
    one.label === other.label
  );
}

function byLine({ marks }: Marks): ReadonlyMap<number, readonly LineMark[]> {
  const lines = new Map<number, LineMark[]>();
  for (const mark of marks) {
    const there = lines.get(mark.line);
    if (there === undefined) lines.set(mark.line, [mark]);
    else there.push(mark);
  }
  return lines;
}

const groups = new WeakMap<Marks, ReadonlyMap<number, readonly LineMark[]>>();
function grouped(marks: Marks): ReadonlyMap<number, readonly LineMark[]> {
  const known = groups.get(marks) ?? byLine(marks);
  groups.set(marks, known);
  return known;
}

function decorate(view: EditorView): DecorationSet {
  const { state } = view;
  const marks = state.field(marksField);
  const lines = new Map([...grouped(marks)].map(([line, [first]]) => [line, first?.colour] as const));
  if (marks.fault !== undefined) lines.set(marks.fault, undefined);
  const builder = new RangeSetBuilder<Decoration>();
  for (const [number, colour] of [...lines].sort(([a], [b]) => a - b)) {
    if (number < 1 || number > state.doc.lines) continue;
    const { from } = state.doc.line(number);
    builder.add(from, from, colour === undefined ? fault : current(colour));
  }
  return builder.finish();
}

const fault = Decoration.line({ class: 'fault' });
const currents = new Map<string, Decoration>();
function current(colour: string): Decoration {
  const known =
    currents.get(colour) ?? Decoration.line({ class: 'current', attributes: { style: `--own: ${colour}` } });
  currents.set(colour, known);
  return known;
}

const marksGutter = gutter({
  class: 'cm-marks',
  lineMarker: (view, { from }) => {
    const marks = view.state.field(marksField);
    const here = grouped(marks).get(view.state.doc.lineAt(from).number);
    return here === undefined ? null : new MarksAtLine(here, marks.onStep);
  },
  lineMarkerChange: ({ startState, state }) => startState.field(marksField) !== state.field(marksField),
});

/** The number of the gutter's places is small; a decoration for each line that somebody stands at. */
export const lineMarks = [marksField, marksGutter, EditorView.decorations.of(decorate)];
