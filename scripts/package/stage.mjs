import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '../setup/paths.mjs';

/** Libraries that stay files of their own (`external` in electron.vite.config.ts); all else is in the bundles. */
const libraries = ['koffi', join('@koromix', 'koffi-linux-x64'), 'ps-list'];
const built = ['main', 'preload', 'renderer'];

/**
 * Puts together what the app is made of, and nothing else: no sources, no tests, no development packages.
 * @param {string} folder
 */
export async function stageApp(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const part of built) await cp(inRepository('out', part), join(folder, 'out', part), { recursive: true });
  // The pictures are for whoever changes the looks.
  const pictures = inRepository('assets', 'pictures');
  const filter = (/** @type {string} */ path) => path !== pictures;
  await cp(inRepository('assets'), join(folder, 'assets'), { recursive: true, filter });
  for (const library of libraries) {
    const parts = ['node_modules', ...library.split('/')];
    await cp(inRepository(...parts), join(folder, ...parts), { recursive: true });
  }
  const { name, productName, version, description, license, type, main } = await readManifest();
  const manifest = { name, productName, version, description, license, type, main };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

export async function readManifest() {
  return JSON.parse(await readFile(inRepository('package.json'), 'utf8'));
}
