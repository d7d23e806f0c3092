import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The bytes in the files below a folder that others are writing to: what vanishes meanwhile counts as nothing.
 * @param {string} folder
 * @returns {number}
 */
export function measureFolder(folder) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const sizes = entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? measureFolder(path) : statSync(path).size;
    });
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
