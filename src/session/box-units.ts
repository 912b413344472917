import { smartResize } from '../inference/index.ts';
import type { PatchSide } from '../inference/index.ts';
import type { Box, FrameAnalysis, Measured } from '../grounding/base.ts';
import type { BoxUnits, Frame, ShownRun } from './types.ts';

/** What the numbers of a run's boxes count. */
export interface Measure {
  readonly units: BoxUnits;
  readonly source: ShownRun['source'];
  /** The patch side of the run's model, in pixels. */
  readonly patchSide: PatchSide;
  /** The pixel limit to which the server resized the pictures; null if it is unknown. */
  readonly serverLimit: number | null;
}

/** The sizes of a frame: as it was sent, and of its file. */
export type FrameSizes = Pick<Frame, 'width' | 'height' | 'originalWidth' | 'originalHeight'>;

/** The size of this frame in box units: the box (0, 0, width, height) covers the whole frame. */
export function measuredSize(frame: FrameSizes, { units, source, patchSide, serverLimit }: Measure): Measured {
  const sent = { width: frame.width, height: frame.height };
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  switch (units) {
    case 'sent':
      return sent;
    case 'original':
      return original;
    case 'resized': {
      // StoryLens sent no pictures for an opened output, so its boxes refer to the original pictures.
      const { width, height } = source === 'imported' ? original : sent;
      return smartResize(height, width, serverLimit ?? undefined, patchSide) ?? { width, height };
    }
    case 'thousand':
      return { width: 1000, height: 1000 };
    case 'thousand-yx':
      return { width: 1000, height: 1000, yFirst: true };
    case 'unit':
      return { width: 1, height: 1 };
  }
}

/** All box units. If several fit equally well, the first in this order is suggested. */
export const BOX_UNITS: readonly BoxUnits[] = ['unit', 'thousand', 'sent', 'original', 'resized', 'thousand-yx'];

/** All boxes of an analysis, of entities and without a name. */
export function boxesOf({ tables, unnamed = [] }: FrameAnalysis): readonly Box<'model'>[] {
  const rows = tables.flatMap((table) => table.rows);
  return rows.flatMap(({ box, moreBoxes = [] }) => (box === null ? [] : [box].concat(moreBoxes))).concat(unnamed);
}

/** Whether these units make sense for the run: nothing was sent for an opened output, so `sent` does not. */
export function isApplicable(units: BoxUnits, { source }: Pick<Measure, 'source'>): boolean {
  return units !== 'sent' || source !== 'imported';
}
