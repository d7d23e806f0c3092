import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/** A path in the repository. @param {string[]} names */
export const inRepository = (...names) => join(repository, ...names);

/** What belongs to this user, not to this clone: an Electron fetched for one clone serves the next one too. */
export const cacheFolder = join(resolve(process.env.XDG_CACHE_HOME || join(homedir(), '.cache')), 'forkscope');
