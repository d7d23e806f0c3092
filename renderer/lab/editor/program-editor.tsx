import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { breakpoints as breakpointsExtension, setBreakpoints } from './breakpoints';
import { editorTheme } from './editor-theme';
import { lineMarks, type Marks, setMarks } from './line-marks';
import styles from './program-editor.module.css';

interface ProgramEditorProps extends Marks {
  readonly label: string;
  readonly text: string;
  readonly isEditable: boolean;
  readonly breakpoints: readonly number[];
  readonly onToggleBreakpoint: (line: number) => void;
  readonly onChange: (text: string) => void;
}

const INDENT = '    ';

/** The program's text, with a mark for each process at its line. */
export function ProgramEditor(props: ProgramEditorProps) {
  const { text, isEditable, breakpoints, marks, fault, onStep } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useEditor(host, props);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [view, text]);

  useEffect(() => {
    view.current?.dispatch({ effects: setBreakpoints.of(breakpoints) });
  }, [view, breakpoints]);

  useEffect(() => {
    view.current?.dispatch({ effects: setMarks.of({ marks, fault, onStep }) });
    if (marks.length === 1 && marks[0] !== undefined) bringIntoSight(view.current, marks[0].line);
  }, [view, marks, fault, onStep]);

  useEffect(() => {
    if (fault !== undefined) bringIntoSight(view.current, fault);
  }, [view, fault]);

  return <div ref={host} className={styles.host} data-typing={isEditable} />;
}

function useEditor(host: React.RefObject<HTMLDivElement | null>, props: ProgramEditorProps) {
  const view = useRef<EditorView>(undefined);
  const writing = useRef(new Compartment());
  const changed = useEffectEvent((text: string) => props.onChange(text));
  const toggled = useEffectEvent((line: number) => props.onToggleBreakpoint(line));
  const first = useEffectEvent(() => ({ text: props.text, writing: writable(props) }));

  useEffect(() => {
    if (host.current === null) return;
    // React's strict mode mounts twice; a shadow root is for ever.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const initial = first();
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: initial.text,
        extensions: [
          lineMarks,
          breakpointsExtension((line) => toggled(line)),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of(INDENT),
          bracketMatching(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          python(),
          editorTheme,
          writing.current.of(initial.writing),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.state.readOnly) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = undefined;
      editor.destroy();
    };
  }, [host]);

  const { isEditable, label } = props;
  useEffect(() => {
    view.current?.dispatch({ effects: writing.current.reconfigure(writable({ isEditable, label })) });
  }, [isEditable, label]);
  return view;
}

function writable({ isEditable, label }: Pick<ProgramEditorProps, 'isEditable' | 'label'>) {
  return [
    EditorState.readOnly.of(!isEditable),
    // Tab leaves a text that can only be read; Escape then Tab leaves one that is written (CodeMirror's own rule).
    keymap.of(isEditable ? [...defaultKeymap, ...historyKeymap, indentWithTab] : defaultKeymap),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': String(!isEditable), tabindex: '0' }),
  ];
}

/** Only when it is out of sight: a text that one reads should not move. */
function bringIntoSight(view: EditorView | undefined, line: number): void {
  if (view === undefined || line < 1 || line > view.state.doc.lines) return;
  view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(line).from, { y: 'nearest', yMargin: 44 }) });
}
