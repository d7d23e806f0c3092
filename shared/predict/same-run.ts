/** Which runs tell what is asked about: the same program, started in the same way, with the same turns. */
import type { LabStart } from '#shared/lab/run';

/** Are these runs of one program that is started in the same way? Who runs next may differ. */
export function isSameProgram(one: LabStart, other: LabStart): boolean {
  if (one.stdout !== other.stdout || one.program.kind !== other.program.kind) return false;
  if (one.program.kind === 'own') return other.program.kind === 'own' && one.program.text === other.program.text;
  if (other.program.kind !== 'demo' || one.program.id !== other.program.id) return false;
  const entries = (parameters: object) => JSON.stringify(Object.entries(parameters).sort());
  return entries(one.program.parameters) === entries(other.program.parameters);
}
