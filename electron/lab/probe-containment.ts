/** Which containment a run would get here, found out by an empty run. */
import { join } from 'node:path';
import { defaultPolicy } from '#shared/lab/policy';
import { type Containment, usualLimits } from '#shared/lab/run';
import { createPythonFinder } from './find-python';
import { startRun } from './lab-run';

export type ContainmentProbe =
  | { readonly containment: Containment; readonly python: string }
  /** In words. */
  | { readonly refused: string };

export async function probeContainment(
  assetsDirectory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ContainmentProbe> {
  if (process.platform !== 'linux') return { refused: `not on ${process.platform}` };
  const python = await createPythonFinder(environment)();
  if (!python.ok) return { refused: `${python.code}: ${python.detail ?? ''}` };
  const program = { kind: 'own', name: 'probe.py', text: '' } as const;
  const run = startRun({
    python: python.value,
    supervisor: join(assetsDirectory, 'lab', 'supervisor'),
    environment,
    start: { program, stdout: 'pipe', gated: false, policy: defaultPolicy, limits: usualLimits },
    text: program.text,
    name: program.name,
    weakest: undefined,
    onEvent: () => {},
    onStatus: () => {},
  });
  const started = await run.started;
  await run.ended;
  if (!started.ok) return { refused: `${started.code}: ${started.detail ?? ''}` };
  return { containment: started.value.containment, python: started.value.python };
}
