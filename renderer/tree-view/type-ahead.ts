/** Letters typed one after another as the beginning of a name. Pure: what was typed and a key give what is typed now. */
import type { Page } from '../store/timeline-slice';

/** Letters typed within this time make one prefix. */
const TYPING_MS = 700;

interface Typed {
  /** In lower case: names are found in either. */
  readonly text: string;
  /** When its last letter was typed; milliseconds. */
  readonly at: number;
}

export interface TypedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
}

export const nothingTyped: Typed = { text: '', at: 0 };

/** What is a command wherever the focus is begins a name with Shift alone; these are commands with Shift, too. */
const commands: { readonly [Name in Page]: { readonly plain: string; readonly shifted: string } } = {
  live: { plain: 'p', shifted: '' },
  lab: { plain: 'psjrxnbf', shifted: 'rbf' },
  recordings: { plain: 'p', shifted: '' },
};

/** Undefined: no name is being typed, or no name goes on with this. */
export function goOnTyping({ text, at }: Typed, { key, timeStamp }: TypedKey): Typed | undefined {
  return text !== '' && timeStamp - at < TYPING_MS && isCharacter(key) ? typedBy(text, key, timeStamp) : undefined;
}

/** Undefined: no name begins so, as it means something else. */
export function beginTyping({ key, shiftKey, timeStamp }: TypedKey, page: Page): Typed | undefined {
  const taken = `/? ${shiftKey ? commands[page].shifted : commands[page].plain}`;
  return isCharacter(key) && !taken.includes(key.toLowerCase()) ? typedBy('', key, timeStamp) : undefined;
}

/** Whoever goes somewhere else begins anew; Shift belongs to the letter that follows. */
export function endsTyping(key: string): boolean {
  return !isCharacter(key) && key !== 'Shift' && key !== 'AltGraph';
}

function isCharacter(key: string): boolean {
  return [...key].length === 1;
}

function typedBy(text: string, key: string, at: number): Typed {
  return { text: text + key.toLocaleLowerCase(), at };
}
