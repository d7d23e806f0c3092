import { describeRuntime, setupRuntime } from '../runtime/setup-runtime.mjs';
import { setupBuild } from './build.mjs';
import { withLock } from './lock.mjs';
import { checkNode } from './node-version.mjs';
import { setupPackages } from './packages.mjs';
import { inRepository } from './paths.mjs';
import { openStepLine } from './step-line.mjs';
import { setupSystem } from './system.mjs';

/**
 * @typedef {import('./step-line.mjs').StepLine} StepLine
 * @typedef {import('../runtime/find-runtime.mjs').Runtime} Runtime
 * @typedef {{ title: string, run: (line: StepLine) => Promise<string> }} Step
 */

/**
 * Makes this clone ready to run. Each step looks first and works only when something is missing, so it may be broken off
 * at any point and run as often as one likes.
 * @param {{ forTests: boolean }} use
 * @returns {Promise<Runtime>}
 */
export async function setup({ forTests }) {
  /** @type {Runtime | undefined} */
  let runtime;
  await runSteps([
    { title: 'Node', run: async () => checkNode() },
    { title: 'packages', run: setupPackages },
    {
      title: 'runtime',
      run: async (line) => {
        runtime = await setupRuntime(line);
        return describeRuntime(runtime);
      },
    },
    { title: 'system', run: (line) => setupSystem({ executable: runtime?.executable, forTests }, line) },
    { title: 'build', run: setupBuild },
  ]);
  return /** @type {Runtime} */ (/** @type {unknown} */ (runtime));
}
