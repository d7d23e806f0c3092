/** The four looks of a scene on one sheet, drawn by the browser that the app itself brings. */
import type { ElectronApplication } from '@playwright/test';

export interface Picture {
  readonly label: string;
  readonly png: Buffer;
}

const MOST_BYTES = 250_000;
const QUALITIES = [0.9, 0.82, 0.74, 0.66, 0.58, 0.5, 0.42, 0.34];

/** A WebP, so many pictures a row, each so many pixels wide; as good as the bytes allow. */
export async function drawSheet(
  electron: ElectronApplication,
  pictures: readonly Picture[],
  cell: number,
  columns: number,
): Promise<Buffer> {
  const given = pictures.map(({ label, png }) => ({ label, url: `data:image/png;base64,${png.toString('base64')}` }));
  const script = `(${paint.toString()})(${JSON.stringify({ given, cell, columns, qualities: QUALITIES, most: MOST_BYTES })})`;
  const url = await electron.evaluate(({ BrowserWindow }, source): Promise<string> => {
    const work = async () => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('about:blank');
      const drawn: string = await window.webContents.executeJavaScript(source);
      window.destroy();
      return drawn;
    };
    // A promise that nobody holds may be collected before it is kept.
    const holder = globalThis as { sheet?: Promise<string> };
    holder.sheet = work();
    return holder.sheet;
  }, script);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

interface Order {
  readonly given: readonly { readonly label: string; readonly url: string }[];
  readonly cell: number;
  readonly columns: number;
  readonly qualities: readonly number[];
  readonly most: number;
}

/** Runs in a blank page, to which it goes as text: it may use nothing from outside itself. */
async function paint({ given, cell, columns, qualities, most }: Order): Promise<string> {
  const [gap, line] = [12, 26];
  const images = await Promise.all(
    given.map(async ({ url }) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      return image;
    }),
  );
  const [first] = images;
  const width = Math.min(cell, first?.naturalWidth ?? cell);
  const height = Math.round(((first?.naturalHeight ?? 0) * width) / (first?.naturalWidth ?? 1));
  const canvas = document.createElement('canvas');
  canvas.width = columns * (width + gap) + gap;
  canvas.height = Math.ceil(images.length / columns) * (height + line) + gap;
  const pen = canvas.getContext('2d');
  if (pen === null) return '';
  // Neither theme's ground, so that the edge of each window is seen.
  pen.fillStyle = '#7d8590';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.font = '600 14px sans-serif';
  for (const [index, image] of images.entries()) {
    const left = gap + (index % columns) * (width + gap);
    const top = Math.floor(index / columns) * (height + line);
    pen.fillStyle = '#ffffff';
    pen.fillText(given[index]?.label ?? '', left, top + 18);
    pen.drawImage(image, left, top + line, width, height);
  }
  const drawn = qualities.map((quality) => () => canvas.toDataURL('image/webp', quality));
  let url = '';
  for (const draw of drawn) {
    url = draw();
    // Four characters carry three bytes.
    if (url.length * 0.75 <= most) break;
  }
  return url;
}
