/** The past of the page that is shown, and where in it one looks. */
export function TimelineStrip() {
  return null;
}
