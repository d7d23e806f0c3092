// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderInApp } from './app.fixture';
import { ErrorBoundary } from './error-boundary';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Broken(): never {
  throw new Error('layout of nothing');
}

test('a mistake in drawing shows what happened and a way on', () => {
  // React logs what the boundary catches.
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  renderInApp(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('alert').textContent).toContain('layout of nothing');
  expect(screen.getByRole('button', { name: 'Load again' })).toBeTruthy();
  expect(log).toHaveBeenCalled();
});
