/** Real processes to be pictured, in a folder and an environment that say nothing of whose computer this is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Load {
  readonly pid: number;
  /** The pids that it printed: whose these are is told where its program stands. */
  readonly pids: readonly number[];
  /** Sends it a line; gives the pids that it answers with. */
  tell(): Promise<readonly number[]>;
  end(): Promise<void>;
}

const ENVIRONMENT = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/home/student', USER: 'student', EDITOR: 'vi' };

/**
 * Runs a Python program under a name. All that it starts is one process group, which ends as one. It is ready when it
 * has printed a line of pids.
 */
export async function startLoad(name: string, program: string): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-pictures-'));
  writeFileSync(join(folder, name), program);
  const child = spawn('python3', [name], {
    cwd: folder,
    env: ENVIRONMENT,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { pid = 0 } = child;
  const lines = createInterface({ input: child.stdout });
  let complaint = '';
  child.stderr.on('data', (piece) => {
    complaint += piece;
  });
  const hasEnded = once(child, 'close').then(() => Promise.reject(new Error(`${name} has ended early: ${complaint}`)));
  // Its end is expected once nobody waits for a line.
  hasEnded.catch(() => {});
  const pidsOfNextLine = async () => {
    const [line] = await Promise.race([once(lines, 'line'), hasEnded]);
    return String(line).split(' ').map(Number);
  };
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      process.kill(-pid, 'SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    pid,
    pids: await pidsOfNextLine(),
    tell: () => {
      const answer = pidsOfNextLine();
      child.stdin.write('\n');
      return answer;
    },
    end,
  };
}

/** A parent of so many sleeping children, whose pids it prints. */
export const crowd = (count: number) => `
import os, signal, sys

pids = []
for _ in range(${count}):
    pid = os.fork()
    if pid == 0:
        signal.pause()
    pids.append(pid)
print(*pids, flush=True)
signal.pause()
`;

/** Each is a program of its own: forks of forks, none of which executes anything, cost the kernel more each time. */
export const chain = (depth: number) => `
import os, subprocess, signal

read_end, write_end = os.pipe()
script = 'if [ "$1" -gt 1 ]; then sh -c "$0" "$0" $(($1 - 1)) & else echo $$; fi; read _ <&%d' % read_end
subprocess.Popen(['sh', '-c', script, script, '${depth}'], pass_fds=[read_end])
signal.pause()
`;

/** What no program should be called, and is. */
const NAMES = [
  'x'.repeat(4_000),
  'مرحبا بالعالم',
  'שלום עולם',
  '🚀🚀🚀 👩‍👩‍👧‍👦',
  '\u202Eabc.exe',
  'a\u0007b\u001b[31mred\u0000',
  'two\nlines\ttab',
  ' ',
  'Z͑ͫ̓ͪ̂ͫ̽a̍l̂g͌o͋',
  '进程树',
];

/** A name may hold no zero byte: it would end there. */
export const oddNames = `
import os, signal, subprocess

names = ${JSON.stringify(NAMES.map((name) => name.replaceAll('\0', '')))}
children = []
for name in names:
    # The kernel calls a process by its file, of which it keeps 15 bytes: so that one is as odd.
    file = name[:60]
    os.symlink('/bin/sleep', file)
    children.append(subprocess.Popen([name, '86400'], executable=f'./{file}'))
print(*(child.pid for child in children), flush=True)
signal.pause()
`;

/** At one line 200 children are born, at the next all of them are killed at once; nobody has to wait for them. */
export const doomed = `
import os, signal, sys

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print(os.getpid(), flush=True)
while sys.stdin.readline():
    pids = []
    for _ in range(200):
        pid = os.fork()
        if pid == 0:
            signal.pause()
        pids.append(pid)
    print(*pids, flush=True)
    sys.stdin.readline()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    print(os.getpid(), flush=True)
`;

/** A small shop of processes: busy and idle ones, a group of workers, a pipeline, a stopped one, a zombie. */
export const household = `
import os, signal, subprocess, sys

busy = subprocess.Popen(['python3', '-c', 'while sum(range(200_000)): pass'])
idle = [subprocess.Popen(['sleep', '86400']) for _ in range(3)]
source = subprocess.Popen(['sleep', '86399'], stdout=subprocess.PIPE)
sink = subprocess.Popen(['cat'], stdin=source.stdout)
stopped = subprocess.Popen(['sleep', '86398'])
os.kill(stopped.pid, signal.SIGSTOP)
zombie = os.fork()
if zombie == 0:
    os._exit(7)
print(busy.pid, stopped.pid, zombie, flush=True)
signal.pause()
`;

/** Has of everything that the inspector can show, and uses the processor. Prints its pid and that of its child. */
export const busy = `
import mmap, os, resource, signal, socket, threading

signal.signal(signal.SIGHUP, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, lambda *_: None)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
resource.setrlimit(resource.RLIMIT_NOFILE, (321, 654))
read_end, write_end = os.pipe()
ours, theirs = socket.socketpair()
listener = socket.create_server(('127.0.0.1', 0))
log = open('shop.log', 'w')
child = os.fork()
if child == 0:
    os.umask(0o077)
    os.chdir('/usr')
    os.nice(5)
    ours.close()
    os.close(read_end)
    signal.pause()
ballast = bytearray(64 << 20)
threading.Thread(target=threading.Event().wait, daemon=True).start()
print(os.getpid(), child, flush=True)
while sum(range(200_000)):
    pass
`;

export const zombie = `
import os, signal

pid = os.fork()
if pid == 0:
    os._exit(7)
os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
print(pid, flush=True)
signal.pause()
`;

/** Three generations, of which the middle one ends at a line. Prints its pid and that of the child that it leaves. */
export const orphan = `
import os, signal, sys

read_end, write_end = os.pipe()
middle = os.fork()
if middle == 0:
    child = os.fork()
    if child == 0:
        signal.pause()
    os.write(write_end, b'%d' % child)
    signal.pause()
child = int(os.read(read_end, 20))
print(middle, child, flush=True)
sys.stdin.readline()
os.kill(middle, signal.SIGKILL)
os.waitpid(middle, 0)
print(child, flush=True)
signal.pause()
`;
