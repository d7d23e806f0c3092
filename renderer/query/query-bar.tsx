/** Finds processes by what is known of them. */
export function QueryBar() {
  return null;
}
