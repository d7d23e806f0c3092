// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { renderInApp } from '../app/app.fixture';
import { CompareCell } from './compare-cell';

afterEach(cleanup);

test('a long value can be shown whole with the keyboard', async () => {
  const value = `/${'long/'.repeat(20)}end`;
  renderInApp(<CompareCell cell={{ value }} agreeing={undefined} isSame />);
  expect(screen.queryByText(value)).toBeNull();
  const user = userEvent.setup({ delay: null });
  await user.tab();
  await user.keyboard('{Enter}');
  expect(screen.getByText(value)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show less' }));
  expect(screen.queryByText(value)).toBeNull();
});

test('a value that is not long has no button', () => {
  renderInApp(<CompareCell cell={{ value: '/short' }} agreeing={undefined} isSame />);
  expect(screen.getByText('/short')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
