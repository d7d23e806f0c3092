/** The values of comparisons: numbers with their units, and states by letter or word. */
import { type ProcessState, processStates } from '#shared/model/process';
import type { NumberField } from '#shared/query/query';

export type ReadNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly code: 'bad-number' | 'bad-unit'; readonly hint: string };

type Units = Readonly<Record<string, number>>;

const percent: Units = { '': 1, '%': 1 };
/** Powers of 1024, as the window shows memory. */
const bytes: Units = {
  '': 1,
  ...{ b: 1, k: 1024, kb: 1024, kib: 1024, m: 1024 ** 2, mb: 1024 ** 2, mib: 1024 ** 2 },
  ...{ g: 1024 ** 3, gb: 1024 ** 3, gib: 1024 ** 3, t: 1024 ** 4, tb: 1024 ** 4, tib: 1024 ** 4 },
};
/** In milliseconds; a bare number is seconds. */
const durations: Units = {
  '': 1_000,
  ...{ ms: 1, s: 1_000, sec: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 },
};
const none: Units = { '': 1 };

const unitsOf: { readonly [Field in NumberField]?: Units } = { cpu: percent, mem: bytes, age: durations };
const hints: { readonly [Field in NumberField]?: string } = { cpu: '%', mem: 'K, M, G', age: 's, m, h, d' };

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(.*)$/i;

/** In the field's own unit; `1h30m` is a sum. Bytes and milliseconds are whole. */
export function readNumber(field: NumberField, text: string): ReadNumber {
  const units = unitsOf[field] ?? none;
  const parts = field === 'age' ? text.match(/[+-]?[\d.]+(?:e[+-]?\d+)?[^\d.+-]*|.+/gi) : [text];
  let sum = 0;
  for (const part of parts ?? ['']) {
    const [, digits, unit = ''] = NUMBER.exec(part) ?? [];
    if (digits === undefined) return { ok: false, code: 'bad-number', hint: hints[field] ?? '' };
    const name = unit.toLowerCase();
    const size = Object.hasOwn(units, name) ? units[name] : undefined;
    if (size === undefined) return { ok: false, code: 'bad-unit', hint: hints[field] ?? '' };
    sum += Number(digits) * size;
  }
  // Beyond this no number is exact, and no process has so much of anything.
  if (!(Math.abs(sum) <= Number.MAX_SAFE_INTEGER)) return { ok: false, code: 'bad-number', hint: hints[field] ?? '' };
  const whole = field === 'mem' || field === 'age' ? Math.round(sum) : sum;
  return { ok: true, value: whole === 0 ? 0 : whole };
}

/** The letters of proc_pid_stat(5), field 3. Only T (stopped) and t (traced) differ by case. */
const stateLetters: Readonly<Record<string, ProcessState>> = {
  R: 'running',
  S: 'sleeping',
  D: 'disk-sleep',
  T: 'stopped',
  t: 'traced',
  Z: 'zombie',
  X: 'dead',
  I: 'idle',
  P: 'parked',
};

const stateWords = processStates.filter((state) => state !== 'unknown');

/** By letter, by word or by the word's beginning: `Z`, `zombie`, `zom`. */
export function readState(text: string): ProcessState | undefined {
  if (text.length === 1) {
    const letter = Object.hasOwn(stateLetters, text) ? text : text.toUpperCase();
    return Object.hasOwn(stateLetters, letter) ? stateLetters[letter] : undefined;
  }
  const lower = text.toLowerCase();
  return lower === '' ? undefined : stateWords.find((word) => word.startsWith(lower));
}
