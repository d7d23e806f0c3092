import type { ProcessTable } from '#shared/events/apply-events';
import type { ProcessRecord } from '#shared/model/process';

const MOST_SUGGESTED = 50;

interface Match {
  readonly process: ProcessRecord;
  /** 0: it has this pid; 1: this name; 2: its pid or name begins so. */
  readonly rank: number;
}

export interface Picked {
  /** Whoever has this pid, then this name, then whose pid or name begins so. */
  readonly suggestions: readonly ProcessRecord[];
  /** The first of them; of a number only who has it, since 412 does not mean 4120. */
  readonly picked: ProcessRecord | undefined;
}

export function pickProcess({ living }: Pick<ProcessTable, 'living'>, text: string): Picked {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return { suggestions: [], picked: undefined };
  const ranked = [...living.values()].map((process) => ({ process, rank: rankOf(process, wanted) }));
  const found = ranked.filter((match): match is Match => match.rank !== undefined).sort((a, b) => a.rank - b.rank);
  const [first] = found;
  const isSure = first !== undefined && (first.rank < 2 || !/^\d+$/.test(wanted));
  return {
    suggestions: found.slice(0, MOST_SUGGESTED).map(({ process }) => process),
    picked: isSure ? first.process : undefined,
  };
}

function rankOf({ pid, name }: ProcessRecord, wanted: string): Match['rank'] | undefined {
  const words = [String(pid), name.toLowerCase()];
  if (words.includes(wanted)) return words.indexOf(wanted);
  return words.some((word) => word.startsWith(wanted)) ? 2 : undefined;
}
