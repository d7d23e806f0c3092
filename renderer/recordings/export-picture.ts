/** The picture of the tree as PNG, drawn by the browser from the SVG. */

/** Browsers draw no larger canvas (Chromium: 16,384 CSS pixels a side, 268 million in all). */
const MAX_SIDE = 16_384;
const MAX_PIXELS = 200_000_000;

/** Smaller than asked for when the picture would be too large to be drawn. Rejects when it cannot be drawn at all. */
export async function pngOf(svg: string, scale: number): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const fitting = Math.min(
    scale,
    MAX_SIDE / image.width,
    MAX_SIDE / image.height,
    Math.sqrt(MAX_PIXELS / (image.width * image.height)),
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(image.width * fitting));
  canvas.height = Math.max(1, Math.floor(image.height * fitting));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the picture is too large to be drawn');
  return new Uint8Array(await blob.arrayBuffer());
}
