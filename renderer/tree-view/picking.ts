import type { ProcessId } from '#shared/model/process';

/** What a click on a card does besides selecting the process, where that is something. */
export interface Picking {
  readonly pick: (id: ProcessId) => void;
  /** What it would do, for who points at the card; undefined: nothing. */
  readonly hintOf: (id: ProcessId) => string | undefined;
}
