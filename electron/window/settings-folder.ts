/** The folder of settings and logs; where it cannot be written to, a temporary one serves, and it is said. */
import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

let trouble: string | undefined;

/** Why settings are not kept this time; undefined when they are. */
export function settingsTrouble(): string | undefined {
  return trouble;
}

/** Before anything else touches the folder: Chromium ends at once when it cannot make it. */
export function ensureSettingsFolder(): void {
  try {
    // Throws itself where the folder cannot be made.
    const folder = app.getPath('userData');
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    trouble = (error as Error).message;
    const folder = temporaryFolder();
    for (const name of ['appData', 'userData', 'sessionData'] as const) app.setPath(name, folder);
    app.setAppLogsPath(join(folder, 'logs'));
  }
}

/** One for each user, so that it is found again and there are never many; one of its own where that name is taken. */
function temporaryFolder(): string {
  const folder = join(tmpdir(), `forkscope-settings-${process.getuid?.() ?? 'user'}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    // Anybody may have made it, or a link of that name, to be written through.
    if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0) return folder;
  } catch {
    // Another one serves.
  }
  return mkdtempSync(`${folder}-`);
}
