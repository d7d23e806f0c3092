/** F6: the regions of the window in turn, as desktop apps have it. */
const REGIONS = 'header, [role="tree"], [role="treegrid"], aside, [data-region]';
const FOCUSABLE = 'input, button, select, textarea, a[href], [tabindex="0"]';

export function cycleRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(`${REGIONS}, section[aria-label]:not([data-stage])`)];
  // A region within a region is part of it; the tree counts by itself, whatever it lies in.
  const outer = regions.filter(
    (region) => isSeen(region) && !regions.some((other) => other !== region && other.contains(region)),
  );
  const at = outer.findIndex((region) => region.contains(document.activeElement));
  for (let turn = 1; turn <= outer.length; turn += 1) {
    const region = outer.at((at === -1 && step === 1 ? turn - 1 : at + step * turn) % outer.length);
    const target = region === undefined ? undefined : firstFocusable(region);
    if (target === undefined) continue;
    target.focus({ focusVisible: true } as FocusOptions);
    return;
  }
}

function firstFocusable(region: HTMLElement): HTMLElement | undefined {
  if (region.tabIndex === 0) return region;
  return [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (element) => isSeen(element) && !element.hasAttribute('disabled'),
  );
}

function isSeen(element: HTMLElement): boolean {
  return element.closest('[popover]:not(:popover-open), dialog:not([open]), [inert], [hidden]') === null;
}
