import type { Size } from '../../grounding/base.ts';
import { MIN_HIT_SIDE } from './overlap.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/** A rectangle on the stage that other labels must not overlap, in CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Label extends Spot {
  readonly name: string;
  readonly nameAt: number;
  /** The id, with a note if the box has no area or is partly outside. */
  readonly idText: string;
  /** Where the id begins, in CSS pixels from the left edge of the label. */
  readonly idAt: number;
  /** The direction to a box that is out of view, in radians clockwise from the right; null for a visible box. */
  readonly towards: number | null;
}

/** The fonts of the name and the id; sizes in CSS pixels. */
export const FONT_FAMILY = { name: { weight: 650, size: 13 }, id: { weight: 400, size: 12 } } as const;
export const HEIGHT = 24;
export const PADDING = 9;
/** The width of the arrow, in CSS pixels. */
export const ARROW = 12;
const BETWEEN = 7;
const MAX_LETTERS = 32;
/** The gap between two labels, in CSS pixels. */
const GAP = 2;
/** A label farther from its box than this would not be connected with it, so it is drawn only while highlighted. */
const MAX_SHIFT = 3 * HEIGHT;
/** In CSS pixels. A box is out of view if a smaller part of it is on the stage, unless the box itself is smaller. */
const SLIVER = 2;

let measuring: OffscreenCanvasRenderingContext2D | null | undefined;

type Face = (typeof FONT_FAMILY)[keyof typeof FONT_FAMILY];

/** The font as a CSS string, which the canvas expects. */
export function fontOf({ weight, size }: Face): string {
  return `${weight} ${size}px "Inter Variable", system-ui`;
}

function widthOf(text: string, face: Face): number {
  measuring ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (!measuring) return text.length * 8;
  measuring.font = fontOf(face);
  return measuring.measureText(text).width;
}

/**
 * Loads the fonts before the first label is drawn. On a hover it would be too late, because loading a font takes too
 * long.
 */
export function loadLabelFonts(): void {
  for (const face of Object.values(FONT_FAMILY)) widthOf('Aa', face);
}

/**
 * Places the label of one box above its top left corner, or inside the box if there is no space above, and always
 * within the stage. The label of a box that is out of view is at the nearest edge of the stage, with an arrow.
 */
export function labelOf(box: VisibleBox, stage: Size): Label {
  const { x1, y1, x2, y2 } = box.at;
  const away = !isVisible(box, stage);
  const nameAt = PADDING + (away ? ARROW + BETWEEN : 0);
  const idText = box.empty ? `${box.id} · no area` : box.clamped ? `${box.id} · partly outside` : box.id;
  const idWidth = widthOf(idText, FONT_FAMILY.id);
  const name = box.name === box.id ? '' : shorten(box.name, stage.width - nameAt - BETWEEN - idWidth - PADDING);
  const idAt = nameAt + (name === '' ? 0 : widthOf(name, FONT_FAMILY.name) + BETWEEN);
  const width = idAt + idWidth + PADDING;
  const x = away ? (x1 + x2 - width) / 2 : x1;
  // The label keeps clear of the mark that is drawn for a box without area.
  const markSize = box.empty ? MIN_HIT_SIDE / 2 : 0;
  const y = away ? (y1 + y2 - HEIGHT) / 2 : y1 - markSize >= HEIGHT ? y1 - markSize - HEIGHT : y1 + markSize;
  const area: Spot = {
    x: Math.max(0, Math.min(x, stage.width - width)),
    y: Math.max(0, Math.min(y, stage.height - HEIGHT)),
    width,
    height: HEIGHT,
  };
  return { ...area, name, nameAt, idText, idAt, towards: away ? angleTo(area, box) : null };
}

/**
 * Places the labels of several boxes without overlaps: if its position is taken, a label moves to the nearest free one.
 * Small boxes come first, because their labels have the fewest useful positions.
 */
