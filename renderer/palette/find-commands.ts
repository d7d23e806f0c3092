import type { ProcessTable } from '#shared/events/apply-events';
import { ownPid, type ProcessRecord } from '#shared/model/process';
import type { AppAction } from './action';

/** An action with what it is called in every language, so that it is found in any of them. */
export interface Command {
  readonly action: AppAction;
  readonly text: string;
  readonly searched: string;
}

/** All words typed have to occur; what begins with the first one comes first. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ searched }) => words.every((word) => searched.includes(word)));
  const [first] = words;
  if (first === undefined) return found;
  const begins = ({ text }: Command) => text.toLowerCase().startsWith(first);
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

const MOST_PROCESSES = 12;

/** By the beginning of the pid or by a part of the name; whole pids and beginnings of names first. */
export function findProcesses({ living }: ProcessTable, typed: string): readonly ProcessRecord[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const ranked: { readonly process: ProcessRecord; readonly rank: number }[] = [];
  for (const process of living.values()) {
    const rank = rankOf(process, wanted);
    if (rank !== undefined) ranked.push({ process, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.process.pid - b.process.pid);
  return ranked.slice(0, MOST_PROCESSES).map(({ process }) => process);
}

function rankOf(process: ProcessRecord, wanted: string): number | undefined {
  const [pidText, lower] = [String(ownPid(process)), process.name.toLowerCase()];
  if (pidText === wanted) return 0;
  if (lower.startsWith(wanted)) return 1;
  if (pidText.startsWith(wanted)) return 2;
  return lower.includes(wanted) ? 3 : undefined;
}
