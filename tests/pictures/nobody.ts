/** The app as an ordinary user, who may not look into what root runs. Root alone can become one. */
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchOptions } from '../launch-app';

const NOBODY = 65_534;

/** Elsewhere nothing is changed: then the process is the reader's own. `userData`: becomes this user's folder. */
export function runAsNobody(userData: string): LaunchOptions {
  const electron = process.env.FORKSCOPE_ELECTRON;
  if (process.getuid?.() !== 0 || electron === undefined) return {};
  const program = join(userData, 'forkscope-as-nobody');
  const change = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups --no-new-privs`;
  writeFileSync(program, `#!/bin/sh\nexec ${change} ${electron} "$@"\n`);
  chmodSync(program, 0o755);
  chownSync(userData, NOBODY, NOBODY);
  return { executable: program, env: { HOME: userData } };
}
