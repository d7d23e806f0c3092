/** Each oddity explained in the real window, of a real process of that kind. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { select } from './details';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import {
  descendantsOf,
  isAlive,
  orphanProgram,
  startProgram,
  startPython,
  startSleep,
  type TestProcess,
  zombieProgram,
} from './processes';

let app: RunningApp;
const started: TestProcess[] = [];
/** What no `end` reaches: children that outlive whoever started them. */
const strays: number[] = [];

test.beforeAll(async () => {
  app = await launchApp();
});

test.afterEach(async () => {
  for (const pid of strays.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  for (const one of started.splice(0)) await one.end();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function start(program: string): Promise<TestProcess> {
  const one = await startPython(program);
  started.push(one);
  return one;
}

const groups = existsSync('/sys/fs/cgroup/cgroup.controllers') ? '/sys/fs/cgroup' : '/sys/fs/cgroup/pids';

/** Its folder; undefined where there are no such groups, or none may be made. */
function makeGroup(hierarchy: string, name: string): string | undefined {
  const folder = join(hierarchy, name);
  const isMade = existsSync(hierarchy) && attempt(() => mkdirSync(folder, { recursive: true }));
  return isMade ? folder : undefined;
}

/** A group is busy until its last process is reaped. */
async function removeGroup(folder: string): Promise<void> {
  await eventually('the control group is empty', () => attempt(() => rmdirSync(folder)));
}

function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** The box with this title. */
function box(details: Locator, title: string): Locator {
  return details.locator('section').filter({ has: details.page().getByRole('heading', { name: title, exact: true }) });
}

test('a zombie whose parent is stopped', async () => {
  const parent = await start(zombieProgram);
  process.kill(parent.pid, 'SIGSTOP');
  const why = box(await select(app.page, Number(parent.firstLine)), 'Why is it a zombie?');
  await expect(why).toContainText(`its parent python3 ${parent.pid} is stopped`);
  await expect(why).toContainText(`It goes when ${parent.pid} is continued (SIGCONT)`);
  await expect(why.getByRole('button', { name: 'See the demo' })).toBeVisible();
});

test('a process of which only the first thread has ended is no zombie', async () => {
  const { pid } = await start(`
import ctypes, os, sys, threading
threading.Thread(target=lambda: sys.stdin.readline()).start()
print('ready', flush=True)
ctypes.CDLL(None).syscall({'x86_64': 60}.get(os.uname().machine, 93), 0)`);
  const details = await select(app.page, pid);
  const why = box(details, 'Why is it called a zombie?');
  await expect(why).toContainText('1 other runs on. The process is whole');
  await expect(details.getByRole('heading', { name: 'Why is it a zombie?' })).toBeHidden();
  await details.getByRole('button', { name: 'Signal…' }).click();
  const dialog = app.page.getByRole('dialog', { name: /Send a signal/ });
  await expect(dialog.getByRole('button', { name: 'Send SIGTERM' })).toBeEnabled();
  await app.page.keyboard.press('Escape');
});

test('an orphan, and the subreaper that it went to', async () => {
  const { page } = app;
  const grandparent = await start(`
import ctypes
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
${orphanProgram}`);
  const [middle = 0, orphan = 0] = grandparent.firstLine.split(' ').map(Number);
  strays.push(orphan);
  const details = await select(page, orphan);
  grandparent.tell();
  const why = box(details, 'Why is it an orphan?');
  await expect(why).toContainText(`Its parent python3 ${middle} ended`);
  await expect(why).toContainText(`gave it to python3 ${grandparent.pid}`);
  await expect(why).toContainText('asked to adopt (a subreaper), so it did not go to PID 1');
  await select(page, grandparent.pid);
  await expect(box(details, 'Why does it adopt?')).toContainText('PR_SET_CHILD_SUBREAPER');
  await expect(box(details, 'Why does it adopt?')).toContainText('1 has, as far as seen');
});

test('a stopped process', async () => {
  const sleep = await startSleep(100);
  started.push(sleep);
  const details = await select(app.page, sleep.pid);
  process.kill(sleep.pid, 'SIGSTOP');
  await expect(box(details, 'Why does it stand still?')).toContainText('SIGCONT lets it run on');
  process.kill(sleep.pid, 'SIGCONT');
  await expect(box(details, 'Why does it stand still?')).toBeHidden();
});

test('a traced process, and who traces it', async () => {
  const tracer = await start(`
import ctypes, os, signal, sys
child = os.fork()
if child == 0:
    ctypes.CDLL(None).ptrace(0, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(0)
os.waitpid(child, 0)
print(child, flush=True)
sys.stdin.readline()`);
  const child = Number(tracer.firstLine);
  strays.push(child);
  const why = box(await select(app.page, child), 'Why does it stand still?');
  await expect(why).toContainText(`Its tracer python3 ${tracer.pid} has stopped it`);
});

test('a traced process that runs on by itself, and the demo that shows a traced one', async () => {
  const { page } = app;
  const tracer = await start(`
import ctypes, os, sys, time
read_end, write_end = os.pipe()
child = os.fork()
if child == 0:
    ctypes.CDLL(None).ptrace(0, 0, 0, 0)
    os.write(write_end, b'.')
    time.sleep(100)
    os._exit(0)
os.read(read_end, 1)
print(child, flush=True)
sys.stdin.readline()`);
  const child = Number(tracer.firstLine);
  strays.push(child);
  const why = box(await select(page, child), 'Who watches it?');
  await expect(why).toContainText(`python3 ${tracer.pid} traces it`);
  await why.getByRole('button', { name: 'See the demo' }).click();
  await expect(page.getByTitle('Choose a demo')).toContainText('Standing still');
  await expect(page.getByRole('textbox', { name: 'Text of the program' })).toContainText('HOW = "traced"');
  await page.locator('nav input[type=radio]').first().check({ force: true });
});

/** Its child waits, before its exec, for a writer to a FIFO; a helper becomes that writer when the parent is gone. */
const vforkProgram = `
import ctypes, os, signal, tempfile
fifo = os.path.join(tempfile.mkdtemp(), 'fifo')
os.mkfifo(fifo)
if os.fork() == 0:
    def release(*_):
        os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        os.unlink(fifo); os.rmdir(os.path.dirname(fifo))
        os._exit(0)
    signal.signal(signal.SIGTERM, release)
    ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)
    while True: signal.pause()
print('ready', flush=True)
os.posix_spawn('/bin/true', ['true'], {}, file_actions=[(os.POSIX_SPAWN_OPEN, 0, fifo, os.O_RDONLY, 0)])`;

test('a process in disk sleep that waits in vfork', async () => {
  const parent = await start(vforkProgram);
  const why = box(await select(app.page, parent.pid), 'What does it wait for?');
  await expect(why).toContainText('It has called vfork(): its child borrows its memory');
  await expect(why.getByRole('button', { name: 'See the demo' })).toBeVisible();
});

test('a process in disk sleep, with where in the kernel it waits', async () => {
  const group = makeGroup('/sys/fs/cgroup/freezer', 'forkscope-test');
  test.skip(group === undefined, 'Only version 1 of control groups puts who it freezes into state D.');
  const sleeper = await startSleep(100);
  started.push(sleeper);
  try {
    writeFileSync(join(group ?? '', 'cgroup.procs'), String(sleeper.pid));
    writeFileSync(join(group ?? '', 'freezer.state'), 'FROZEN');
    const why = box(await select(app.page, sleeper.pid), 'Why is it in state D?');
    await expect(why).toContainText(/It waits in the kernel, in \w+, and signals take effect only when/);
    await expect(why.getByRole('button', { name: 'See the demo' })).toBeVisible();
  } finally {
    writeFileSync(join(group ?? '', 'freezer.state'), 'THAWED');
    await sleeper.end();
    await removeGroup(group ?? '');
  }
});

test('a kernel thread', async () => {
  test.skip(nameOf(2) !== 'kthreadd', 'This PID namespace shows no kernel threads.');
  const details = await select(app.page, 2);
  await expect(box(details, 'What is a kernel thread?')).toContainText('kthreadd (pid 2) starts them all');
});

test('the init of a container, by the name that its runtime gave to its control group', async () => {
  const id = 'c0ffee'.padEnd(64, '0');
  const group = makeGroup(groups, `docker/${id}`);
  test.skip(group === undefined, 'Only who may make control groups can try this.');
  // It joins the group before it has the name by which it is looked for; its init is then born in there.
  const program =
    'echo $$ > "$0/cgroup.procs"; exec unshare --pid --fork --kill-child sh -c "echo ready; exec sleep 100"';
  const runtime = await startProgram('sh', ['-c', program, group ?? '']);
  try {
    const [init = 0] = descendantsOf(runtime.pid);
    const details = await select(app.page, init);
    const why = box(details, 'Why is it an init?');
    await expect(why).toContainText('It is process 1 in the container c0ffee000000');
    await expect(why.getByRole('button', { name: 'See the demo' })).toBeVisible();
    await expect(details.getByRole('heading', { level: 3 }).filter({ hasText: 'c0ffee000000' })).toBeVisible();
  } finally {
    await runtime.end();
    await removeGroup(group ?? '');
    // Unless somebody else has containers in there.
    attempt(() => rmdirSync(join(groups, 'docker')));
  }
});

test('the leader of a session without a terminal', async () => {
  const { pid } = await start("import os; os.setsid(); print('ready', flush=True); os.read(0, 1)");
  const why = box(await select(app.page, pid), 'What does it lead?');
  await expect(why).toContainText(`It leads the session ${pid}, which has no terminal`);
});

test('a daemon, with the items of PEP 3143 that it meets and those that it does not', async () => {
  const { firstLine } = await start(`
import os, sys, time
read_end, write_end = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() != 0: os._exit(0)
    os.chdir('/')
    os.umask(0)
    os.write(write_end, b'%d' % os.getpid())
    null = os.open('/dev/null', os.O_RDWR)
    for number in range(3): os.dup2(null, number)
    time.sleep(100)
    os._exit(0)
os.wait()
print(os.read(read_end, 20).decode(), flush=True)`);
  const daemon = Number(firstLine);
  strays.push(daemon);
  const why = box(await select(app.page, daemon), 'Is it a daemon?');
  const met = why.getByRole('listitem').filter({ has: app.page.getByRole('img', { name: 'met', exact: true }) });
  await expect(met.filter({ hasText: 'working directory' })).toBeVisible();
  await expect(met.filter({ hasText: 'umask' })).toBeVisible();
  await expect(why.getByRole('listitem').filter({ hasText: /core/ })).toBeVisible();
});

test('a ghost, with how it ended', async () => {
  const { pid, tell } = await start("import sys; print('ready', flush=True); sys.stdin.readline(); sys.exit(3)");
  const details = await select(app.page, pid);
  tell();
  await expect(box(details, 'Why is it still shown?')).toContainText('nothing of it is left in the kernel');
  await expect(details).toContainText(/gone · exited .* with code 3/);
});

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}
