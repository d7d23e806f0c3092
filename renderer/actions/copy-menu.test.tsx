// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { LONGEST_COPY } from '#shared/actions/longest-copy';
import { createFakeApp, process, renderInApp } from '../app/app.fixture';
import { CopyMenu } from './copy-menu';

afterEach(cleanup);

async function copy(cmdline: readonly string[], answer: () => unknown) {
  const app = createFakeApp({ 'action:copy': answer });
  renderInApp(<CopyMenu process={process(70, 1, { cmdline })} />, { app });
  await userEvent.setup({ delay: null }).click(screen.getByRole('button', { name: 'command line' }));
  return app.asked;
}

test('what is copied is said to be', async () => {
  expect(await copy(['sleep', '100'], () => undefined)).toEqual([{ name: 'action:copy', args: { text: 'sleep 100' } }]);
  expect(await screen.findByText('Copied')).toBeTruthy();
});

test('what is too long to be copied is not, and is said not to be', async () => {
  expect(await copy(['x'.repeat(LONGEST_COPY + 1)], () => undefined)).toEqual([]);
  expect(screen.getByText('Not copied: it has 4,000,001 characters, and no more than 4,000,000 are.')).toBeTruthy();
});

test('a copy that failed is said to have failed', async () => {
  await copy(['sleep'], () => {
    throw new Error('no clipboard');
  });
  expect(await screen.findByText('It could not be done: no clipboard')).toBeTruthy();
});
