/** Numbers, times and durations in the person's language. */
export interface Format {
  number(value: number): string;
  /** 0.463 → 46.3 % of one core; may be above 100 %. */
  share(value: number): string;
  bytes(value: number): string;
  /** The two largest units, rounded down: an age should not run ahead. */
  duration(ms: number): string;
  /** An exact length of time: to the hundredth below a minute, from there as a duration. */
  seconds(ms: number): string;
  /** Time of day; with the day when that is not `now`'s, with the year when that is not `now`'s either. */
  time(at: number, now: number): string;
}

type Unit = 'second' | 'minute' | 'hour' | 'day';
const unitMs: readonly (readonly [Unit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function createFormat(language: string): Format {
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const seconds = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 2,
  });
  const time = createTime(language);
  const duration = createDuration(language);
  return {
    number: (value) => plain.format(value),
    share: (value) => percent.format(value),
    bytes: (value) => {
      const power = Math.min(byteUnits.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
      return `${plain.format(value / 1024 ** power)} ${byteUnits[power]}`;
    },
    duration,
    seconds: (ms) => (ms < 60_000 ? seconds.format(ms / 1000) : duration(ms)),
    time,
  };
}

function createDuration(language: string): Format['duration'] {
  const options = { style: 'unit', unitDisplay: 'narrow', maximumFractionDigits: 1 } as const;
  const formats = new Map(unitMs.map(([unit]) => [unit, new Intl.NumberFormat(language, { ...options, unit })]));
  const format = (unit: Unit, value: number) => formats.get(unit)?.format(value) ?? '';
  // English wants a space between the units, Chinese none.
  const joint = language.startsWith('zh') ? '' : ' ';
  return (ms) => {
    const first = unitMs.findIndex(([, size]) => ms >= size);
    const [unit, size] = unitMs[first] ?? ['second', 1_000];
    if (first === -1) return format('second', 0);
    const whole = format(unit, Math.floor(ms / size));
    const [smaller, smallerSize] = unitMs[first + 1] ?? [unit, size];
    const rest = Math.floor((ms % size) / smallerSize);
    return smaller === unit || rest === 0 ? whole : `${whole}${joint}${format(smaller, rest)}`;
  };
}

function createTime(language: string): Format['time'] {
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const day = { ...clock, month: 'short', day: 'numeric' } as const;
  const sameDay = whenUsed(() => new Intl.DateTimeFormat(language, clock));
  const sameYear = whenUsed(() => new Intl.DateTimeFormat(language, day));
  const otherYear = whenUsed(() => new Intl.DateTimeFormat(language, { ...day, year: 'numeric' }));
  return (at, now) => {
    const [then, today] = [new Date(at), new Date(now)];
    if (then.toDateString() === today.toDateString()) return sameDay().format(at);
    return (then.getFullYear() === today.getFullYear() ? sameYear : otherYear)().format(at);
  };
}

/** To make one of these formats takes as long as to draw a hundred cards. */
function whenUsed<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
