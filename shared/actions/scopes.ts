/** To whom a signal may go: the process, all of its group, or it and all below it. */
export const scopes = ['process', 'group', 'subtree'] as const;
export type Scope = (typeof scopes)[number];
