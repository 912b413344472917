import type { Size } from '../../grounding/index.ts';
import { MIN_HIT_SIDE } from './overlap.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/** A rectangle of the stage that a chip keeps off. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Label extends Spot {
  readonly name: string;
  readonly nameAt: number;
  /** The ID, and what is the matter with the box. */
  readonly says: string;
  /** Where it begins within the chip. */
  readonly idAt: number;
  /** Where the box lies that is out of sight, in radians clockwise from the right; null for one that is seen. */
  readonly towards: number | null;
}

/** What chips are written in. */
export const FONT_FAMILY = { name: { weight: 650, size: 13 }, id: { weight: 400, size: 12 } } as const;
export const HEIGHT = 24;
export const PADDING = 9;
/** The arrow's width. */
export const ARROW = 12;
const BETWEEN = 7;
const MOST_LETTERS = 32;
/** Chips that keep off one another keep off by this. */
const APART = 2;
/** Farther from its box than this a label says nothing of it: then only one that is lit is shown. */
const MOST_SHIFT = 3 * HEIGHT;
/** A box of which less than this is on the stage is out of sight, in CSS pixels; if it is not smaller itself. */
const SLIVER = 2;

let ruler: OffscreenCanvasRenderingContext2D | null | undefined;

type Face = (typeof FONT_FAMILY)[keyof typeof FONT_FAMILY];

/** As a canvas is told it. */
export function fontOf({ weight, size }: Face): string {
  return `${weight} ${size}px "Inter Variable", system-ui`;
}

function widthOf(text: string, face: Face): number {
  ruler ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (!ruler) return text.length * 8;
  ruler.font = fontOf(face);
  return ruler.measureText(text).width;
}

/** Has the faces of labels at hand before the first of them: to find one takes longer than a hover may. */
export function loadLabelFonts(): void {
  for (const face of Object.values(FONT_FAMILY)) widthOf('Aa', face);
}

/**
 * The label of a box: above its top left corner, inside where there is no room, and never outside of the stage. For a
 * box that is out of sight it stands at the edge that is nearest to it, with an arrow.
 */
export function labelOf(box: VisibleBox, stage: Size): Label {
  const { x1, y1, x2, y2 } = box.at;
  const away = !isSeen(box, stage);
  const nameAt = PADDING + (away ? ARROW + BETWEEN : 0);
  const says = box.empty ? `${box.id} · no area` : box.clamped ? `${box.id} · partly outside` : box.id;
  const idWidth = widthOf(says, FONT_FAMILY.id);
  const name = box.name === box.id ? '' : shorten(box.name, stage.width - nameAt - BETWEEN - idWidth - PADDING);
  const idAt = nameAt + (name === '' ? 0 : widthOf(name, FONT_FAMILY.name) + BETWEEN);
  const width = idAt + idWidth + PADDING;
  const x = away ? (x1 + x2 - width) / 2 : x1;
  // Off the mark that stands for a box without area.
  const off = box.empty ? MIN_HIT_SIDE / 2 : 0;
  const y = away ? (y1 + y2 - HEIGHT) / 2 : y1 - off >= HEIGHT ? y1 - off - HEIGHT : y1 + off;
  const chip: Spot = {
    x: Math.max(0, Math.min(x, stage.width - width)),
    y: Math.max(0, Math.min(y, stage.height - HEIGHT)),
    width,
    height: HEIGHT,
  };
  return { ...chip, name, nameAt, says, idAt, towards: away ? angleTo(chip, box) : null };
}

/**
 * The labels of several boxes, none over another: where its place is taken, a label goes to the nearest free one. The smallest boxes choose first, which have the least room to be told by.
 */
export function placeLabels(boxes: readonly VisibleBox[], stage: Size): ReadonlyMap<string, Label> {
  const laid = new Map<string, Label>();
  for (const box of boxes.toReversed()) {
    if (!isSeen(box, stage)) continue;
    const chip = labelOf(box, stage);
    const place = freePlace(chip, [...laid.values()], stage, MOST_SHIFT);
    if (place !== null) laid.set(box.key, { ...chip, ...place });
  }
  return laid;
}

/**
 * The labels of the boxes that are lit. They stay where they are laid already; the others find a place between those
 * of all boxes or, where there is none, over some of them, which are `covered`.
 */
export function placeHighlightedLabels(
  boxes: readonly VisibleBox[],
  stage: Size,
  chips: ReadonlyMap<string, Label>,
): { readonly lit: ReadonlyMap<string, Label>; readonly covered: ReadonlySet<string> } {
  const lit = new Map<string, Label>();
  for (const box of boxes.toReversed()) {
    const known = chips.get(box.key);
    if (known) lit.set(box.key, known);
  }
  for (const box of boxes.toReversed()) {
    if (lit.has(box.key)) continue;
    const chip = labelOf(box, stage);
    const before = [...lit.values()];
    const place = freePlace(chip, [...before, ...chips.values()], stage) ?? freePlace(chip, before, stage);
    if (place === null) continue;
    const moved = { ...chip, ...place };
    lit.set(box.key, moved.towards === null ? moved : { ...moved, towards: angleTo(moved, box) });
  }
  const covered = new Set<string>();
  for (const [key, chip] of chips) {
    if (!lit.has(key) && [...lit.values()].some((other) => overlap(chip, other))) covered.add(key);
  }
  return { lit, covered };
}

/** Whether any of the box is on the stage: when it is magnified, most are not. */
function isSeen({ at: { x1, y1, x2, y2 } }: VisibleBox, { width, height }: Size): boolean {
  const across = Math.min(x2, width) - Math.max(x1, 0);
  const down = Math.min(y2, height) - Math.max(y1, 0);
  return across >= Math.min(SLIVER, x2 - x1) && down >= Math.min(SLIVER, y2 - y1);
}

function angleTo({ x, y, width, height }: Spot, { at }: VisibleBox): number {
  return Math.atan2((at.y1 + at.y2) / 2 - (y + height / 2), (at.x1 + at.x2) / 2 - (x + width / 2));
}

/** The free place that is nearest to where the chip belongs: beside, above or below one that is in the way. */
function freePlace(
  chip: Label,
  spots: readonly Spot[],
  stage: Size,
  farthest = Infinity,
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

/** At most so many letters, and fewer where the stage is narrower than that. */
function shorten(name: string, room: number): string {
  let short = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
  while (short !== '' && widthOf(short, FONT_FAMILY.name) > room)
    short = short.length > 2 ? `${short.slice(0, -2)}…` : '';
  return short;
}
