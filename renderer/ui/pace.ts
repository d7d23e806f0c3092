/** How much of the time a picture in a storm may take, so that the hand finds the window free and the computer cool. */

/** Rest for each millisecond of work: a twentieth of the time is work. */
const REST_FOR_WORK = 19;

/**
 * Times the work that begins now, with all that it leads to (rendering, styles, layout, painting), and tells how long to
 * rest after it, in milliseconds.
 */
export function timeWork(page: Window, tell: (restMs: number) => void): void {
  const begin = page.performance.now();
  // A task of its own comes after all of that.
  page.setTimeout(() => tell((page.performance.now() - begin) * REST_FOR_WORK));
}
