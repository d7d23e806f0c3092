// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import type { ThreadsReply } from '#shared/ipc/contract';
import { createFakeApp, process, renderInApp } from '../app/app.fixture';
import { ThreadsField } from './threads-field';

afterEach(cleanup);

const node = process(70, 1, { name: 'node', threads: 2 });
const worker = { tid: 71, name: 'libuv-worker', state: 'sleeping', cpuMs: 2_030 } as const;
const listed: ThreadsReply = { ok: true, value: { threads: [worker], total: 1 } };

function show(answer: () => ThreadsReply) {
  const app = createFakeApp({ 'process:threads': answer });
  renderInApp(<ThreadsField process={node} />, { app });
  return { app, user: userEvent.setup() };
}

const list = () => screen.getByRole('button', { name: 'List the threads' });

describe('the threads in the inspector', () => {
  test('are asked for only when the list is opened, and shown with all that is known of each', async () => {
    const { app, user } = show(() => listed);
    expect(list().getAttribute('aria-expanded')).toBe('false');
    expect(app.asked).toEqual([]);
    await user.click(list());
    expect(app.asked).toEqual([{ name: 'process:threads', args: { id: node.id } }]);
    const cells = (await screen.findAllByRole('cell')).map(({ textContent }) => textContent);
    expect(cells).toEqual(['libuv-worker', '71', 'sleeping', '2.03s']);
    await user.click(screen.getByRole('button', { name: 'Hide the threads', expanded: true }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  test('are read anew on request', async () => {
    const { app, user } = show(() => listed);
    await user.click(list());
    await user.click(screen.getByRole('button', { name: 'Reload the list of threads' }));
    expect(app.asked).toHaveLength(2);
  });

  test('say when they are not all', async () => {
    const { user } = show(() => ({ ok: true, value: { threads: [worker], total: 5_000 } }));
    await user.click(list());
    expect(await screen.findByText('The first 1 of 5,000 threads.')).toBeTruthy();
  });

  test.each([
    ['gone', 'it had ended before this was read'],
    ['permission', 'no permission: belongs to another user'],
    ['not-offered', 'not offered by this system'],
  ] as const)('say why they cannot be listed: %s', async (code, words) => {
    const { user } = show(() => ({ ok: false, code }));
    await user.click(list());
    expect(await screen.findByText(words)).toBeTruthy();
  });

  test('say so when no answer comes', async () => {
    const { user } = show(() => {
      throw new Error('refused');
    });
    await user.click(list());
    expect(await screen.findByText('not known')).toBeTruthy();
  });
});
