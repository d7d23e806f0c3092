import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { assetsDirectory } from '../assets-directory';
import { writeWhole } from '../recordings/writable-files';

/** Must be the same word as in draw-picture.ts, which only Electron can load. */
const PICTURE_SWITCH = '--draw-picture';
const LONGEST_MS = 60_000;

/** Has Electron draw it, without a screen. Rejects with what to do where there is none. */
export async function renderPng(svg: string, output: string, scale: number): Promise<void> {
  const electron = process.versions.electron === undefined ? process.env.FORKSCOPE_ELECTRON : process.execPath;
  if (electron === undefined || electron === '') {
    throw new Error('a PNG is drawn by Electron, which is not here: run "npm run setup", or use --format svg');
  }
  const folder = await mkdtemp(join(tmpdir(), 'forkscope-picture-'));
  try {
    const [svgPath, pngPath] = [join(folder, 'picture.svg'), join(folder, 'picture.png')];
    await writeFile(svgPath, svg);
    const repository = dirname(assetsDirectory());
    // As root Chromium has no sandbox to offer.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const app = process.versions.electron === undefined ? [repository] : [];
    const args = [...sandbox, ...app, `--user-data-dir=${folder}`, PICTURE_SWITCH, svgPath, pngPath, String(scale)];
    await runOnDisplay(electron, args);
    await writeWhole(output, await readFile(pngPath));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Electron's own headless display (ozone) crashes as soon as it has a window, so where there is none Xvfb makes one. */
async function runOnDisplay(electron: string, args: readonly string[]): Promise<void> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const needsXvfb = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
  const [command, ...rest] = needsXvfb ? ['xvfb-run', '-a', electron, ...args] : [electron, ...args];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
  try {
    await promisify(execFile)(command ?? electron, rest, { env, timeout: LONGEST_MS });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (needsXvfb && code === 'ENOENT') {
      throw new Error(
        'a PNG needs a display, or xvfb-run (Debian packages xvfb and xauth); --format svg needs neither',
      );
    }
    throw new Error(`Electron could not draw the picture: ${message.split('\n')[0]}`);
  }
}
