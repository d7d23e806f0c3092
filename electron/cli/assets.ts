import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `assets/`, which lies beside the folder of what was built. */
export function assetsDirectory(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'assets', 'lab')) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'assets');
}
