import { describe, expect, test } from 'vitest';
import { en } from './en/en';
import { zh } from './zh/zh';

type Tree = { readonly [key: string]: string | Tree };
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(tree: Tree, path = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : [...flatten(value, `${path}${key}.`)],
  );
  return new Map(entries);
}

/** A key without its plural form. */
function stems(texts: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();
}

/** What code puts into a text: `{{count}}`, `<parent/>`. */
function slots(text: string | undefined): readonly string[] {
  const found = text?.match(/\{\{\s*\w+|<\w+\/>/g) ?? [];
  return [...new Set(found.map((slot) => slot.replace(/\s/g, '')))].sort();
}

const texts = { en: flatten(en), zh: flatten(zh) };

describe('the texts', () => {
  test('are for the same keys in both languages', () => {
    expect(stems(texts.zh)).toEqual(stems(texts.en));
  });

  test('take the same values in both languages', () => {
    for (const [key, text] of texts.zh) {
      const english = texts.en.get(key) ?? texts.en.get(key.replace(PLURAL, ''));
      expect({ key, slots: slots(text) }).toEqual({ key, slots: slots(english) });
    }
    for (const [key, text] of texts.en) {
      const other = texts.en.get(key.replace(PLURAL, '_other'));
      if (PLURAL.test(key)) expect({ key, slots: slots(text) }).toEqual({ key, slots: slots(other) });
    }
  });

  test.each(['en', 'zh'] as const)('have every plural form of %s and no other', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...texts[language].keys()].filter((key) => PLURAL.test(key));
    const expected = [...new Set(plurals.map((key) => key.replace(PLURAL, '')))].flatMap((stem) =>
      forms.map((form) => `${stem}_${form}`),
    );
    expect([...plurals].sort()).toEqual([...expected].sort());
  });

  test('are never empty and have no space around them but where a list needs one', () => {
    for (const [key, text] of [...texts.en, ...texts.zh]) {
      expect({ key, empty: text === '' }).toEqual({ key, empty: false });
      if (key !== 'tree.separator') expect(text).toBe(text.trim());
    }
  });
});
