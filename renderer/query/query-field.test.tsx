// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { createStore, feed, process, renderInApp } from '../app/app.fixture';
import { QueryBar } from './query-bar';

function setup(language: 'en' | 'zh' = 'en') {
  const store = createStore();
  feed(store, [{ kind: 'checkpoint', processes: [process(1, 0, { name: 'init' }), process(20, 1, { name: 'bash' })] }]);
  renderInApp(<QueryBar />, { store, language });
  return { store, person: userEvent.setup(), field: screen.getByRole('combobox') as HTMLInputElement };
}

const options = () => screen.queryAllByRole('option').map((option) => option.firstChild?.textContent);

describe('the search field', () => {
  test('offers fields, flags and values, and takes one by the keyboard', async () => {
    const { store, person, field } = setup();
    await person.type(field, 'us');
    expect(options()).toEqual(['user=']);
    await person.keyboard('{ArrowDown}{Enter}');
    expect(store.getState().queryText).toBe('user=');
    await person.type(field, 'a');
    expect(options()).toEqual(['user=alice']);
    await person.keyboard('{ArrowDown}{Enter}');
    expect(store.getState().query).toMatchObject({ kind: 'text', values: ['alice'] });
  });

  test.each([
    ['en', '“cpu” needs a value after the sign.'],
    ['zh', '“cpu”的符号后面缺少值。'],
  ] as const)('says in %s what is wrong and underlines it', async (language, sentence) => {
    const { person, field } = setup(language);
    await person.type(field, 'bash cpu>');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe(sentence);
    expect(document.querySelector('[class*="mistake"]')?.textContent).toBe('>');
  });

  test('Escape closes the list, then clears, then leaves', async () => {
    const { store, person, field } = setup();
    await person.type(field, 'ba');
    await person.keyboard('{ArrowDown}{Escape}');
    expect(options()).toEqual([]);
    expect(store.getState().queryText).toBe('ba');
    await person.keyboard('{Escape}');
    expect(store.getState().queryText).toBe('');
    await person.keyboard('{Escape}');
    expect(document.activeElement).not.toBe(field);
  });

  test('offers the last searches again, and those with a name', async () => {
    const { store, person, field } = setup();
    await person.type(field, 'bash{Enter}');
    await person.click(screen.getByRole('button', { name: 'Filters and saved searches' }));
    await person.type(screen.getByRole('textbox', { name: 'Name', hidden: true }), 'my shells{Enter}');
    expect(store.getState().savedQueries).toEqual([{ name: 'my shells', text: 'bash' }]);
    await person.clear(field);
    expect(options()).toEqual(['my shells', 'bash']);
    await person.keyboard('{ArrowDown}{Enter}');
    expect(store.getState().queryText).toBe('bash');
  });
});
