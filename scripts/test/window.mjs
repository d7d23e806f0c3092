import { getRuntimeEnvironment } from '../runtime/find-runtime.mjs';
import { describeRuntime } from '../runtime/setup-runtime.mjs';
import { chooseSandboxFlags } from '../setup/sandbox.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/**
 * What the end-to-end tests need to open the real window: an Electron that can start, and a display.
 * @param {import('../runtime/find-runtime.mjs').Runtime} runtime
 * @returns {Promise<NodeJS.ProcessEnv>} For the environment of the tests.
 */
export async function prepareWindow(runtime) {
  chooseSandboxFlags(runtime.executable);
  console.log(`The window runs in ${describeRuntime(runtime)}.`);
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY;
  return {
    FORKSCOPE_ELECTRON: runtime.executable,
    ...getRuntimeEnvironment(runtime),
    ...(needsDisplay ? { DISPLAY: await startVirtualDisplay(), WAYLAND_DISPLAY: undefined } : {}),
  };
}
