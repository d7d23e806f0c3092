/** Cuts texts to a width. Widths are measured once at a reference size and scaled, so that zooming measures nothing. */

export interface FontChoice {
  /** CSS weight. */
  readonly weight: number;
  readonly family: string;
}

/** `size` and `width` are in scene units. */
export type FitText = (
  ctx: CanvasRenderingContext2D,
  text: string,
  font: FontChoice,
  size: number,
  width: number,
) => string;

const REFERENCE_SIZE = 100;
/** Texts remembered; a busy system shows some thousand names an hour. */
const MEMORY = 4_000;

export function createTextFitter(): FitText {
  const fitted = new Map<string, string>();
  return (ctx, text, font, size, width) => {
    // Steps of 1/50 of the letter size: close enough to see no difference, few enough to remember.
    const ems = Math.floor((width / size) * 50) / 50;
    const key = `${font.weight}${font.family}|${ems}|${text}`;
    const known = fitted.get(key);
    if (known !== undefined) return known;
    if (fitted.size > MEMORY) fitted.clear();
    const result = cut(ctx, text, font, ems * REFERENCE_SIZE);
    fitted.set(key, result);
    return result;
  };
}

function cut(ctx: CanvasRenderingContext2D, text: string, font: FontChoice, width: number): string {
  ctx.font = fontOf(font, REFERENCE_SIZE);
  const fits = (candidate: string) => ctx.measureText(candidate).width <= width;
  if (fits(text)) return text;
  const characters = Array.from(text);
  let low = 0;
  let high = characters.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join('')}…`)) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

export function fontOf({ weight, family }: FontChoice, size: number): string {
  return `${weight} ${size}px ${family}`;
}
