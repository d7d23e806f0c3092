// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { createStore } from '../app/app.fixture';
import { followTheme } from './theme';

/** A system whose preference can be changed. */
function pretendSystem(isDark: boolean) {
  const list = Object.assign(new EventTarget(), { matches: isDark });
  window.matchMedia = () => list as unknown as MediaQueryList;
  return (dark: boolean) => {
    list.matches = dark;
    list.dispatchEvent(new Event('change'));
  };
}

const shown = () => document.documentElement.dataset.theme;

test('the page has the theme of the system, and follows it live', () => {
  const changeSystem = pretendSystem(true);
  const stop = followTheme(createStore(), window);
  expect(shown()).toBe('dark');
  changeSystem(false);
  expect(shown()).toBe('light');
  stop();
  changeSystem(true);
  expect(shown()).toBe('light');
});

test('a choice goes before the system, and is on the page before any later listener hears of it', () => {
  pretendSystem(true);
  const store = createStore();
  followTheme(store, window);
  let heard: string | undefined;
  store.subscribe(() => {
    heard = shown();
  });
  store.getState().changeSettings({ theme: 'light' });
  expect(heard).toBe('light');
});
