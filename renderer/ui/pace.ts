/** How much of the time a picture in a storm may take, so that the hand finds the window free and the computer cool. */

/** Rest for each millisecond of work: a twentieth of the time is work. */
export const REST_FOR_WORK = 19;

/** Tells how long the work took that begins now, with all that it leads to: rendering, styles, layout, painting. */
export function timeWork(page: Window, tell: (ms: number) => void): void {
  const begin = page.performance.now();
  // A task of its own comes after all of that.
  page.setTimeout(() => tell(page.performance.now() - begin));
}
