import { smartResize } from '../inference/index.ts';
import type { PatchSide } from '../inference/index.ts';
import { ownUnits } from '../grounding/base.ts';
import type { Box, BoxDialect, FrameAnalysis, InUnits, Measured, Size } from '../grounding/base.ts';
import type { BoxUnits, Dialect, DialectUnits, Frame, PixelUnits, RunUnits, ShownRun } from './types.ts';

/** What the numbers of a run's boxes count. */
export interface Measure {
  readonly units: RunUnits;
  readonly source: ShownRun['source'];
  /** The patch side of the run's model, in pixels. */
  readonly patchSide: PatchSide;
  /** The pixel limit to which the server resized the pictures; null if it is unknown. */
  readonly serverLimit: number | null;
}

/** The sizes of a frame's picture, in pixels. */
export type PictureSizes = Pick<Frame, 'width' | 'height' | 'originalWidth' | 'originalHeight'>;

/** All box units. If several fit equally well, the first in this order is suggested. */
export const BOX_UNITS: readonly BoxUnits[] = ['unit', 'thousand', 'sent', 'original', 'resized', 'thousand-yx'];

/** The units of a dialect in a run: those that were chosen for it, or those that it brings, or those of plain numbers. */
export function unitsOf(units: RunUnits, dialect: Dialect): DialectUnits {
  return units[dialect] ?? unitsBroughtBy(dialect) ?? units.plain;
}

function unitsBroughtBy(dialect: Dialect): DialectUnits | null {
  const own = dialect === 'plain' ? null : ownUnits(dialect);
  if (own === null) return null;
  if (own.width !== 1000) return 'own';
  return own.yFirst === true ? 'thousand-yx' : 'thousand';
}

/** The units that a dialect can have in a run, in the order of `BOX_UNITS`. */
export function unitsFor(dialect: Dialect, source: Measure['source']): readonly DialectUnits[] {
  const shared = BOX_UNITS.filter((units) => isApplicable(units, { source }));
  return unitsBroughtBy(dialect) === 'own' ? ['own', ...shared] : shared;
}

/** The units of a run after a change for one dialect. */
export function withUnits(before: RunUnits, dialect: Dialect, units: DialectUnits): RunUnits {
  if (dialect !== 'plain') return { ...before, [dialect]: units };
  if (units === 'own') return before;
  // `bbox_2d` brings no units. A change for plain numbers is none for it.
  return { ...before, bbox_2d: unitsOf(before, 'bbox_2d'), plain: units };
}

/** The size of a frame in the units of a dialect: the box (0, 0, width, height) covers the whole frame. */
export function measuredSize(frame: PictureSizes, measure: Measure, dialect: Dialect = 'plain'): InUnits {
  return sizeIn(unitsOf(measure.units, dialect), dialect, (units) => pixelSize(frame, units, measure));
}

type Dialects = NonNullable<Measured['dialects']>;

const dialectSizes = new WeakMap<RunUnits, Map<string, Dialects>>();

/**
 * The size of a frame in the units of all its boxes. `pixels` returns its size in pixels. The `dialects` of frames of the
 * same size are the same object.
 */
export function measuredIn(units: RunUnits, pixels: (units: PixelUnits) => Size): Measured {
  const { plain, ...others } = units;
  const chosen = Object.entries(others) as [BoxDialect, DialectUnits][];
  const measured = sizeIn(plain, 'plain', pixels);
  if (chosen.length === 0) return measured;
  const sizes = chosen.map(([dialect, each]) => [dialect, sizeIn(each, dialect, pixels)] as const);
  const ofRun = dialectSizes.get(units) ?? new Map<string, Dialects>();
  dialectSizes.set(units, ofRun);
  const key = JSON.stringify(sizes);
  const dialects = ofRun.get(key) ?? Object.fromEntries(sizes);
  ofRun.set(key, dialects);
  return { ...measured, dialects };
}

/** The size of a frame in pixels of one kind. */
export function pixelSize(frame: PictureSizes, units: PixelUnits, { source, patchSide, serverLimit }: Measure): Size {
  const sent = { width: frame.width, height: frame.height };
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  if (units !== 'resized') return units === 'sent' ? sent : original;
  // StoryLens sent no pictures for an opened output, so its boxes refer to the original pictures.
  const { width, height } = source === 'imported' ? original : sent;
  return smartResize(height, width, serverLimit ?? undefined, patchSide) ?? { width, height };
}

/** The size of a frame in units that a dialect may have. */
export function sizeIn(units: DialectUnits, dialect: Dialect, pixels: (units: PixelUnits) => Size): InUnits {
  switch (units) {
    case 'thousand':
      return { width: 1000, height: 1000 };
    case 'thousand-yx':
      return { width: 1000, height: 1000, yFirst: true };
    case 'unit':
      return { width: 1, height: 1 };
    case 'own':
      return (dialect === 'plain' ? null : ownUnits(dialect)) ?? { width: 1000, height: 1000 };
    case 'sent':
    case 'original':
    case 'resized':
      return pixels(units);
  }
}

/** Whether boxes in these units count pixels. */
export function arePixels(units: DialectUnits): units is PixelUnits {
  return units === 'sent' || units === 'original' || units === 'resized';
}

/** All boxes of an analysis, of entities and without a name. */
export function boxesOf({ tables, unnamed = [] }: FrameAnalysis): readonly Box<'model'>[] {
  const rows = tables.flatMap((table) => table.rows);
  return rows.flatMap(({ box, moreBoxes = [] }) => (box === null ? [] : [box].concat(moreBoxes))).concat(unnamed);
}

const dialectsOf = new WeakMap<readonly FrameAnalysis[], readonly Dialect[]>();

/** The dialects in which the boxes of these analyses are written, plain numbers first. */
export function dialectsIn(analyses: readonly FrameAnalysis[]): readonly Dialect[] {
  const before = dialectsOf.get(analyses);
  if (before) return before;
  const all = new Set(analyses.flatMap(boxesOf).map(dialectOf));
  const found = [...all].toSorted((a, b) => Number(b === 'plain') - Number(a === 'plain'));
  dialectsOf.set(analyses, found);
  return found;
}

export function dialectOf({ dialect }: Box<'model'>): Dialect {
  return dialect ?? 'plain';
}

/** Whether these units make sense for a run: nothing was sent for an opened output, so `sent` does not. */
function isApplicable(units: DialectUnits, { source }: Pick<Measure, 'source'>): boolean {
  return units !== 'sent' || source !== 'imported';
}
