// Makes this clone ready to run. Each step looks first and works only when something is missing, so a setup may be broken
// off at any point, and run as often as one likes.
import { describeRuntime, setupRuntime } from '../runtime/setup-runtime.mjs';
import { setupBuild } from './build.mjs';
import { withLock } from './lock.mjs';
import { checkNode } from './node-version.mjs';
import { setupPackages } from './packages.mjs';
import { inRepository } from './paths.mjs';
import { openStepLine } from './step-line.mjs';
import { setupSystem } from './system.mjs';

/** @typedef {import('./step-line.mjs').StepLine} StepLine */

/**
 * Everything that the app needs, and with `forTests` its tests too. Resolves to the Electron to run it with.
 * @param {{ forTests: boolean }} use
 */
export function setup({ forTests }) {
  return whileLocked(async () => {
    const step = startSteps(5);
    await step('node', async () => checkNode());
    await step('packages', setupPackages);
    const runtime = await step('runtime', setupRuntime, describeRuntime);
    await step('system', (line) => setupSystem({ executable: runtime.executable, forTests }, line));
    await step('build', setupBuild);
    return runtime;
  });
}

/** What the static checks and the unit tests need: no Electron, no window. */
export function setupWithoutWindow() {
  return whileLocked(async () => {
    const step = startSteps(3);
    await step('node', async () => checkNode());
    await step('packages', setupPackages);
    await step('system', (line) => setupSystem({ executable: undefined, forTests: true }, line));
  });
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
function whileLocked(work) {
  return withLock(inRepository('out', 'setup.lock'), openStepLine('setup'), work);
}

/** @param {number} count */
function startSteps(count) {
  let number = 0;
  /**
   * @template T
   * @param {string} name
   * @param {(line: StepLine) => Promise<T>} run
   * @param {(result: T) => string} summarize
   */
  return async (name, run, summarize = String) => {
    number += 1;
    const line = openStepLine(`[${number}/${count}] ${name}`);
    try {
      const result = await run(line);
      line.end(summarize(result));
      return result;
    } catch (error) {
      line.end('stopped');
      throw error;
    }
  };
}
