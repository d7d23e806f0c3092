/**
 * The picture as SVG that stands alone: text is text, fonts are named with what may stand in for them, every style is an
 * attribute (no stylesheet that an office program would drop), and it has a title and a description.
 */
import { connectNodes } from '#shared/layout/connect-nodes';
import { CARD_HEIGHT, CARD_WIDTH, type Scene, type SceneEdge, type SceneNode } from '#shared/layout/scene';
import { isGhost, isZombie, type ProcessRecord } from '#shared/model/process';

export interface SvgPalette {
  readonly ground: string;
  readonly raised: string;
  readonly text: string;
  readonly muted: string;
  readonly edge: string;
  readonly running: string;
  readonly sleeping: string;
  readonly stopped: string;
  readonly diskSleep: string;
  readonly zombie: string;
  readonly orphan: string;
}

export const lightPalette: SvgPalette = {
  ground: '#fbfcfd',
  raised: '#ffffff',
  text: '#1d2329',
  muted: '#57626d',
  edge: '#c3ccd5',
  running: '#1a8a4a',
  sleeping: '#6c7884',
  stopped: '#7446c9',
  diskSleep: '#9a6400',
  zombie: '#c4262e',
  orphan: '#946200',
};
export const darkPalette: SvgPalette = {
  ground: '#0e1217',
  raised: '#1b232d',
  text: '#e6edf3',
  muted: '#93a1af',
  edge: '#34414e',
  running: '#3fca7f',
  sleeping: '#7f8d9b',
  stopped: '#b79bff',
  diskSleep: '#e6a23c',
  zombie: '#ff6f66',
  orphan: '#f2c14e',
};

export interface SvgOptions {
  readonly palette: SvgPalette;
  /** What stands on a card, in the person's language. */
  textOf(node: SceneNode): {
    readonly name: string;
    readonly detail: string;
    readonly label: string | undefined;
    readonly badge: string | undefined;
  };
  readonly title: string;
  readonly description: string;
}

const MARGIN = 24;
const FONT =
  "Inter, 'Inter Variable', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', Helvetica, Arial, sans-serif";
const MONO = "'JetBrains Mono', 'JetBrains Mono Variable', 'DejaVu Sans Mono', Consolas, monospace";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise, around its middle. */
  readonly angle: number;
  readonly outward: 'right' | 'left' | 'bottom';
}

export function sceneSvg(scene: Scene, options: SvgOptions): string {
  const { nodes, bounds } = scene;
  const width = Math.ceil(bounds.right - bounds.left) + 2 * MARGIN;
  const height = Math.ceil(bounds.bottom - bounds.top) + 2 * MARGIN;
  const left = Math.floor(bounds.left) - MARGIN;
  const top = Math.floor(bounds.top) - MARGIN;
  const { palette } = options;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" role="img" font-family="${FONT}" font-size="13">`,
    `<title>${escaped(options.title)}</title>`,
    `<desc>${escaped(options.description)}</desc>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${palette.ground}"/>`,
    '<g fill="none" stroke-width="1.5">',
    ...connectNodes(scene).map((edge) => edgeSvg(edge, nodes, palette)),
    '</g>',
    ...[...nodes.values()].map((node) => cardSvg(node, options)),
    '</svg>\n',
  ].join('\n');
}

function boxOf(node: SceneNode & Partial<Omit<Box, 'x' | 'y'>>): Box {
  const { x, y, width = CARD_WIDTH, height = CARD_HEIGHT, angle = 0, outward = 'right' } = node;
  return { x, y, width, height, angle, outward };
}

/** A point of a card that is `dx`, `dy` from its middle as the card itself sees it. */
function pointOf({ x, y, width, height, angle }: Box, dx: number, dy: number) {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { x: x + width / 2 + dx * cos - dy * sin, y: y + height / 2 + dx * sin + dy * cos };
}

/** Where children hang, and where the line to the parent arrives: opposite sides. `reach` is the handle of the curve. */
function anchorOf(box: Box, side: 'out' | 'in') {
  const sign = side === 'out' ? 1 : -1;
  if (box.outward === 'bottom') {
    return { at: pointOf(box, 0, (sign * box.height) / 2), handle: pointOf(box, 0, sign * (box.height / 2 + 24)) };
  }
  const way = box.outward === 'right' ? sign : -sign;
  return { at: pointOf(box, (way * box.width) / 2, 0), handle: pointOf(box, way * (box.width / 2 + 24), 0) };
}

