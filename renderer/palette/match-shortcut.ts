interface KeyFacts {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether these are the keys of a shortcut as it is shown, e.g. `Ctrl+K`; on macOS Command does as Ctrl. */
export function matchesShortcut(shortcut: string, event: KeyFacts): boolean {
  // A plus may be the key itself.
  const parts = shortcut.split(/\+(?=.)/);
  const key = parts.at(-1) ?? '';
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  if (key.toLowerCase() !== event.key.toLowerCase()) return false;
  if (wants('Ctrl') !== (event.ctrlKey || event.metaKey) || wants('Alt') !== event.altKey) return false;
  // Where `?` and `/` lie differs from keyboard to keyboard: the character alone counts.
  return isCharacter(key) || wants('Shift') === event.shiftKey;
}

/** Typed into a field it is text, elsewhere a command. */
export function isCharacterKey(shortcut: string): boolean {
  return isCharacter(shortcut);
}

function isCharacter(key: string): boolean {
  return [...key].length === 1 && !/[A-Za-z0-9]/.test(key) ? true : /^[A-Z]$/.test(key);
}
