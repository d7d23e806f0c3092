import { copyFileSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processId } from '#shared/model/process';
import { eventually } from '../../tests/eventually';
import { endAll, idOf, startPython } from '../inspect/processes.fixture';
import { findExecutable } from './find-executable';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-executable-'));
});

afterEach(() => {
  endAll();
  rmSync(folder, { recursive: true });
});

/** A shell of its own file. */
const copyShell = (path: string) => copyFileSync(realpathSync('/bin/sh'), path);

describe.runIf(process.platform === 'linux')('the executable that is shown', () => {
  test('is the file of the program', async () => {
    const program = join(folder, 'program');
    copyShell(program);
    const { id } = await startPython(`os.execv('${program}', ['sh', '-c', 'echo ready; read x'])`);
    expect(findExecutable(id)).toEqual({ ok: true, value: program });
    expect(findExecutable(processId(Number.parseInt(id, 10), 1))).toEqual({ ok: false, code: 'gone' });
  });

  test('is not another file that has come to its place, nor nothing', async () => {
    const program = join(folder, 'program');
    copyShell(program);
    const { id } = await startPython(`os.execv('${program}', ['sh', '-c', 'echo ready; read x'])`);
    copyShell(join(folder, 'newer'));
    renameSync(join(folder, 'newer'), program);
    expect(findExecutable(id)).toEqual({ ok: false, code: 'elsewhere' });
    rmSync(program);
    expect(findExecutable(id)).toEqual({ ok: false, code: 'elsewhere' });
  });

  test.runIf(process.getuid?.() === 0)(
    'is not the file of that path here when the process has other mounts',
    async ({ skip }) => {
      const program = join(folder, 'program');
      copyShell(program);
      const { line } = await startPython(`
import subprocess
inner = 'mount -t tmpfs none ${folder} && cp /bin/sh ${program} && exec ${program} -c "read x"'
child = subprocess.Popen(['unshare', '--mount', 'sh', '-c', inner], stdin=subprocess.PIPE)
print(child.pid, flush=True)`);
      const child = Number(line);
      const found = await eventually('it has other mounts, or has given up', () => {
        const reply = findExecutable(idOf(child));
        return reply.ok && reply.value !== program ? false : reply;
      });
      skip(!found.ok && found.code !== 'elsewhere', 'Nothing can be mounted here.');
      expect(found).toEqual({ ok: false, code: 'elsewhere' });
    },
  );

  test('of one that has none is hidden', () => {
    expect(findExecutable(idOf(2))).toEqual({ ok: false, code: 'hidden' });
  });
});