export function placeLabels(boxes: readonly VisibleBox[], stage: Size): ReadonlyMap<string, Label> {
  const placed = new Map<string, Label>();
  for (const box of boxes.toReversed()) {
    if (!isVisible(box, stage)) continue;
    const label = labelOf(box, stage);
    const position = freePosition(label, [...placed.values()], stage, MAX_SHIFT);
    if (position !== null) placed.set(box.key, { ...label, ...position });
  }
  return placed;
}

/**
 * Places the labels of the highlighted boxes. A label that is already placed stays. The others move to a free position
 * between all labels or, if there is none, over some of them. The result names the labels that this hides as `covered`.
 */
export function placeHighlightedLabels(
  boxes: readonly VisibleBox[],
  stage: Size,
  placed: ReadonlyMap<string, Label>,
): { readonly lit: ReadonlyMap<string, Label>; readonly covered: ReadonlySet<string> } {
  const lit = new Map<string, Label>();
  for (const box of boxes.toReversed()) {
    const known = placed.get(box.key);
    if (known) lit.set(box.key, known);
  }
  for (const box of boxes.toReversed()) {
    if (lit.has(box.key)) continue;
    const label = labelOf(box, stage);
    const before = [...lit.values()];
    const position = freePosition(label, [...before, ...placed.values()], stage) ?? freePosition(label, before, stage);
    if (position === null) continue;
    const moved = { ...label, ...position };
    lit.set(box.key, moved.towards === null ? moved : { ...moved, towards: angleTo(moved, box) });
  }
  const covered = new Set<string>();
  for (const [key, label] of placed) {
    if (!lit.has(key) && [...lit.values()].some((other) => overlap(label, other))) covered.add(key);
  }
  return { lit, covered };
}

/** Whether any part of the box is on the stage. When the picture is zoomed in, most boxes are not. */
function isVisible({ at: { x1, y1, x2, y2 } }: VisibleBox, { width, height }: Size): boolean {
  const across = Math.min(x2, width) - Math.max(x1, 0);
  const down = Math.min(y2, height) - Math.max(y1, 0);
  return across >= Math.min(SLIVER, x2 - x1) && down >= Math.min(SLIVER, y2 - y1);
}

function angleTo({ x, y, width, height }: Spot, { at }: VisibleBox): number {
  return Math.atan2((at.y1 + at.y2) / 2 - (y + height / 2), (at.x1 + at.x2) / 2 - (x + width / 2));
}

/** The free position nearest to the preferred one: beside, above or below a label that is in the way. */
function freePosition(
  label: Label,
  spots: readonly Spot[],
  stage: Size,
  farthest = Infinity,
): { readonly x: number; readonly y: number } | null {
  const isFree = (x: number, y: number): boolean =>
    x >= 0 &&
    y >= 0 &&
    x + label.width <= stage.width &&
    y + label.height <= stage.height &&
    !spots.some((spot) => overlap({ x, y, width: label.width, height: label.height }, spot));
  if (isFree(label.x, label.y)) return label;
  const near = spots.filter((spot) => distance(label, spot) <= farthest);
  const xs = [label.x, ...near.flatMap((spot) => [spot.x + spot.width + GAP, spot.x - label.width - GAP])];
  const ys = [label.y, ...near.flatMap((spot) => [spot.y + spot.height + GAP, spot.y - label.height - GAP])];
  const positions = xs.flatMap((x) => ys.map((y) => ({ x, y, away: Math.hypot(x - label.x, y - label.y) })));
  const nearest = positions
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

/** Shortens a name to `MAX_LETTERS`, and further until it fits into `room` CSS pixels. */
function shorten(name: string, room: number): string {
  let short = name.length > MAX_LETTERS ? `${name.slice(0, MAX_LETTERS - 1)}…` : name;
  while (short !== '' && widthOf(short, FONT_FAMILY.name) > room)
    short = short.length > 2 ? `${short.slice(0, -2)}…` : '';
  return short;
}
