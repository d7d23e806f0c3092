/**
 * The editor lives in a shadow root: there CodeMirror adopts constructed style sheets, which a strict content security
 * policy allows, where in the document it would write a `style` element. Custom properties reach into it.
 */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--panel)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '22px', overflow: 'auto' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--muted)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '20px', padding: '0 4px 0 0', cursor: 'pointer' },
  '.cm-breakpoints .cm-gutterElement': { width: '10px', cursor: 'pointer', display: 'grid', placeItems: 'center' },
  '.cm-breakpoints .cm-gutterElement:hover::after': {
    content: '""',
    width: '8px',
    height: '8px',
    borderRadius: '50%',
    background: 'var(--zombie)',
    opacity: '0.35',
    gridArea: '1 / 1',
  },
  '.breakpoint': {
    width: '8px',
    height: '8px',
    borderRadius: '50%',
    background: 'var(--zombie)',
    gridArea: '1 / 1',
  },
  // Room for two marks of one digit, or one and how many more, from the beginning: the text should not jump when a run
  // starts.
  '.cm-marks': { minWidth: '38px' },
  '.marks': { display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: '1px', padding: '0 1px 0 2px' },
  '.marks:not(:empty)': { height: '100%' },
  '.mark': {
    alignSelf: 'center',
    height: '16px',
    padding: '0 4px',
    border: '1px solid var(--own)',
    borderRadius: '8px',
    background: 'var(--own)',
    color: 'var(--on-process)',
    font: '700 10.5px/14px var(--font-mono)',
    cursor: 'pointer',
  },
  '.mark[data-state="blocked"], .mark[data-state="running"]': { background: 'var(--panel)', color: 'var(--own)' },
  '.mark[data-state="blocked"]': { borderStyle: 'dashed' },
  '.mark:disabled': { cursor: 'default' },
  '.mark:focus-visible': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.more': {
    alignSelf: 'center',
    padding: '0',
    border: '0',
    background: 'none',
    color: 'var(--muted)',
    font: '600 10.5px/16px var(--font-mono)',
    cursor: 'pointer',
  },
  '.more:hover': { color: 'var(--text)', textDecoration: 'underline' },
  '.marks-more': {
    position: 'fixed',
    flexWrap: 'wrap',
    gap: '4px',
    maxWidth: '220px',
    maxHeight: '180px',
    overflowY: 'auto',
    margin: '0',
    padding: '6px',
    border: '1px solid var(--edge)',
    borderRadius: '6px',
    background: 'var(--panel)',
    boxShadow: 'var(--shadow)',
  },
  '.marks-more:popover-open': { display: 'flex' },
  '.current': {
    background: 'color-mix(in srgb, var(--own) 14%, transparent)',
    boxShadow: 'inset 2px 0 var(--own)',
  },
  '.fault': {
    background: 'color-mix(in srgb, var(--zombie) 16%, transparent)',
    boxShadow: 'inset 2px 0 var(--zombie)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { outline: '1px solid var(--line)', outlineOffset: '-1px' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 30%, transparent) !important',
  },
  '.cm-matchingBracket': { backgroundColor: 'color-mix(in srgb, var(--accent) 22%, transparent) !important' },
});

const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.moduleKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--code-function)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.className, tags.definition(tags.className)], color: 'var(--code-function)' },
]);

export const editorTheme = [theme, syntaxHighlighting(highlight)];
