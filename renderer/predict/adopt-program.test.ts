import { beforeEach, describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '#shared/lab/demo';
import { createStore, runningLab } from '../app/app.fixture';
import type { AppStore } from '../store/app-store';
import { adopt, losesText, openOwn } from './adopt-program';

const words = { en: '', zh: '' };
const demo = (id: string, group: CatalogueEntry['group'], number: number): CatalogueEntry => ({
  ...{ id, group, number, title: words, summary: words, shows: words, predict: words, why: words },
  ...{ parameters: [], stdout: 'pipe', policy: 'parent-first', limits: {}, checklist: false, needsFork: true },
  program: `# ${id}\n`,
});
const own = (text: string) => ({ kind: 'own', name: '/somewhere/sheet.py', text }) as const;

let store: AppStore;

beforeEach(() => {
  store = createStore();
  store.getState().receiveCatalogue([demo('doubling', 'fork', 1), demo('own', 'own', 2)]);
});

describe('the text of one’s own', () => {
  const isLost = (text: string) => losesText(store.getState(), own(text));

  test('is lost to another when it is neither the template nor saved, whatever demo is open', () => {
    expect(isLost('other')).toBe(false);
    store.getState().editOwnText({ text: 'mine' });
    expect(store.getState().openDemoId).toBe('doubling');
    expect(isLost('other')).toBe(true);
    expect(isLost('mine')).toBe(false);
    expect(losesText(store.getState(), { kind: 'demo', id: 'doubling', parameters: {} })).toBe(false);
    store.getState().editOwnText({ savedText: 'mine' });
    expect(isLost('other')).toBe(false);
  });

  test('that was given here is not, until it is changed', () => {
    openOwn(store, 'practice-1-7.py', 'given');
    expect(isLost('other')).toBe(false);
    store.getState().editOwnText({ text: 'given, changed' });
    expect(isLost('other')).toBe(true);
  });
});

describe('the program of a sheet', () => {
  test('takes the place of the one in the editor, without its breakpoints', () => {
    store.getState().receiveLab({ ...runningLab, start: { ...runningLab.start, program: own('before') } });
    store.getState().openDemo('own');
    store.getState().setBreakpoints([1]);
    adopt(store, { ...runningLab.start, program: own('after') });
    const { openDemoId, ownText, breakpoints } = store.getState();
    expect([openDemoId, ownText.name, ownText.text, breakpoints]).toEqual(['own', 'sheet.py', 'after', []]);
  });

  test('that is in the editor already keeps its file', () => {
    const file = { path: '/home/a.py', name: 'a.py', text: 'same', savedText: 'same' };
    store.getState().editOwnText(file);
    adopt(store, { ...runningLab.start, program: own('same') });
    expect(store.getState().openDemoId).toBe('own');
    expect(store.getState().ownText).toEqual(file);
  });
});
