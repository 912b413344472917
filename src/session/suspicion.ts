import type { Box, FrameAnalysis, Size } from '../grounding/base.ts';
import { boxesOf, dialectOf, pixelSize, sizeIn, unitsFor, unitsOf } from './box-units.ts';
import type { Measure, PictureSizes } from './box-units.ts';
import type { Dialect, DialectUnits } from './types.ts';
import { charactersLie } from './y-first.ts';

/** The boxes probably count other units than the ones in use. */
export interface Suspicion {
  readonly dialect: Dialect;
  readonly units: DialectUnits;
  /** The number of boxes that do not fit their frames in the units in use. */
  readonly outside: number;
  readonly boxes: number;
  /**
   * Missing if the boxes do not fit. `edges`: the boxes fit, but all of them end within 0–1000. `shape`: nearly all
   * characters lie on their side in the current units, and stand if y is written first.
   */
  readonly evidence?: 'edges' | 'shape';
}

// With fewer boxes no conclusion is possible: a model makes a mistake now and then (QwenLM/Qwen2.5-VL#1035).
const LEAST_BOXES = 3;
// If at least this share of the boxes does not fit, the units in use are suspect.
// Other units are suggested only if at most the share FEW does not fit in them.
const MANY = 0.25;
const FEW = 0.03;
// Allows for rounding, and for models that count the last pixel as one more.
const TOLERANCE = 0.01;
// A box that ends within this share of both sides is so small that it was probably meant in smaller units.
const SPECK = 0.02;

/**
 * Suggests other units for the boxes of a dialect if many of them do not fit in the units in use but almost all fit in
 * the others, or if the boxes fit but have the distribution of other units; otherwise null.
 */
export function suspectUnits(
  analyses: readonly FrameAnalysis[],
  frames: readonly PictureSizes[],
  measure: Measure,
  dialect: Dialect = 'plain',
): Suspicion | null {
  const found = suspectBySize(analyses, frames, measure, dialect);
  const units = found?.units ?? unitsOf(measure.units, dialect);
  if (units !== 'thousand' && units !== 'thousand-yx') return found;
  const other = units === 'thousand' ? 'thousand-yx' : 'thousand';
  const count = charactersLie(analyses, frames, units === 'thousand-yx', dialect);
  if (count === 0) return found;
  return found === null
    ? { dialect, units: other, outside: count, boxes: count, evidence: 'shape' }
    : { ...found, units: other };
}

interface Placed {
  readonly box: Box<'model'>;
  readonly picture: PictureSizes;
}

function suspectBySize(
  analyses: readonly FrameAnalysis[],
  frames: readonly PictureSizes[],
  measure: Measure,
  dialect: Dialect,
): Suspicion | null {
  const boxes = analyses.flatMap((analysis): Placed[] => {
    const picture = frames[analysis.frame - 1];
    if (picture === undefined) return [];
    // Models write a box of one point for things that are not visible. It fits in any units.
    return boxesOf(analysis)
      .filter((box) => dialectOf(box) === dialect && (box.x1 !== box.x2 || box.y1 !== box.y2))
      .map((box) => ({ box, picture }));
  });
  if (boxes.length < LEAST_BOXES) return null;
  const used = unitsOf(measure.units, dialect);
  const sizeOf = (units: DialectUnits, { picture }: Placed): Size =>
    sizeIn(units, dialect, (pixels) => pixelSize(picture, pixels, measure));
  const misfits = (units: DialectUnits): number => boxes.filter((one) => !fits(one.box, sizeOf(units, one))).length;
  const areFew = (count: number): boolean => count <= boxes.length * FEW;
  const outside = misfits(used);
  if (outside < Math.max(LEAST_BOXES, boxes.length * MANY)) {
    const isThousand = endsAtThousand(boxes, (one) => sizeOf(used, one), outside) && areFew(misfits('thousand'));
    return isThousand
      ? { dialect, units: 'thousand', outside: boxes.length, boxes: boxes.length, evidence: 'edges' }
      : null;
  }
  /**
   * The farthest edge as a share of the frame's side: in the right units the boxes fill the frame, in larger ones they
   * do not.
   */
  const filledShare = (units: DialectUnits): number =>
    Math.max(...boxes.map((one) => Math.max(...edges(one.box, sizeOf(units, one)))));
  const [better] = unitsFor(dialect, measure.source)
    .filter((units) => units !== used && areFew(misfits(units)))
    .toSorted((a, b) => filledShare(b) - filledShare(a));
  return better === undefined ? null : { dialect, units: better, outside, boxes: boxes.length };
}

const LEAST_EDGES = 6;
// The boxes must come this near to 1000 on both sides: the things in the background end at the edge of the picture.
const NEAR_END = 950;
// In the right units, about one box of 20 does not fit.
const CHANCE_OUTSIDE = 0.05;
const MOST_CHANCE = 0.01;

/**
 * Whether the edges come near to 1000 but not beyond it, though the frames are larger: the chance of this is small if the
 * boxes count pixels, and grows smaller with each box.
 */
function endsAtThousand(boxes: readonly Placed[], sizeOf: (one: Placed) => Size, outside: number): boolean {
  if (boxes.length < LEAST_EDGES) return false;
  let chance = CHANCE_OUTSIDE ** outside;
  const farthest = { x: 0, y: 0 };
  for (const one of boxes) {
    const { width, height } = sizeOf(one);
    const [right, bottom] = edges(one.box, { width: 1, height: 1 });
    chance *= Math.min(1, 1000 / width) * Math.min(1, 1000 / height);
    farthest.x = Math.max(farthest.x, right);
    farthest.y = Math.max(farthest.y, bottom);
  }
  return chance < MOST_CHANCE && isNearEnd(farthest.x) && isNearEnd(farthest.y);
}

function isNearEnd(edge: number): boolean {
  return edge >= NEAR_END && edge <= 1000;
}

function fits(box: Edges, size: Size): boolean {
  const [right, bottom] = edges(box, size);
  const inside = right <= 1 + TOLERANCE && bottom <= 1 + TOLERANCE;
  return inside && (right > SPECK || bottom > SPECK);
}

type Edges = Pick<Box<'model'>, 'x1' | 'y1' | 'x2' | 'y2'>;

/** The right and the bottom edge of a box as shares of the frame's sides. */
function edges({ x1, y1, x2, y2 }: Edges, { width, height }: Size): [right: number, bottom: number] {
  return [Math.max(x1, x2) / width, Math.max(y1, y2) / height];
}
