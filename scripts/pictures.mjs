// `npm run pictures -- [scene…]`: takes pictures of the real window in the hard cases, over processes that it starts and
// ends itself, and writes them to assets/pictures/. Each picture on its own, at full size, is in out/pictures/.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inRepository, repository } from './setup/paths.mjs';
import { setup } from './setup/setup.mjs';
import { runCommand } from './setup/stop.mjs';
import { prepareWindow } from './test/window.mjs';

/** The first argument of the run within the enclosure. */
const INSIDE = '--inside';

/**
 * A PID namespace with mounts and control groups of its own: no process of anybody else is in the pictures, nothing outlives their making,
 * and the paths in them are the same on every computer.
 */
const enclosure = [
  '--pid',
  '--cgroup',
  '--fork',
  '--kill-child',
  '--mount-proc',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
];

/** Its first process is a shell, which reaps the orphans that come to it. What it was told is in no command line. */
const enter = `
set -e
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/forkscope /mnt/electron
mkdir -m 1777 /mnt/tmp
export TMPDIR=/mnt/tmp
mount --bind "$SOURCES" /mnt/forkscope
mount --bind "$(dirname "$FORKSCOPE_ELECTRON")" /mnt/electron
export FORKSCOPE_ELECTRON="/mnt/electron/$(basename "$FORKSCOPE_ELECTRON")"
unset SOURCES
cd /mnt/forkscope
exec sh -c '"$@"; exit $?' sh "$@"`;

const [first, ...others] = process.argv.slice(2);
await runCommand(first === INSIDE ? () => take(others) : () => prepare(process.argv.slice(2)));

/** @param {string[]} scenes */
async function prepare(scenes) {
  for (const [name, value] of Object.entries(await prepareWindow(await setup({ forTests: true })))) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  if (spawnSync('unshare', [...enclosure, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status !== 0) {
    console.log('No namespace of their own may be made here: the pictures will show whatever runs on this computer.');
    return take(scenes);
  }
  const inside = [process.execPath, '/mnt/forkscope/scripts/pictures.mjs', INSIDE, ...scenes];
  const child = spawn('unshare', [...enclosure, 'sh', '-c', enter, 'sh', ...inside], {
    stdio: 'inherit',
    env: { ...process.env, SOURCES: repository },
  });
  process.on('exit', () => child.kill('SIGKILL'));
  return /** @type {Promise<number>} */ (new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1))));
}

/** @param {string[]} scenes */
async function take(scenes) {
  // Vite is there only after the setup; it runs the TypeScript as it stands. The root is where this very file is seen.
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { runnerImport } = await import('vite');
  const options = { root, logLevel: /** @type {const} */ ('error') };
  const { module } = await runnerImport(inRepository('tests', 'pictures', 'pictures.ts'), options);
  return /** @type {{ takePictures(args: string[]): Promise<number> }} */ (module).takePictures(scenes);
}
