/** The recordings that were opened lately, newest first; the window knows them by number and name. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { writeWhole } from './writable-files';

const MOST = 8;
const pathsSchema = z.array(z.string().min(1).max(4_096)).max(MOST);

export interface RecentFiles {
  list(): readonly string[];
  pathOf(index: number): string | undefined;
  /** Where the disk refuses, it is merely not remembered. */
  add(path: string): Promise<void>;
  forget(path: string): Promise<void>;
}

export function createRecentFiles(file: string): RecentFiles {
  let paths = readPaths(file);

  async function set(next: readonly string[]): Promise<void> {
    paths = next.slice(0, MOST);
    await writeWhole(file, JSON.stringify(paths)).catch(() => {});
  }

  return {
    list: () => paths.map((path) => basename(path)),
    pathOf: (index) => paths[index],
    add: (path) => set([path, ...paths.filter((other) => other !== path)]),
    forget: (path) => set(paths.filter((other) => other !== path)),
  };
}

/** A file that is missing, cut or foreign is an empty list. */
function readPaths(file: string): readonly string[] {
  try {
    return pathsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
