/**
 * How single values stand in a recording. A codec writes a value as JSON and reads it back; what is not of its kind is
 * read as `undefined`, so that a damaged line is noticed and never believed.
 */
export interface Codec {
  /** `origin`: the start of the recording in milliseconds since the epoch, from which its times count. */
  write(value: unknown, origin: number): unknown;
  read(raw: unknown, origin: number): unknown;
}

function plain(is: (raw: unknown) => boolean): Codec {
  return { write: (value) => value, read: (raw) => (is(raw) ? raw : undefined) };
}

/** Numbers a person would not believe are damage: 2^53 is the most that JSON carries whole. */
export const isNumber = (raw: unknown): raw is number =>
  typeof raw === 'number' && Math.abs(raw) <= Number.MAX_SAFE_INTEGER;
/** The end of the year 9999. JavaScript's dates end 272,000 years later, and some clocks are a little before 1970. */
export const LAST_TIME = 253_402_300_799_999;
/** Milliseconds since the epoch that can be shown as a date. */
export const isTime = (at: number): boolean => Math.abs(at) <= LAST_TIME;
const isText = (raw: unknown): raw is string => typeof raw === 'string';
const ID = /^\d{1,10}@\d{1,16}$/;

export const codecs = {
  number: plain(isNumber),
  integer: plain(Number.isSafeInteger),
  /** Threads are numbered from 0, and no number is given twice. */
  thread: plain((raw) => Number.isSafeInteger(raw) && (raw as number) >= 0),
  text: plain(isText),
  flag: plain((raw) => typeof raw === 'boolean'),
  id: plain((raw) => isText(raw) && ID.test(raw)),
  texts: plain((raw) => Array.isArray(raw) && raw.every(isText)),
  numbers: plain((raw) => Array.isArray(raw) && raw.every(isNumber)),
  ids: plain((raw) => Array.isArray(raw) && raw.every((id) => isText(id) && ID.test(id))),
  /** Milliseconds since the start of the recording, to a thousandth. */
  time: {
    write: (value, origin) => roundTo((value as number) - origin, 1_000),
    read: (raw, origin) => (isNumber(raw) && isTime(origin + raw) ? origin + raw : undefined),
  },
  /** In KiB, the unit in which the kernel's pages are short numbers. */
  kibibytes: {
    write: (value) => (value as number) / 1_024,
    read: (raw) => (isNumber(raw) ? raw * 1_024 : undefined),
  },
} as const satisfies { [name: string]: Codec };

export function oneOf(values: readonly string[]): Codec {
  const known = new Set<unknown>(values);
  return plain((raw) => known.has(raw));
}

export function listOf(codec: Codec): Codec {
  return {
    write: (value, origin) => (value as readonly unknown[]).map((item) => codec.write(item, origin)),
    read: (raw, origin) => {
      if (!Array.isArray(raw)) return undefined;
      const items = raw.map((item) => codec.read(item, origin));
      return items.includes(undefined) ? undefined : items;
    },
  };
}

export function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

export function isObject(raw: unknown): raw is { readonly [key: string]: unknown } {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** Same as JSON would say, for plain values, lists and small objects. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
