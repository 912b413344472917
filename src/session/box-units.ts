import { smartResize } from '../inference/index.ts';
import type { PatchSide } from '../inference/index.ts';
import type { Box, FrameAnalysis, Size } from '../grounding/index.ts';
import type { BoxUnits, Frame, Reading } from './types.ts';

/** By what the boxes of a reading are measured. */
export interface Measure {
  readonly units: BoxUnits;
  readonly source: Reading['source'];
  /** Of the model that was asked. */
  readonly patchSide: PatchSide;
  /** Pixels to which the server resized the pictures; null where it is not known to have. */
  readonly serverLimit: number | null;
}

type Picture = Pick<Frame, 'width' | 'height' | 'originalWidth' | 'originalHeight'>;

/** The size that a box of this frame is measured in. */
export function measuredSize(frame: Picture, { units, source, patchSide, serverLimit }: Measure): Size {
  const sent = { width: frame.width, height: frame.height };
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  switch (units) {
    case 'sent':
      return sent;
    case 'original':
      return original;
    case 'resized': {
      // An output that was opened was not told of the pictures as they would be sent from here.
      const { width, height } = source === 'opened' ? original : sent;
      return smartResize(height, width, serverLimit ?? undefined, patchSide) ?? { width, height };
    }
    case 'thousand':
      return { width: 1000, height: 1000 };
    case 'unit':
      return { width: 1, height: 1 };
  }
}

/** That the boxes may be meant by another ruler than they are read by. */
export interface Suspicion {
  readonly units: BoxUnits;
  /** Boxes that do not fit their frames as they are read. */
  readonly outside: number;
  readonly boxes: number;
}

// Fewer boxes say nothing: the model slips now and then (QwenLM/Qwen2.5-VL#1035).
const LEAST_BOXES = 3;
// A share of the boxes that is no slip any more, and one that still is.
const MANY = 0.25;
const FEW = 0.03;
// Rounding, and a last pixel that is counted as one more.
const TOLERANCE = 0.01;
// A box that ends within this part of both sides is most likely meant by a smaller ruler.
const SPECK = 0.02;

/** Rulers in the order in which they are thought of, where several fit alike. */
export const BOX_UNITS: readonly BoxUnits[] = ['unit', 'thousand', 'sent', 'original', 'resized'];

/** Looks whether most boxes would fit by another ruler, where they do not by the one they are read by. */
export function suspectUnits(
  analyses: readonly FrameAnalysis[],
  frames: readonly Picture[],
  measure: Measure,
): Suspicion | null {
  const boxes = analyses.flatMap(({ frame, tables }) => {
    const picture = frames[frame - 1];
    if (picture === undefined) return [];
    const found = tables.flatMap(({ rows }) => rows.flatMap(({ box }) => box ?? []));
    // A box of one point stands for what is not to be seen, by any ruler.
    return found.filter(({ x1, y1, x2, y2 }) => x1 !== x2 || y1 !== y2).map((box) => ({ box, picture }));
  });
  if (boxes.length < LEAST_BOXES) return null;
  const misfits = (units: BoxUnits): number =>
    boxes.filter(({ box, picture }) => !fits(box, measuredSize(picture, { ...measure, units }))).length;
  const outside = misfits(measure.units);
  if (outside < Math.max(LEAST_BOXES, boxes.length * MANY)) return null;
  /** How much of its side the farthest edge takes: the ruler that was meant is filled, a larger one is not. */
  const reach = (units: BoxUnits): number =>
    Math.max(...boxes.map(({ box, picture }) => Math.max(...edges(box, measuredSize(picture, { ...measure, units })))));
  const [better] = BOX_UNITS.filter(
    (units) => units !== measure.units && isApplicable(units, measure) && misfits(units) <= boxes.length * FEW,
  ).toSorted((a, b) => reach(b) - reach(a));
  return better === undefined ? null : { units: better, outside, boxes: boxes.length };
}

function fits(box: Edges, size: Size): boolean {
  const [right, bottom] = edges(box, size);
  const inside = right <= 1 + TOLERANCE && bottom <= 1 + TOLERANCE;
  return inside && (right > SPECK || bottom > SPECK);
}

type Edges = Pick<Box<'model'>, 'x1' | 'y1' | 'x2' | 'y2'>;

/** The right and the bottom edge of a box as parts of the sides. */
function edges({ x1, y1, x2, y2 }: Edges, { width, height }: Size): [right: number, bottom: number] {
  return [Math.max(x1, x2) / width, Math.max(y1, y2) / height];
}

/** An output that was opened was told of the original pictures: nothing was sent. */
export function isApplicable(units: BoxUnits, { source }: Pick<Measure, 'source'>): boolean {
  return units !== 'sent' || source !== 'opened';
}
