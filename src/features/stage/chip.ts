import type { Size } from '../../grounding/index.ts';
import type { SeenBox } from './sight.ts';

/** A rectangle of the stage that a chip keeps off. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Chip extends Spot {
  readonly name: string;
  /** Where the ID begins within the chip. */
  readonly idAt: number;
}

const HEIGHT = 24;
const PADDING = 9;
const BETWEEN = 7;
const MOST_LETTERS = 32;
/** Chips that keep off one another keep off by this. */
const APART = 2;
/** Farther from its box than this a label says nothing of it: then only one that is lit is shown. */
const MOST_SHIFT = 3 * HEIGHT;

let ruler: OffscreenCanvasRenderingContext2D | null | undefined;

function widthOf(text: string, font: string): number {
  ruler ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (!ruler) return text.length * 8;
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** The label of a box: above its top left corner, inside where there is no room, and never outside of the stage. */
export function chipOf(box: SeenBox, stage: Size): Chip {
  const idWidth = widthOf(box.id, '12px "Inter Variable", system-ui');
  const room = stage.width - 2 * PADDING - BETWEEN - idWidth;
  const name = box.name === box.id ? '' : shorten(box.name, room);
  const nameWidth = name === '' ? 0 : nameWidthOf(name) + BETWEEN;
  const width = 2 * PADDING + nameWidth + idWidth;
  const { x1, y1 } = box.at;
  return {
    x: Math.max(0, Math.min(x1, stage.width - width)),
    y: Math.max(0, Math.min(y1 >= HEIGHT ? y1 - HEIGHT : y1, stage.height - HEIGHT)),
    width,
    height: HEIGHT,
    name,
    idAt: PADDING + nameWidth,
  };
}

/**
 * The labels of several boxes, none over another nor over what else is `taken`: where its place is taken, a label goes
 * to the nearest free one. Lit ones choose first, then the smallest boxes, which have the least room to be told by.
 */
export function layChips(
  boxes: readonly SeenBox[],
  lit: readonly string[],
  stage: Size,
  taken: readonly Spot[] = [],
): ReadonlyMap<string, Chip> {
  const first = boxes.filter(({ id }) => lit.includes(id)).toReversed();
  const then = boxes.filter(({ id }) => !lit.includes(id)).toReversed();
  const laid = new Map<string, Chip>();
  const spots = [...taken];
  for (const box of [...first, ...then]) {
    if (!isSeen(box, stage)) continue;
    const chip = chipOf(box, stage);
    const place = freePlace(chip, spots, stage, first.includes(box) ? Infinity : MOST_SHIFT);
    if (place === null) continue;
    const moved = { ...chip, ...place };
    laid.set(box.key, moved);
    spots.push(moved);
  }
  return laid;
}

/** Whether any of the box is on the stage: when it is magnified, most are not. */
function isSeen({ at }: SeenBox, { width, height }: Size): boolean {
  return at.x2 >= 0 && at.y2 >= 0 && at.x1 <= width && at.y1 <= height;
}

/** The free place that is nearest to where the chip belongs: beside, above or below one that is in the way. */
function freePlace(
  chip: Chip,
  spots: readonly Spot[],
  stage: Size,
  farthest: number,
): { readonly x: number; readonly y: number } | null {
  const isFree = (x: number, y: number): boolean =>
    x >= 0 &&
    y >= 0 &&
    x + chip.width <= stage.width &&
    y + chip.height <= stage.height &&
    !spots.some((spot) => overlap({ x, y, width: chip.width, height: chip.height }, spot));
  if (isFree(chip.x, chip.y)) return chip;
  const near = spots.filter((spot) => distance(chip, spot) <= farthest);
  const xs = [chip.x, ...near.flatMap((spot) => [spot.x + spot.width + APART, spot.x - chip.width - APART])];
  const ys = [chip.y, ...near.flatMap((spot) => [spot.y + spot.height + APART, spot.y - chip.height - APART])];
  const places = xs.flatMap((x) => ys.map((y) => ({ x, y, away: Math.hypot(x - chip.x, y - chip.y) })));
  const nearest = places
    .filter(({ away }) => away <= farthest)
    .toSorted((a, b) => a.away - b.away)
    .find(({ x, y }) => isFree(x, y));
  return nearest ? { x: nearest.x, y: nearest.y } : null;
}

function overlap(a: Spot, b: Spot): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function distance(a: Spot, b: Spot): number {
  const dx = Math.max(0, b.x - (a.x + a.width), a.x - (b.x + b.width));
  const dy = Math.max(0, b.y - (a.y + a.height), a.y - (b.y + b.height));
  return Math.hypot(dx, dy);
}

function nameWidthOf(name: string): number {
  return widthOf(name, '650 13px "Inter Variable", system-ui');
}

/** At most so many letters, and fewer where the stage is narrower than that. */
function shorten(name: string, room: number): string {
  let short = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
  while (short !== '' && nameWidthOf(short) > room) short = short.length > 2 ? `${short.slice(0, -2)}…` : '';
  return short;
}
