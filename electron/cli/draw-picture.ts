/**
 * Inside Electron: draws an SVG as PNG without a window anybody sees, and ends. The canvas of a page does it, so that
 * it needs no screen. `render --format png` starts the app this way.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';

const PICTURE_SWITCH = '--draw-picture';

export interface PictureOrder {
  readonly svgPath: string;
  readonly pngPath: string;
  readonly scale: number;
}

export function pictureOrder(argv: readonly string[]): PictureOrder | undefined {
  const at = argv.indexOf(PICTURE_SWITCH);
  const [svgPath, pngPath, scale] = at === -1 ? [] : argv.slice(at + 1);
  return svgPath === undefined || pngPath === undefined ? undefined : { svgPath, pngPath, scale: Number(scale ?? 1) };
}

export function drawPicture({ svgPath, pngPath, scale }: PictureOrder): void {
  app
    .whenReady()
    .then(async () => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadURL('about:blank');
      const svg = readFileSync(svgPath, 'utf8');
      const drawn = (await window.webContents.executeJavaScript(
        `(${draw.toString()})(${JSON.stringify(svg)}, ${JSON.stringify(scale)})`,
      )) as string;
      writeFileSync(pngPath, Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64'));
      app.exit(0);
    })
    .catch((error: Error) => {
      process.stderr.write(`${error.message}\n`);
      app.exit(1);
    });
}

/** Runs in the page, so it uses nothing from here. The result is a data URL. */
async function draw(svg: string, scale: number): Promise<string> {
  const page = globalThis as unknown as {
    Image: new () => { src: string; width: number; height: number; decode(): Promise<void> };
    document: { createElement(name: 'canvas'): PageCanvas };
  };
  const image = new page.Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { width, height } = image;
  const fitting = Math.min(scale, 16_384 / width, 16_384 / height, Math.sqrt(200_000_000 / (width * height)));
  const canvas = page.document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width * fitting));
  canvas.height = Math.max(1, Math.floor(height * fitting));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

/** The little of a canvas that is used; there are no DOM types on this side. */
interface PageCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): { drawImage(image: unknown, x: number, y: number, width: number, height: number): void };
  toDataURL(type: string): string;
}
