import type { ProcessState } from '#shared/model/process';
import { stateOfLetter } from '#shared/parse/proc-stat';

/** The output of `ps -axo pid=,stat=` (ps(1)): the state of each process by pid. */
export function parsePsStates(text: string): ReadonlyMap<number, ProcessState> {
  const states = new Map<number, ProcessState>();
  for (const line of text.split('\n')) {
    const [pid, stat] = line.trim().split(/\s+/);
    if (pid !== undefined && stat !== undefined && /^\d+$/.test(pid)) {
      states.set(Number(pid), stateOfPsLetter(stat.charAt(0)));
    }
  }
  return states;
}

/** BSD and macOS say U (uninterruptible) where Linux says D; their I is a sleep of over 20 seconds, Linux's an idle kernel thread. */
function stateOfPsLetter(letter: string): ProcessState {
  return letter === 'U' ? 'disk-sleep' : stateOfLetter(letter);
}
