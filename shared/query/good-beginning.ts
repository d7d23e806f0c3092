import { parseQuery } from '#shared/query/parse-query';
import type { Query, QueryError } from '#shared/query/query';
import { scanQuery } from '#shared/query/scan-query';

/**
 * What makes sense before a mistake: of `pid=5 and (` it is `pid=5`, of `make cpu>` it is `make`. Undefined when nothing
 * does. It is what was meant so far, while the last text that parsed as a whole may have had half a word at its end.
 */
export function goodBeginning(text: string, { span }: QueryError): Query | undefined {
  const tokens = scanQuery(text);
  const wrong = tokens.findIndex((token) => token.span.from <= span.from && span.from < token.span.to);
  for (let count = wrong === -1 ? tokens.length : wrong; count > 0; count -= 1) {
    const parsed = parseQuery(text.slice(0, tokens[count - 1]?.span.to));
    if (parsed.ok) return parsed.query;
  }
  return undefined;
}
