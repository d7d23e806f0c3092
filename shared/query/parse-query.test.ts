import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from './parse-query';
import { printQuery } from './print-query';
import { fieldNames, flags, numberFields, type Query, textFields } from './query';
import { readNumber } from './read-value';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.error)}`);
  return parsed.query;
}

/** The code of the error and the text it points at. */
function mistakeIn(text: string) {
  const parsed = parseQuery(text);
  if (parsed.ok) throw new Error(`${text} parses as ${JSON.stringify(parsed.query)}`);
  const { code, span, hint, unfinished } = parsed.error;
  return [code, text.slice(span.from, span.to), hint, unfinished ? 'unfinished' : 'wrong'];
}

const word = (text: string): Query => ({ kind: 'word', text });

describe('a query', () => {
  test('of nothing, or of spaces, asks for everything', () => {
    expect(queryOf('')).toEqual({ kind: 'all' });
    expect(queryOf('  \t ')).toEqual({ kind: 'all' });
  });

  test('of words asks for all of them', () => {
    expect(queryOf('ssh alice')).toEqual({ kind: 'and', of: [word('ssh'), word('alice')] });
    expect(queryOf('"a b" node:20 --workers x-y')).toEqual({
      kind: 'and',
      of: [word('a b'), word('node:20'), word('--workers'), word('x-y')],
    });
  });

  test('binds not before and before or, and parentheses before all', () => {
    const either = { kind: 'or', of: [word('a'), { kind: 'and', of: [word('b'), { kind: 'not', of: word('c') }] }] };
    for (const text of ['a or b and not c', 'a | b -c', 'a || b && !c', '(a) OR ((b) AND (NOT c))']) {
      expect(queryOf(text)).toEqual(either);
    }
    expect(queryOf('(a or b) c')).toEqual({ kind: 'and', of: [{ kind: 'or', of: [word('a'), word('b')] }, word('c')] });
  });

  test('knows flags, unless they are quoted', () => {
    for (const flag of flags) expect(queryOf(flag)).toEqual({ kind: 'flag', flag });
    expect(queryOf('Zombie')).toEqual({ kind: 'flag', flag: 'zombie' });
    expect(queryOf('"zombie"')).toEqual(word('zombie'));
    expect(queryOf('zombies')).toEqual(word('zombies'));
  });

  test('compares with units, with or without spaces', () => {
    const cpu = { kind: 'number', field: 'cpu', operator: '>', values: [5] };
    for (const text of ['cpu>5', 'cpu > 5%', 'CPU>5.0']) expect(queryOf(text)).toEqual(cpu);
    expect(queryOf('mem>=1.5K')).toMatchObject({ operator: '>=', values: [1536] });
    expect(queryOf('rss<2G')).toMatchObject({ field: 'mem', values: [2 * 1024 ** 3] });
    expect(queryOf('age<1h30m')).toMatchObject({ values: [5_400_000] });
    expect(queryOf('age>2d')).toMatchObject({ values: [172_800_000] });
    expect(queryOf('nice=-5,10')).toMatchObject({ values: [-5, 10] });
  });

  test('knows states by letter, word and beginning', () => {
    expect(queryOf('state=Z')).toEqual({ kind: 'state', operator: '=', states: ['zombie'] });
    expect(queryOf('state:z,D')).toMatchObject({ states: ['zombie', 'disk-sleep'] });
    expect(queryOf('state!=T,t')).toMatchObject({ operator: '!=', states: ['stopped', 'traced'] });
    expect(queryOf('state=disk')).toMatchObject({ states: ['disk-sleep'] });
  });

  test('reads texts and patterns up to where they end', () => {
    expect(queryOf('name~^(a|b)+c$ d')).toEqual({
      kind: 'and',
      of: [{ kind: 'text', field: 'name', operator: '~', values: ['^(a|b)+c$'] }, word('d')],
    });
    expect(queryOf('(cmd~"a b")')).toMatchObject({ values: ['a b'] });
    expect(queryOf('user=alice,"bob, jr"')).toMatchObject({ operator: '=', values: ['alice', 'bob, jr'] });
    expect(queryOf('under:12@34')).toEqual({ kind: 'under', process: '12@34' });
  });
});

describe('a mistake is pointed at', () => {
  test.each([
    ['foo=1 x', 'unknown-field', 'foo', '', 'wrong'],
    ['usr=alice', 'unknown-field', 'usr', 'user', 'wrong'],
    ['cpu>', 'missing-value', '>', '', 'unfinished'],
    ['(cpu>) x', 'missing-value', '>', '', 'wrong'],
    ['cpu>fast', 'bad-number', 'fast', '%', 'wrong'],
    ['mem>5X', 'bad-unit', '5X', 'K, M, G', 'wrong'],
    ['age>1e300', 'bad-number', '1e300', 's, m, h, d', 'wrong'],
    ['user>5', 'bad-operator', '>', ': = != ~', 'wrong'],
    ['pid~5', 'bad-operator', '~', '= != < <= > >=', 'wrong'],
    ['state=Q', 'unknown-state', 'Q', 'R S D T Z I', 'wrong'],
    ['under:bash', 'bad-process', 'bash', '', 'wrong'],
    ['name~[', 'bad-pattern', '[', '', 'wrong'],
    ['name~(a+)+$', 'slow-pattern', '(a+)+$', '', 'wrong'],
    ['name~((a+))+!', 'slow-pattern', '((a+))+!', '', 'wrong'],
    ['name~(?:(?:\\w+))+!', 'slow-pattern', '(?:(?:\\w+))+!', '', 'wrong'],
    ['name~(a|a)*!', 'slow-pattern', '(a|a)*!', '', 'wrong'],
    ['name~(\\w|a)+!', 'slow-pattern', '(\\w|a)+!', '', 'wrong'],
    ['name~(a{1,9}){2,}', 'slow-pattern', '(a{1,9}){2,}', '', 'wrong'],
    ['a "b c', 'unclosed-quote', '"b c', '', 'unfinished'],
    ['user="b c', 'unclosed-quote', '"b c', '', 'unfinished'],
    ['a (b', 'unclosed-parenthesis', '(', '', 'unfinished'],
    ['a) b', 'unopened-parenthesis', ')', '', 'wrong'],
    ['a ()', 'empty-parentheses', '()', '', 'wrong'],
    ['a and', 'missing-operand', 'and', '', 'unfinished'],
    ['or b', 'missing-operand', 'or', '', 'wrong'],
    ['(a or) b', 'missing-operand', 'or', '', 'wrong'],
    ['a not', 'missing-operand', 'not', '', 'unfinished'],
  ])('%s', (text, ...expected) => {
    expect(mistakeIn(text)).toEqual(expected);
  });

  test('too long and too deep are mistakes, not crashes', () => {
    expect(mistakeIn('a '.repeat(5_000))[0]).toBe('too-long');
    expect(mistakeIn('('.repeat(1_000))[0]).toBe('too-deep');
    expect(mistakeIn(`${'!'.repeat(1_000)}a`)[0]).toBe('too-deep');
  });
});

const numbers = (field: (typeof numberFields)[number]) => {
  const whole = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
  return field === 'mem' || field === 'age' ? whole : fc.oneof(whole, fc.double({ min: -1e9, max: 1e9, noNaN: true }));
};
const withoutMinusZero = (value: number) => (value === 0 ? 0 : value);

const leaves: fc.Arbitrary<Query> = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text): Query => ({ kind: 'word', text })),
  fc.constantFrom(...flags).map((flag): Query => ({ kind: 'flag', flag })),
  fc
    .tuple(
      fc.constantFrom(...textFields),
      fc.constantFrom(':' as const, '=' as const, '!=' as const),
      fc.array(fc.string(), { minLength: 1 }),
    )
    .map(([field, operator, values]): Query => ({ kind: 'text', field, operator, values })),
  fc
    .constantFrom(...numberFields)
    .chain((field) =>
      fc
        .array(numbers(field).map(withoutMinusZero), { minLength: 1 })
        .chain((values) =>
          fc
            .constantFrom(...(values.length === 1 ? (['<', '>=', '='] as const) : (['=', '!='] as const)))
            .map((operator): Query => ({ kind: 'number', field, operator, values })),
        ),
    ),
  fc.constantFrom('Z', 'sleeping').map((): Query => ({ kind: 'state', operator: '!=', states: ['zombie', 'gone'] })),
  fc.nat().map((pid): Query => ({ kind: 'under', process: String(pid) })),
);

/** As the parser makes them: no `and` right inside an `and`, no `or` right inside an `or`. */
const queries: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small' },
    leaves,
    tie('query').map((of): Query => ({ kind: 'not', of })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('query'), { minLength: 2, maxLength: 4 }))
      .map(([kind, of]): Query => ({ kind, of: of.flatMap((part) => (part.kind === kind ? part.of : part)) })),
  ),
})).query;

/** Pieces that meet the grammar's corners far more often than random text. */
const scraps = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '"',
        '|',
        '&',
        '-',
        '!',
        ' ',
        ',',
        '~',
        '\\',
        '>',
        '=',
        ':',
        'and',
        'or',
        'not',
        '5M',
        '@',
      ),
      fc.constantFrom(...fieldNames, ...flags),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
  )
  .map((pieces) => pieces.join(''));

describe('for any text', () => {
  test('the parser answers, and an error points into the text', () => {
    fc.assert(
      fc.property(fc.oneof(scraps, fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseQuery(text);
        if (parsed.ok) return;
        const { from, to } = parsed.error.span;
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what parses is the same query after printing and parsing again', () => {
    fc.assert(
      fc.property(scraps, (text) => {
        const parsed = parseQuery(text);
        if (parsed.ok) expect(parseQuery(printQuery(parsed.query))).toEqual(parsed);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ['name:bash,', ['bash']],
  ['name:bash,,zsh', ['bash', 'zsh']],
  ['name:,bash', ['bash']],
  ['name:"",bash', ['', 'bash']],
])('in %s only what was typed is a value', (text, values) => {
  expect(parseQuery(text)).toMatchObject({ ok: true, query: { values } });
});

test('a list that has only begun is not finished', () => {
  expect(parseQuery('name:,')).toMatchObject({ ok: false, error: { code: 'missing-value', unfinished: true } });
});

test.each(['(foo|bar)+', '(?:a|b)*c', '[+*]+', '(ab)+', '(a\\+)+', 'x{2,3}y+'])(
  'the pattern %s is quick',
  (pattern) => {
    expect(parseQuery(`name~${pattern}`)).toMatchObject({ ok: true });
  },
);

test('any query is the same after printing and parsing', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const text = printQuery(query);
      fc.pre(text.length <= 2_000);
      expect(parseQuery(text)).toEqual({ ok: true, query });
    }),
    { numRuns: 1_000 },
  );
});

test('a number with a unit is the number times the unit', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (count) => {
      expect(readNumber('mem', `${count}M`)).toEqual({ ok: true, value: count * 1024 * 1024 });
      expect(readNumber('age', `${count}m`)).toEqual({ ok: true, value: count * 60_000 });
    }),
  );
});
