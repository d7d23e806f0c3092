/**
 * The strip: starts up, ends down, and what is worth a mark as a dotted line with its letter.
 *
 *        Z          ⤴
 *   ▂▅▂  ┊  ▂ █▂    ┊  ▂
 *   ─────┊──────────┊────┃── cursor
 *    ▂   ┊  █  ▂    ┊    ┃
 *   14:03:00      14:03:30
 */
import { type Activity, type Bucket, bucketsOf, type MarkKind, markKinds } from '#shared/timeline/activity';
import type { Axis } from '#shared/timeline/series';
import type { Look } from '../tree-view/look';
import type { Stretch } from './stretch';

export interface StripPicture {
  readonly activity: Activity;
  readonly axis: Axis;
  readonly stretch: Stretch;
  /** Where the cursor stands; undefined: at the end. */
  readonly cursor: number | undefined;
  /** Where the timeline begins and ends; beyond it nothing is known. */
  readonly whole: Stretch;
  readonly ticks: readonly { readonly place: number; readonly text: string }[];
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** CSS pixels: the row of mark letters above, the row of times below, a bar and its gap. */
const MARKS = 13;
const TIMES = 14;
const BAR = 4;

const letters: { readonly [Kind in MarkKind]: string } = { zombies: 'Z', adoptions: '⤴', signals: '⚡', refusals: '⊘' };

type Context = CanvasRenderingContext2D;

export function drawStrip(context: Context, picture: StripPicture, look: Look): void {
  const { width, height, stretch } = picture;
  context.clearRect(0, 0, width, height);
  const count = Math.max(1, Math.floor(width / BAR));
  const buckets = bucketsOf(picture.activity, picture.axis, stretch.from, stretch.to, count);
  drawUnknown(context, picture, look);
  drawTimes(context, picture, look);
  drawBars(context, picture, look, buckets);
  drawMarks(context, picture, look, buckets);
  drawCursor(context, picture, look);
}

function placeToX({ from, to }: Stretch, width: number, place: number): number {
  return ((place - from) / (to - from)) * width;
}

export function xToPlace({ from, to }: Stretch, width: number, x: number): number {
  return from + (x / Math.max(1, width)) * (to - from);
}

function baseline({ height }: StripPicture): number {
  return Math.round(MARKS + (height - MARKS - TIMES) * 0.62);
}

/** From before the timeline began nothing is kept: that is not the same as nothing having happened. */
function drawUnknown(context: Context, picture: StripPicture, look: Look): void {
  const x = placeToX(picture.stretch, picture.width, picture.whole.from);
  if (x <= 1) return;
  context.fillStyle = look.line;
  context.globalAlpha = 0.35;
  context.fillRect(0, MARKS, x, picture.height - MARKS - TIMES);
  context.globalAlpha = 1;
}

function drawTimes(context: Context, picture: StripPicture, look: Look): void {
  context.font = `11px ${look.fontText}`;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const { place, text } of picture.ticks) {
    // A run has no steps before its first.
    if (place < 0) continue;
    const x = Math.round(placeToX(picture.stretch, picture.width, place)) + 0.5;
    context.strokeStyle = look.line;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, MARKS);
    context.lineTo(x, picture.height - TIMES + 3);
    context.stroke();
    const half = context.measureText(text).width / 2;
    if (x - half < 2 || x + half > picture.width - 2) continue;
    context.fillStyle = look.muted;
    context.fillText(text, x, picture.height - 3);
  }
}

function drawBars(context: Context, picture: StripPicture, look: Look, buckets: readonly Bucket[]): void {
  const zero = baseline(picture);
  const up = zero - MARKS - 2;
  const down = picture.height - TIMES - zero - 2;
  const most = Math.max(4, ...buckets.map(({ starts, exits }) => Math.max(starts, exits)));
  context.fillStyle = look.line;
  context.fillRect(0, zero, picture.width, 1);
  const width = picture.width / buckets.length;
  for (const [index, { starts, exits }] of buckets.entries()) {
    const x = Math.round(index * width);
    const bar = Math.max(1, Math.round((index + 1) * width) - x - 1);
    if (starts > 0) {
      context.fillStyle = look.accent;
      const height = Math.max(2, up * scaled(starts, most));
      context.fillRect(x, zero - height, bar, height);
    }
    if (exits > 0) {
      context.fillStyle = look.muted;
      context.fillRect(x, zero + 1, bar, Math.max(2, down * scaled(exits, most)));
    }
  }
}

/** By its root, so that a storm does not make everything else invisible. */
function scaled(count: number, most: number): number {
  return Math.sqrt(count / most);
}

/** Letters closer than this to one of their kind would lie over each other. */
const LETTER_GAP = 14;

function drawMarks(context: Context, picture: StripPicture, look: Look, buckets: readonly Bucket[]): void {
  const colours = { zombies: look.zombie, adoptions: look.orphan, signals: look.stopped, refusals: look.diskSleep };
  const width = picture.width / buckets.length;
  const taken: number[] = [];
  context.textAlign = 'center';
  context.font = `600 11px ${look.fontText}`;
  for (const kind of markKinds) {
    for (const [index, bucket] of buckets.entries()) {
      if (bucket[kind] === 0) continue;
      const x = Math.round((index + 0.5) * width) + 0.5;
      context.strokeStyle = colours[kind];
      context.setLineDash([1.5, 2.5]);
      context.beginPath();
      context.moveTo(x, MARKS);
      context.lineTo(x, picture.height - TIMES);
      context.stroke();
      context.setLineDash([]);
      if (taken.some((other) => Math.abs(other - x) < LETTER_GAP)) continue;
      taken.push(x);
      context.fillStyle = colours[kind];
      context.fillText(letters[kind], Math.min(picture.width - 6, Math.max(6, x)), MARKS - 3);
    }
  }
}

function drawCursor(context: Context, picture: StripPicture, look: Look): void {
  const { cursor, stretch, width, height } = picture;
  const place = cursor ?? picture.whole.to;
  if (place < stretch.from || place > stretch.to) return;
  const x = Math.min(width - 1.5, Math.max(1.5, placeToX(stretch, width, place)));
  context.fillStyle = look.accent;
  if (cursor !== undefined) {
    // What lies after the cursor has not happened yet in the picture.
    context.globalAlpha = 0.1;
    context.fillRect(x, MARKS, width - x, height - MARKS - TIMES);
    context.globalAlpha = 1;
  }
  context.fillRect(x - 1, MARKS - 4, 2, height - MARKS - TIMES + 6);
  context.beginPath();
  context.moveTo(x - 5, MARKS - 8);
  context.lineTo(x + 5, MARKS - 8);
  context.lineTo(x, MARKS - 1);
  context.fill();
}
