/** The same tree as a table. */
export function TreeTable() {
  return null;
}
