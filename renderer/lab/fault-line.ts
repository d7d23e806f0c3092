/** The line that Python names in what it says of a program that does not parse (`…, line 3`); undefined when none. */
export function faultLine(detail: string | undefined): number | undefined {
  const lines = [...(detail ?? '').matchAll(/\bline (\d+)/g)];
  const last = lines.at(-1)?.[1];
  return last === undefined ? undefined : Number(last);
}
