/** Which runs tell what is asked about: the same program, started in the same way, with the same turns. */
import type { Policy } from '#shared/lab/policy';
import type { LabStart } from '#shared/lab/run';

/** Are these runs of one program that is started in the same way? Who runs next may differ. */
export function isSameProgram(one: LabStart, other: LabStart): boolean {
  if (one.stdout !== other.stdout || one.program.kind !== other.program.kind) return false;
  if (one.program.kind === 'own') return other.program.kind === 'own' && one.program.text === other.program.text;
  if (other.program.kind !== 'demo' || one.program.id !== other.program.id) return false;
  const entries = (parameters: object) => JSON.stringify(Object.entries(parameters).sort());
  return entries(one.program.parameters) === entries(other.program.parameters);
}

/**
 * States and parents depend on who goes on when. A free run tells of no turns, so what is true between two of them cannot
 * be seen in it. `isSteered`: in the run somebody chose who goes on, or another policy.
 */
export function tookAskedTurns(run: LabStart, asked: LabStart, isSteered: boolean): boolean {
  return run.gated && !isSteered && choices(run.policy) === choices(asked.policy);
}

/** What of a policy decides. */
function choices({ name, seed, schedule }: Policy): string {
  return JSON.stringify([name, name === 'random' && seed, name === 'schedule' && schedule]);
}
