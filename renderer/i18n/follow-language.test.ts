// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { createStore } from '../app/app.fixture';
import { createI18n } from './create-i18n';
import { followLanguage, resolveLanguage } from './follow-language';

test('the system language decides as long as the person has not: any Chinese is 中文, all else English', () => {
  for (const system of ['zh', 'zh-CN', 'zh-TW', 'ZH-hans']) expect(resolveLanguage('system', system)).toBe('zh');
  for (const system of ['en-US', 'de', 'zhx']) expect(resolveLanguage('system', system)).toBe('en');
  expect(resolveLanguage('en', 'zh-CN')).toBe('en');
});

test('a choice of language changes texts and the page at once, until it is undone', () => {
  const store = createStore();
  const i18n = createI18n('en');
  const stop = followLanguage(store, i18n, window);
  expect(document.documentElement.lang).toBe('en');
  store.getState().changeSettings({ language: 'zh' });
  expect(i18n.t('bar.settings')).toBe('设置');
  expect(document.documentElement.lang).toBe('zh-CN');
  stop();
  store.getState().changeSettings({ language: 'en' });
  expect(i18n.t('bar.settings')).toBe('设置');
});

test('texts are remembered for each language by itself, and those with arguments are made anew', () => {
  const i18n = createI18n('en');
  const t = { en: i18n.getFixedT('en'), zh: i18n.getFixedT('zh') };
  for (const _again of [1, 2]) {
    expect(t.en('bar.settings')).toBe('Settings');
    expect(t.zh('bar.settings')).toBe('设置');
    expect(t.en('lab.limits.count', { count: 1 })).toBe('1 process');
    expect(t.en('lab.limits.count', { count: 2 })).toBe('2 processes');
  }
  expect(i18n.getFixedT('en')).toBe(t.en);
});
