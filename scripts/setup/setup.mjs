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
 * Everything that the app needs, and with `forTests` its tests, with `forPackages` its packaging too. Resolves to the Electron
 * to run it with.
 * @param {{ forTests: boolean, forPackages?: boolean }} use
 */
export function setup({ forTests, forPackages = false }) {
  return whileLocked(async () => {
    const step = startSteps(5);
    await step('node', async () => checkNode());
    await step('packages', setupPackages);
    const runtime = await step('runtime', setupRuntime, describeRuntime);
    await step('system', (line) => setupSystem({ executable: runtime.executable, forTests, forPackages }, line));
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
 * What the command line needs: no Electron, no window. Told on stderr, since stdout belongs to the results, and only when
 * there is something to do.
 */
export function setupCommandLine() {
  return whileLocked(async () => {
    const step = startSteps(3, (title) => whenBusy(openStepLine(title, process.stderr)));
    await step('node', async () => checkNode());
    await step('packages', setupPackages);
    await step('build', setupBuild);
  }, process.stderr);
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} output
 */
function whileLocked(work, output = process.stdout) {
  return withLock(inRepository('out', 'setup.lock'), openStepLine('setup', output), work);
}

/**
 * A line that is silent about a step that had nothing to do.
 * @param {StepLine} line
 * @returns {StepLine}
 */
function whenBusy(line) {
  let busy = false;
  return {
    update(text) {
      busy = true;
      line.update(text);
    },
    end(text) {
      if (busy) line.end(text);
    },
  };
}

/** @param {number} count @param {(title: string) => StepLine} openLine */
function startSteps(count, openLine = openStepLine) {
  let number = 0;
  /**
   * @template T
   * @param {string} name
   * @param {(line: StepLine) => Promise<T>} run
   * @param {(result: T) => string} summarize
   */
  return async (name, run, summarize = String) => {
    number += 1;
    const line = openLine(`[${number}/${count}] ${name}`);
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
