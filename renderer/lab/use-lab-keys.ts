import { useEffect } from 'react';
import { isTyping } from '../ui/is-typing';
import type { LabCommands } from './lab-commands';
import { useLabCommands } from './use-lab-commands';

/** One key each; with Shift, back and forward go by single events. */
const keys: { readonly [key: string]: (commands: LabCommands, event: KeyboardEvent) => unknown } = {
  s: ({ step }) => step(),
  j: ({ stepNext }) => stepNext(),
  r: ({ toggleRun, restart }, { repeat, shiftKey }) => !repeat && (shiftKey ? restart() : toggleRun()),
  x: ({ stop }) => stop(),
  n: ({ returnToNow }) => returnToNow(),
  b: ({ back }, { shiftKey }) => back(shiftKey ? 'event' : 'turn'),
  f: ({ forward }, { shiftKey }) => forward(shiftKey ? 'event' : 'turn'),
  arrowleft: ({ back }, { shiftKey }) => back(shiftKey ? 'event' : 'turn'),
  arrowright: ({ forward }, { shiftKey }) => forward(shiftKey ? 'event' : 'turn'),
};

/** The lab's keys, wherever the focus is, except where one writes; arrows belong to what has the focus first. */
export function useLabKeys(): void {
  const commands = useLabCommands();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const act = keys[event.key.toLowerCase()];
      if (act === undefined) return;
      if (event.key.startsWith('Arrow') && ownsArrows(event)) return;
      event.preventDefault();
      act(commands, event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}

const WITH_ARROWS =
  '[role=tree], [role=treegrid], [role=slider], [role=listbox], [role=tablist], [role=separator], input, select';

function ownsArrows(event: KeyboardEvent): boolean {
  const [inner] = event.composedPath();
  if (!(inner instanceof HTMLElement)) return false;
  return inner.isContentEditable || inner.closest(WITH_ARROWS) !== null;
}
