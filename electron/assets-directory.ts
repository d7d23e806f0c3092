import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `assets/`, which lies beside the folder of what was built. In a packaged app it is unpacked beside the archive: other
 * programs, Python first of all, cannot read what is in the archive.
 */
export function assetsDirectory(): string {
  let folder = dirname(fileURLToPath(import.meta.url)).replace(/\.asar(?=[/\\]|$)/, '.asar.unpacked');
  while (!existsSync(join(folder, 'assets', 'lab')) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'assets');
}
