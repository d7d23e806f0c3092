import { expect, test } from 'vitest';
import { visibleName, visibleText } from './visible-text';

test('ordinary text in any writing, emoji too, stays as it is', () => {
  for (const text of ['python3 -m http.server', '进程 一', 'שלום', 'naïve', '👩‍💻 a'])
    expect(visibleText(text)).toBe(text);
});

test('control characters become their names', () => {
  expect(visibleText('a\nb\tc\u001b[31m\u0000\u007f')).toBe('a‹LF›b‹TAB›c‹ESC›[31m‹NUL›‹DEL›');
});

test('characters that turn the writing direction or hide show their code', () => {
  expect(visibleText('evil\u202Egpj.exe')).toBe('evil‹202E›gpj.exe');
  expect(visibleText('a\u200bb\u2028c\u0085d')).toBe('a‹200B›b‹2028›c‹0085›d');
});

test('half a surrogate pair shows its code', () => {
  expect(visibleText('a\ud800b')).toBe('a‹D800›b');
});

test('a name of blanks alone, or of nothing, is seen too', () => {
  expect(visibleName(' ')).toBe('‹SP›');
  expect(visibleName('\u00a0 \t')).toBe('‹00A0›‹SP›‹TAB›');
  expect(visibleName('')).toBe('‹›');
  expect(visibleName('Web Content')).toBe('Web Content');
});