function edgeSvg(edge: SceneEdge, nodes: Scene['nodes'], palette: SvgPalette): string {
  const from = nodes.get(edge.from);
  const to = nodes.get(edge.to);
  if (from === undefined || to === undefined) return '';
  const start = anchorOf(boxOf(from), 'out');
  const end = anchorOf(boxOf(to), edge.kind === 'lost' ? 'out' : 'in');
  const colour = edge.kind === 'adopted' ? palette.orphan : edge.kind === 'lost' ? palette.muted : palette.edge;
  const dash = edge.kind === 'lost' || isGhost(to.process) ? ' stroke-dasharray="4 4"' : '';
  const path = `M${point(start.at)}C${point(start.handle)} ${point(end.handle)} ${point(end.at)}`;
  return `<path d="${path}" stroke="${colour}"${dash}/>`;
}

function point({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`;
}

function cardSvg(node: SceneNode, { palette, textOf }: SvgOptions): string {
  const { process } = node;
  const box = boxOf(node);
  const { x, y, width, height, angle } = box;
  const { name, detail, label, badge } = textOf(node);
  const turned =
    angle === 0 ? '' : ` transform="rotate(${(angle * 180) / Math.PI} ${x + width / 2} ${y + height / 2})"`;
  const faded = isGhost(process) ? ' opacity="0.6"' : '';
  const middle = y + height / 2;
  const left = x + 32;
  const room = width - 40 - (badge === undefined ? 0 : 36);
  const parts = [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${isZombie(process) ? palette.ground : palette.raised}" ${borderOf(process, palette)}/>`,
    symbolSvg(process, x + 17, middle, palette),
    `<text x="${left}" y="${middle - 3}" font-weight="600" fill="${palette.text}">${escaped(cut(name, room / 7.2))}</text>`,
    `<text x="${left}" y="${middle + 13}" font-size="11" font-family="${MONO}" fill="${isZombie(process) ? palette.zombie : palette.muted}">${escaped(cut(detail, room / 6.7))}</text>`,
  ];
  if (badge !== undefined)
    parts.push(
      `<text x="${x + width - 10}" y="${middle + 4}" text-anchor="end" font-size="11" fill="${palette.muted}">${escaped(badge)}</text>`,
    );
  if (label !== undefined)
    parts.push(`<text x="${x + 4}" y="${y - 5}" font-size="11" fill="${palette.orphan}">⤴ ${escaped(label)}</text>`);
  return `<g${turned}${faded}>${parts.join('')}</g>`;
}

function borderOf(process: ProcessRecord, palette: SvgPalette): string {
  if (isZombie(process)) return `stroke="${palette.zombie}" stroke-width="1.5" stroke-dasharray="4 3"`;
  if (isGhost(process)) return `stroke="${palette.muted}" stroke-dasharray="4 3"`;
  if (process.adoptions.length > 0) return `stroke="${palette.orphan}" stroke-width="1.5"`;
  return `stroke="${palette.edge}"`;
}

/** The state's shape, as in the window: triangle, ring, bars, Z, cross. */
function symbolSvg({ state }: ProcessRecord, x: number, y: number, palette: SvgPalette): string {
  switch (state) {
    case 'zombie':
      return `<text x="${x}" y="${y + 5}" text-anchor="middle" font-weight="700" font-size="14" fill="${palette.zombie}">Z</text>`;
    case 'gone':
    case 'dead':
      return `<path d="M${x - 4},${y - 4}l8,8m0,-8l-8,8" stroke="${palette.muted}" stroke-width="1.5"/>`;
    case 'running':
      return `<path d="M${x - 4},${y - 5.5}l9,5.5l-9,5.5z" fill="${palette.running}"/>`;
    case 'stopped':
    case 'traced':
      return `<path d="M${x - 3},${y - 5}v10M${x + 3},${y - 5}v10" stroke="${palette.stopped}" stroke-width="3"/>`;
    case 'disk-sleep':
      return `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9" fill="none" stroke="${palette.diskSleep}" stroke-width="2"/>`;
    default:
      return `<circle cx="${x}" cy="${y}" r="4.5" fill="none" stroke="${palette.sleeping}" stroke-width="2"/>`;
  }
}

/**
 * By an estimate of its width, since nobody here can measure text; letters of Chinese are twice as wide. The last letter
 * that would fit makes room for the dots; the first one stays.
 */
function cut(text: string, room: number): string {
  const [first = ''] = text;
  let left = room;
  let end = 0;
  let before = 0;
  for (const letter of text) {
    left -= (letter.codePointAt(0) ?? 0) > 0x2e80 ? 1.8 : 1;
    if (left < 0) return `${text.slice(0, before || first.length)}…`;
    before = end;
    end += letter.length;
  }
  return text;
}

/** Also takes out what XML 1.0 does not allow at all. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);
}
