/**
 * A scope of systemd. Its service manager runs on few machines that test, so what is tried here is all but the manager:
 * the command line, the detection, and, for root, a run through a `systemd-run` that makes the group with its own hands.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { closePrograms, runProgram } from '../../tests/run-program';

const supervisor = join(import.meta.dirname, '../../assets/lab/supervisor');
const folder = mkdtempSync(join(tmpdir(), 'forkscope-scope-'));
const runtime = join(folder, 'runtime');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(closePrograms);

/** What an expression of the module gives. */
function ask(expression: string): unknown {
  const text = `import sys, json; sys.path.insert(0, ${JSON.stringify(supervisor)}); import systemd_scope; print(json.dumps(${expression}))`;
  return JSON.parse(execFileSync('python3', ['-I', '-B', '-c', text], { encoding: 'utf8' }));
}

/** As if a manager listened for this user. */
function manage(): void {
  mkdirSync(join(runtime, 'systemd'), { recursive: true });
  writeFileSync(join(runtime, 'systemd', 'private'), '');
}

/** Does what systemd would for `--scope`: a group with limits, the caller moved into it, the command in its place. */
const standIn = (groups: string) => `#!/bin/sh
group=${groups}/forkscope-test-$$
mkdir "$group"
while [ "$1" != -- ]; do
  case "$1" in --property=TasksMax=*) echo "\${1##*=}" > "$group/pids.max";; esac
  shift
done
shift
echo $$ > "$group/cgroup.procs"
exec "$@"
`;

const groups = ['/sys/fs/cgroup/pids', '/sys/fs/cgroup'].find((path) => existsSync(join(path, 'cgroup.procs')));
const canMakeGroups = process.platform === 'linux' && process.getuid?.() === 0 && groups === '/sys/fs/cgroup/pids';

describe.runIf(process.platform === 'linux')('a scope of systemd', { timeout: 60_000 }, () => {
  test('is asked for with the limits, of the user’s own manager', () => {
    const bounds = ['--property=TasksMax=65', '--property=MemoryMax=536870912', '--property=MemorySwapMax=0'];
    const scope = ['systemd-run', '--user', '--scope', '--quiet', '--collect', '--unit=one'];
    const limits = "{'processes': 64, 'memoryMiB': 512}";
    expect(ask(`systemd_scope.command_line('one', ${limits}, ['init', '7'])`)).toEqual([
      ...scope,
      ...bounds,
      ...['--', 'init', '7'],
    ]);
  });

  test('is tried only where there is a manager to ask', () => {
    const bin = join(folder, 'bin');
    const whyNot = (path: string, directory: string) =>
      ask(`systemd_scope.why_not({'PATH': '${path}', 'XDG_RUNTIME_DIR': '${directory}'})`);
    expect(whyNot('/nowhere', runtime)).toBe('systemd-run is not on the PATH');
    mkdirSync(bin);
    writeFileSync(join(bin, 'systemd-run'), '#!/bin/sh\n');
    chmodSync(join(bin, 'systemd-run'), 0o755);
    expect(whyNot(bin, runtime)).toBe("no systemd manages this user's services");
    expect(whyNot(bin, '')).toBe("no systemd manages this user's services");
    manage();
    expect(whyNot(bin, runtime)).toBe(null);
  });

  test.runIf(canMakeGroups)('bounds the number of processes, and nothing of it is left', async () => {
    manage();
    const bin = join(folder, 'stand-in');
    mkdirSync(bin);
    writeFileSync(join(bin, 'systemd-run'), standIn(groups ?? ''));
    chmodSync(join(bin, 'systemd-run'), 0o755);
    const text = [
      'import os, time',
      'while True:',
      '    try:',
      '        os.fork()',
      '    except OSError:',
      '        break',
      'time.sleep(600)',
    ].join('\n');
    const { facts, status, of } = await runProgram(text, {
      weakest: 'systemd-scope',
      environment: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, XDG_RUNTIME_DIR: runtime },
      limits: { processes: 12, seconds: 4 },
      policy: { name: 'round-robin' },
    });
    expect(facts.containment).toMatchObject({ kind: 'systemd-scope' });
    expect(of('refused')[0]).toMatchObject({ call: 'fork', error: 'EAGAIN', by: 'kernel' });
    expect(of('fork').length).toBe(11);
    expect(status).toMatchObject({ outcome: 'timeout', leftover: 0 });
    for (const name of readdirSync(groups ?? '').filter((one) => one.startsWith('forkscope-test-'))) {
      rmdirSync(join(groups ?? '', name));
    }
  });
});
