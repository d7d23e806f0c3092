import type { StateCreator } from 'zustand/vanilla';
import type { ProcessId } from '#shared/model/process';
import { goodBeginning } from '#shared/query/good-beginning';
import { parseQuery } from '#shared/query/parse-query';
import type { Query, QueryError } from '#shared/query/query';
import type { AppState } from './app-store';

/** What is searched for: the text as it is being typed, and the query that it makes sense as. */
export interface QuerySlice {
  readonly queryText: string;
  readonly query: Query;
  /** What is wrong with the text; the query is what is good before the mistake then, else the last good one. */
  readonly queryError: QueryError | undefined;
  /** Folded by hand while searching: a search opens everything that leads to a match. */
  readonly searchFolded: ReadonlySet<ProcessId>;
  /** The person's user id; undefined where the system has none, or while it is not known. */
  readonly ownUid: number | undefined;
  askQuery(text: string): void;
  /** Asks for this alone, or for everything when it was just this. */
  toggleQuery(text: string): void;
  receiveOwnUid(uid: number | undefined): void;
  /** Puts the present search among the recent ones, if it makes sense. */
  rememberQuery(): void;
  /** A name that there is already gets the new text. */
  saveQuery(name: string, text: string): void;
  forgetQuery(name: string): void;
}

const MOST_RECENT = 12;

const nothing: Pick<QuerySlice, 'queryText' | 'query' | 'queryError' | 'searchFolded'> = {
  queryText: '',
  query: { kind: 'all' },
  queryError: undefined,
  searchFolded: new Set(),
};

export const createQuerySlice: StateCreator<AppState, [], [], QuerySlice> = (set, get) => ({
  ...nothing,
  ownUid: undefined,
  askQuery: (queryText) => {
    const parsed = parseQuery(queryText);
    if (parsed.ok) set({ ...nothing, queryText, query: parsed.query });
    else {
      const query = goodBeginning(queryText, parsed.error) ?? get().query;
      set({ queryText, query, queryError: parsed.error });
    }
  },
  toggleQuery: (text) => get().askQuery(get().queryText.trim() === text ? '' : text),
  receiveOwnUid: (ownUid) => set({ ownUid }),
  rememberQuery: () =>
    set(({ queryText, queryError, recentQueries }) => {
      const text = queryText.trim();
      if (text === '' || queryError !== undefined || recentQueries[0] === text) return {};
      return { recentQueries: [text, ...recentQueries.filter((other) => other !== text)].slice(0, MOST_RECENT) };
    }),
  saveQuery: (name, text) =>
    set(({ savedQueries }) => ({
      savedQueries: [...savedQueries.filter((saved) => saved.name !== name), { name, text }],
    })),
  forgetQuery: (name) =>
    set(({ savedQueries }) => ({ savedQueries: savedQueries.filter((saved) => saved.name !== name) })),
});

export function isSearching({ query }: Pick<QuerySlice, 'query'>): boolean {
  return query.kind !== 'all';
}
