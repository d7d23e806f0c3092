/** The inspector in the real window, over real processes that these tests start. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { field, open, select } from './details';
import { eventually } from './eventually';
import { launchApp, type RunningApp } from './launch-app';
import { commandLineOf, descendantsOf, startPython, type TestProcess, zombieProgram } from './processes';

let app: RunningApp;
const started: TestProcess[] = [];

test.beforeAll(async () => {
  app = await launchApp();
});

test.afterEach(async () => {
  for (const process of started.splice(0)) await process.end();
});

test.afterAll(async () => {
  expect(app.problems).toEqual([]);
  await app.close();
});

async function start(program: string): Promise<TestProcess> {
  const process = await startPython(program);
  started.push(process);
  return process;
}

const family = `
import os, sys, signal, socket, resource
signal.signal(signal.SIGHUP, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, lambda *a: None)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
resource.setrlimit(resource.RLIMIT_NOFILE, (321, 654))
read_end, write_end = os.pipe()
ours, theirs = socket.socketpair()
child = os.fork()
if child == 0:
    ours.close(); os.close(read_end); os.umask(0o077); os.chdir('/usr')
    sys.stdin.read()
    os._exit(0)
theirs.close(); os.close(write_end)
print(child, read_end, flush=True)
sys.stdin.readline()`;

test('shows signals, limits and descriptors as the program made them, and leads to the other end of a pipe', async () => {
  const { page } = app;
  const { pid, firstLine } = await start(family);
  const [child = '', pipe = ''] = firstLine.split(' ');
  const details = await select(page, pid);
  const signals = await open(details, 'Signals');
  await expect(field(signals, 'blocked')).toHaveText('SIGUSR2');
  await expect(field(signals, 'ignored')).toContainText('SIGHUP');
  await expect(field(signals, 'caught')).toContainText('SIGUSR1');
  const limits = await open(details, 'Limits');
  await expect(limits.getByRole('row', { name: /^open files/ })).toContainText('321');
  const descriptors = await open(details, 'Descriptors');
  const row = descriptors.getByRole('listitem').filter({ hasText: new RegExp(`^${pipe}pipe`) });
  const link = row.getByRole('button', { name: new RegExp(`python3 ${child}`) });
  await expect(link).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include('[aria-label=Details]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await link.click();
  await expect(details.getByRole('heading', { level: 2 })).toContainText(child);
});

test('compares a child with its parent: what was changed since fork comes first', async () => {
  const { page } = app;
  const { firstLine } = await start(family);
  const details = await select(page, Number(firstLine.split(' ')[0]));
  const compare = await open(details, 'Compare');
  const differs = compare.locator('tbody[data-verdict=differs]');
  await expect(differs.getByRole('row', { name: /^umask/ })).toContainText('0077');
  await expect(differs.getByRole('row', { name: /^working folder/ })).toContainText('/usr');
  await expect(compare.locator('tbody[data-verdict=same]').getByRole('row', { name: /^blocked/ })).toContainText(
    'SIGUSR2',
  );
});

test('compares any two: one that is picked by its pid, whatever they have to do with each other', async () => {
  const { page } = app;
  const left = await start("import os; os.umask(0o011); print('ready', flush=True); os.read(0, 1)");
  const right = await start("import os; os.umask(0o033); print('ready', flush=True); os.read(0, 1)");
  const compare = await open(await select(page, right.pid), 'Compare');
  await compare.getByRole('combobox').fill(String(left.pid));
  const umask = compare.locator('tbody[data-verdict=differs]').getByRole('row', { name: /^umask/ });
  await expect(umask).toContainText(/0011\s*0033/);
  await expect(compare.getByRole('row', { name: /^parent/ })).toContainText(String(process.pid));
});

test('a comparison with a process that ends stays, and says of when it is', async () => {
  const { page } = app;
  const left = await start("import os; os.umask(0o011); print('ready', flush=True); os.read(0, 1)");
  const right = await start("import os; os.umask(0o033); print('ready', flush=True); os.read(0, 1)");
  const compare = await open(await select(page, right.pid), 'Compare');
  await compare.getByRole('combobox').fill(String(left.pid));
  const umask = compare.getByRole('row', { name: /^umask/ });
  await expect(umask).toContainText(/0011\s*0033/);
  await expect(compare).not.toContainText('As last read at');
  await left.end();
  await expect(compare).toContainText('As last read at');
  await expect(umask).toContainText(/0011\s*0033/);
});

test('shows bytes that are no text, in the command line and in the environment', async () => {
  const { page } = app;
  const { pid } = await start(`
import os, sys
if len(sys.argv) < 2:
    words = [b'python3', b'-c', b"print('ready', flush=True); import sys; sys.stdin.readline()", b'a\\xffb', b'two\\nlines', b'']
    os.execve(sys.executable, words, {b'ODD_\\xfe': b'v\\xffw', b'PATH': b'/bin'})
`);
  const details = await select(page, pid);
  await expect(field(details, 'command line')).toContainText('a\\xffb');
  await expect(field(details, 'command line')).toContainText('two‹LF›lines');
  const environment = await open(details, 'Environment');
  await environment.getByRole('button', { name: /^Show the value of ODD_/ }).click();
  await expect(environment).toContainText('ODD_\\xfe');
  await expect(environment).toContainText('v\\xffw');
});

test('lists the threads and keeps the list up to date', async () => {
  const { page } = app;
  const { pid, tell } = await start(`
import sys, threading
def work(): threading.Event().wait()
threading.Thread(target=work, daemon=True).start()
print('ready', flush=True)
sys.stdin.readline()
threading.Thread(target=work, daemon=True).start()
sys.stdin.readline()`);
  const threads = await open(await select(page, pid), 'Threads');
  const rows = threads.getByRole('row');
  await expect(rows).toHaveCount(1 + 2);
  tell();
  await expect(rows).toHaveCount(1 + 3);
});

test('masks the environment until a value is asked for', async () => {
  const { page } = app;
  process.env.FORKSCOPE_TEST_SECRET = 'hush-hush';
  const { pid } = await start("print('ready', flush=True); import sys; sys.stdin.readline()");
  delete process.env.FORKSCOPE_TEST_SECRET;
  const environment = await open(await select(page, pid), 'Environment');
  await environment.getByRole('searchbox', { name: 'Filter the environment' }).fill('FORKSCOPE_TEST');
  const reveal = environment.getByRole('button', { name: 'Show the value of FORKSCOPE_TEST_SECRET' });
  await expect(reveal).toBeVisible();
  await expect(environment).not.toContainText('hush-hush');
  await reveal.click();
  await expect(environment).toContainText('hush-hush');
});

test('explains a zombie and leads to the demo that shows one', async () => {
  const { page } = app;
  const parent = await start(zombieProgram);
  const details = await select(page, Number(parent.firstLine));
  await expect(details.getByRole('heading', { name: 'Why is it a zombie?' })).toBeVisible();
  await expect(details).toContainText(`python3 ${parent.pid} is alive`);
  await details.getByRole('button', { name: 'See the demo' }).first().click();
  await expect(page.getByRole('main', { name: 'Lab' })).toBeVisible();
  await page
    .getByRole('radio', { name: 'Live' })
    .or(page.getByRole('tab', { name: 'Live' }))
    .first()
    .click();
});

test('keeps what was known of a process that ends, and says how it ended', async () => {
  const { page } = app;
  const { pid, end } = await start("print('ready', flush=True); import sys; sys.stdin.readline()");
  const details = await select(page, pid);
  const identity = await open(details, 'Identity');
  await expect(field(identity, 'umask')).toHaveText('0022');
  await end();
  await expect(details).toContainText(/gone · killed .* by SIGKILL/);
  await expect(field(identity, 'umask')).toHaveText('0022');
  await expect(details).toContainText('As last read at');
});

test('keeps what was known of a process that becomes a zombie, as of when it was read', async () => {
  const { page } = app;
  const { firstLine, tell } = await start(`
import os, sys
read_end, write_end = os.pipe()
child = os.fork()
if child == 0:
    os.close(write_end); os.umask(0o027); os.chdir('/usr')
    os.read(read_end, 1)
    os._exit(0)
os.close(read_end)
print(child, flush=True)
sys.stdin.readline()
os.close(write_end)
sys.stdin.readline()`);
  const details = await select(page, Number(firstLine));
  const identity = await open(details, 'Identity');
  const descriptors = await open(details, 'Descriptors');
  await expect(field(identity, 'working folder')).toHaveText('/usr');
  await expect(descriptors.getByRole('listitem').first()).toBeVisible();
  tell();
  await expect(details.getByRole('heading', { name: 'Why is it a zombie?' })).toBeVisible();
  await expect(field(identity, 'working folder')).toHaveText(/^\/usr as of /);
  await expect(field(identity, 'umask')).toHaveText(/^0027 as of /);
  await expect(descriptors).toContainText('As last read at');
  await expect(descriptors.getByRole('listitem').first()).toBeVisible();
});

test('lists as many descriptors as a process may have without making the window wait', async () => {
  const { page } = app;
  const { pid, firstLine } = await start(`
import os, sys, resource
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
most = 100_000 if hard == resource.RLIM_INFINITY else min(hard, 100_000)
resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
while os.dup(0) < most - 1: pass
print(most, flush=True)
sys.stdin.readline()`);
  const details = await select(page, pid);
  const descriptors = await open(details, 'Descriptors');
  const count = Number(firstLine).toLocaleString('en');
  await expect(descriptors).toContainText(`${count} of ${count}`, { timeout: 30_000 });
  // Few rows exist at a time; the search finds what lies far down.
  expect(await descriptors.getByRole('listitem').count()).toBeLessThan(200);
});

/** The one child of a process, as soon as there is one. */
function childOf(pid: number): Promise<number> {
  return eventually('unshare has started its child', () => {
    const [child] = descendantsOf(pid);
    // Before its exec it is still unshare.
    return child !== undefined && commandLineOf(child).startsWith('sleep') ? child : undefined;
  });
}

test.describe('in Chinese, an ordinary process of a namespace of its own', () => {
  let inner: ChildProcess | undefined;
  test.afterEach(() => void inner?.kill('SIGKILL'));

  test('tells its pid inside, and which namespaces are not its parent’s', async () => {
    const chinese = await launchApp({ language: 'zh_CN' });
    try {
      const { page } = chinese;
      inner = spawn(
        'unshare',
        ['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc', 'sleep', '77'],
        { stdio: 'ignore' },
      );
      await once(inner, 'spawn');
      await page.getByRole('treeitem').first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(`pid=${await childOf(inner.pid ?? 0)}`);
      await page.keyboard.press('Enter');
      const details = page.getByRole('region', { name: '详情' });
      await expect(field(details, '内部 PID')).toHaveText('1');
      await expect(details.getByRole('heading', { name: '它为什么是 init？' })).toBeVisible();
      await details.getByRole('button', { name: /^命名空间与控制组/ }).click();
      await expect(field(details, '网络')).toContainText('同父进程');
      await details.getByRole('button', { name: /^比较/ }).click();
      await expect(details.getByRole('row', { name: /^调度策略/ })).toContainText('普通');
      expect(chinese.problems).toEqual([]);
    } finally {
      await chinese.close();
    }
  });
});
