/**
 * Text → query, by recursive descent. From loose to tight: `or`, `and` (or just a space), `not`.
 *
 *   either   := both ('or' both)*
 *   both     := negated (['and'] negated)*
 *   negated  := 'not'* primary
 *   primary  := '(' either ')' | word | comparison
 */
import type { ParsedQuery, Query, QueryErrorCode, Span } from '#shared/query/query';
import { readComparison, readWord } from '#shared/query/read-term';
import { scanQuery, type Token } from '#shared/query/scan-query';

/** A query is typed by hand; these keep a pasted text from costing much. */
const LONGEST_TEXT = 2_000;
const DEEPEST = 64;

/** Never throws: what is wrong comes back as an error that points at its place. */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > LONGEST_TEXT) {
    return failed('too-long', { from: LONGEST_TEXT, to: text.length }, String(text.length), String(LONGEST_TEXT));
  }
  const tokens = scanQuery(text);
  if (tokens.length === 0) return { ok: true, query: { kind: 'all' } };
  const parser: Parser = { tokens, at: 0, end: text.length };
  const parsed = parseEither(parser, 0);
  // Only a parenthesis that nobody opened stops the parser early.
  const rest = tokens[parser.at];
  if (!parsed.ok || rest === undefined) return parsed;
  return failed('unopened-parenthesis', rest.span, ')');
}

interface Parser {
  readonly tokens: readonly Token[];
  at: number;
  readonly end: number;
}

function failed(code: QueryErrorCode, span: Span, found = '', hint = '', unfinished = false): ParsedQuery {
  return { ok: false, error: { code, span, found, hint, unfinished } };
}

function parseEither(parser: Parser, depth: number): ParsedQuery {
  return parseChain('or', parser, () => parseChain('and', parser, () => parseNegated(parser, depth)));
}

function parseChain(kind: 'and' | 'or', parser: Parser, parsePart: () => ParsedQuery): ParsedQuery {
  const parts: Query[] = [];
  for (;;) {
    const part = parsePart();
    if (!part.ok) return part;
    // `a and (b and c)` says no more than `a and b and c`.
    if (part.query.kind === kind) parts.push(...part.query.of);
    else parts.push(part.query);
    const next = parser.tokens[parser.at]?.kind;
    if (next === kind) parser.at += 1;
    else if (next === undefined || next === 'close' || kind === 'or' || next === 'or') break;
  }
  const [first] = parts;
  return { ok: true, query: parts.length === 1 && first !== undefined ? first : { kind, of: parts } };
}

function parseNegated(parser: Parser, depth: number): ParsedQuery {
  let negations = 0;
  while (parser.tokens[parser.at]?.kind === 'not') {
    parser.at += 1;
    negations += 1;
  }
  const token = parser.tokens[parser.at];
  if (negations + depth > DEEPEST) return failed('too-deep', token?.span ?? placeBefore(parser));
  const parsed = parsePrimary(parser, token, depth);
  if (!parsed.ok) return parsed;
  let { query } = parsed;
  for (; negations > 0; negations -= 1) query = { kind: 'not', of: query };
  return { ok: true, query };
}

function parsePrimary(parser: Parser, token: Token | undefined, depth: number): ParsedQuery {
  if (token === undefined) return failed('missing-operand', placeBefore(parser), textBefore(parser), '', true);
  switch (token.kind) {
    case 'open':
      return parseParentheses(parser, token.span, depth);
    case 'word':
      parser.at += 1;
      return readWord(token);
    case 'comparison':
      parser.at += 1;
      return readComparison(token, token.span.to === parser.end);
    case 'mistake':
      return failed(token.code, token.span, token.text, token.hint, token.code === 'unclosed-quote');
    case 'close':
      return parser.at === 0
        ? failed('unopened-parenthesis', token.span, token.text)
        : failed('missing-operand', placeBefore(parser), textBefore(parser));
    default:
      return failed('missing-operand', token.span, token.text);
  }
}

function parseParentheses(parser: Parser, open: Span, depth: number): ParsedQuery {
  parser.at += 1;
  const first = parser.tokens[parser.at];
  if (depth >= DEEPEST) return failed('too-deep', open, '(');
  if (first === undefined) return failed('unclosed-parenthesis', open, '(', '', true);
  if (first.kind === 'close') return failed('empty-parentheses', { from: open.from, to: first.span.to }, '()');
  const inner = parseEither(parser, depth + 1);
  if (!inner.ok) return inner;
  if (parser.tokens[parser.at]?.kind !== 'close') return failed('unclosed-parenthesis', open, '(', '', true);
  parser.at += 1;
  return inner;
}

/** The `and`, `or` or `not` that waits for something. */
function placeBefore({ tokens, at, end }: Parser): Span {
  return tokens[at - 1]?.span ?? { from: end, to: end };
}

function textBefore({ tokens, at }: Parser): string {
  const token = tokens[at - 1];
  return token === undefined || token.kind === 'comparison' ? '' : token.text;
}
