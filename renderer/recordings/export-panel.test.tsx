// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { createFakeApp, createStore, feed, process, renderInApp } from '../app/app.fixture';
import { ExportButton } from './export-panel';

afterEach(cleanup);

const OWN = 1_000;
const hidden = { hidden: true } as const;

/** What is copied when the person chooses that, in a panel that jsdom cannot open. */
async function copied(...choices: readonly string[]): Promise<string> {
  const store = createStore();
  store.getState().receiveOwnUid(OWN);
  const own = process(2, 1, { uid: OWN, cmdline: ['own-line'] });
  feed(store, [{ kind: 'checkpoint', processes: [process(1, 0, { uid: 0, cmdline: ['other-line'] }), own] }]);
  let content = '';
  const app = createFakeApp({
    'export:copy': (order) => {
      content = String(order.content);
      return { ok: true, value: undefined };
    },
  });
  renderInApp(<ExportButton />, { store, app });
  for (const name of choices) await userEvent.click(screen.getByRole('radio', { name, ...hidden }));
  await userEvent.click(screen.getByRole('button', { name: 'Copy', ...hidden }));
  await screen.findByText(/^Copied\./);
  return content;
}

const linesIn = (content: string) => content.match(/(own|other)-line/g) ?? [];

test.each(['Text', 'JSON', 'CSV'])(
  '%s says that it holds command lines, and leaves out whose one wants',
  async (format) => {
    expect(linesIn(await copied(format))).toEqual(['own-line']);
    expect(screen.getByText(/hold command lines/)).toBeTruthy();
    expect(linesIn(await copied(format, 'of everybody'))).toEqual([]);
    expect(linesIn(await copied(format, 'of nobody')).toSorted()).toEqual(['other-line', 'own-line']);
  },
);

test.each(['SVG', 'DOT', 'Mermaid'])('%s holds no command lines', async (format) => {
  expect(linesIn(await copied(format))).toEqual([]);
  expect(screen.queryByText(/hold command lines/)).toBeNull();
});

test('Mermaid that will be refused is exported, and it is said that it will be', async () => {
  const store = createStore();
  const children = Array.from({ length: 600 }, (_, index) => process(index + 2, 1));
  feed(store, [{ kind: 'checkpoint', processes: [process(1, 0), ...children] }]);
  const app = createFakeApp({ 'export:copy': () => ({ ok: true, value: undefined }) });
  renderInApp(<ExportButton />, { store, app });
  await userEvent.click(screen.getByRole('radio', { name: 'Mermaid', ...hidden }));
  await userEvent.click(screen.getByRole('button', { name: 'Copy', ...hidden }));
  expect(await screen.findByText(/^Copied\. Mermaid itself will refuse it/)).toBeTruthy();
});
