import { useRef } from 'react';
import { useApp } from '../store/use-app';
import { beginTyping, endsTyping, goOnTyping, nothingTyped, type TypedKey } from './type-ahead';

interface TypeAhead {
  /** Whether the key belongs to a name that is being typed: then it means nothing else. */
  readonly goOn: (event: TypedKey) => boolean;
  /** Whether a name may begin so, be there one or not. */
  readonly begin: (event: TypedKey) => boolean;
}

/** `find` goes to the next name that begins so, and says whether there was one. */
export function useTypeAhead(find: (text: string) => boolean): TypeAhead {
  const page = useApp((state) => state.page);
  const typed = useRef(nothingTyped);
  return {
    goOn: (event) => {
      if (endsTyping(event.key)) typed.current = nothingTyped;
      const next = goOnTyping(typed.current, event);
      if (next === undefined) return false;
      const found = find(next.text);
      // Whoever has typed enough selects by Space, unless the name has one there.
      if (event.key === ' ' && !found) return false;
      typed.current = next;
      return true;
    },
    begin: (event) => {
      const next = beginTyping(event, page);
      if (next === undefined) return false;
      typed.current = next;
      find(next.text);
      return true;
    },
  };
}
