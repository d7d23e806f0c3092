import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ask } from './commands.mjs';
import { Stop } from './stop.mjs';

/** Set to 1 where AppArmor takes the rights in a user namespace away from programs it does not know (Ubuntu 24.04). */
const appArmorRule = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/**
 * The flags that Electron needs because of Chromium's sandbox. The sandbox is left out for root only, for whom Chromium
 * refuses it; for anyone else it must work, and Electron's own message about it helps nobody.
 * @param {string} executable
 */
export function chooseSandboxFlags(executable) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (isSetuidRoot(helper) || hasUserNamespaces()) return [];
  throw new Stop(
    [
      "Chromium's sandbox cannot work yet: this system keeps user namespaces from ordinary users. Allow the helper program",
      'that it uses instead, once, with this command:',
      `    sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
    ].join('\n'),
  );
}

/** @param {string} helper */
function isSetuidRoot(helper) {
  const status = statSync(helper, { throwIfNoEntry: false });
  return status !== undefined && status.uid === 0 && (status.mode & 0o4001) === 0o4001;
}

/** Mapping a user is what an ordinary user is refused, also where entering the namespace itself still works. */
function hasUserNamespaces() {
  if (existsSync(appArmorRule) && readFileSync(appArmorRule, 'utf8').trim() === '1') return false;
  return ask('unshare', ['--user', '--map-root-user', 'true']).succeeded;
}
