/**
 * Runs while the app is built: whose work its bundles contain, from the packages themselves. A package is found as Node
 * finds it, from the folder of the one that asks for it upwards.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Licence } from '#shared/ipc/about-requests';

interface Manifest {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
  readonly dependencies?: { readonly [name: string]: string };
  readonly optionalDependencies?: { readonly [name: string]: string };
}

/** The app in `root` and everything that it depends on at run time, itself first, then by name. */
export function collectLicences(root: string): readonly Licence[] {
  const found = new Map<string, Licence>();
  const visit = (folder: string): void => {
    const manifest = readManifest(folder);
    const key = `${manifest.name}@${manifest.version}`;
    if (found.has(key)) return;
    found.set(key, licenceOf(folder, manifest));
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      // What is optional is left out on other platforms.
      const dependency = findPackage(folder, name);
      if (dependency !== undefined) visit(dependency);
      else if (manifest.optionalDependencies?.[name] === undefined) throw new Error(`${name} is not installed`);
    }
  };
  visit(root);
  const [own, ...others] = found.values();
  others.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
  return own === undefined ? others : [own, ...others];
}

function licenceOf(folder: string, { name, productName, version, license }: Manifest): Licence {
  const licence = typeof license === 'string' ? license : license?.type;
  if (licence === undefined) throw new Error(`${name} does not say under which licence it is`);
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.|$)/i.test(each));
  const text = file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
  return { name: productName ?? name, version, licence, text };
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function findPackage(from: string, name: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(from) === from ? undefined : findPackage(dirname(from), name);
}
