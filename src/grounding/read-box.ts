import { boxOf, NONE, readAmongWords, readDialect } from './box-dialects.ts';
import type { Box } from './types.ts';

const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const BOX = new RegExp(
  String.raw`^[\s([<{]*(${NUMBER})\s*[,;\s]\s*(${NUMBER})[\s)\],;([]+(${NUMBER})\s*[,;\s]\s*(${NUMBER})[\s)\]>}]*$`,
);
const QUOTED = /^[`*"']|[`*"']$/;
const QUOTES = /^[`*"']+|[`*"']+$/g;
const NO_BOX = /^[\s*_`]*(?:-+|–|—|none|null|nil|n\/?a|unknown|not (?:visible|applicable|available)|\?)?[\s*_`.]*$/i;

/**
 * Reads the bounding boxes of a text that has nothing else: `318,48,345,135`, `[x1, y1, x2, y2]`, `(x1,y1),(x2,y2)`,
 * floats, and the dialects of other models (see `BoxDialect`). Empty if one of them is no box: then none can be trusted.
 * It does not decide what the numbers count.
 */
export function readBoxes(written: string): readonly Box<'model'>[] {
  const match = BOX.exec(written) ?? (QUOTED.test(written) ? BOX.exec(written.replaceAll(QUOTES, '')) : null);
  if (match) {
    const box = boxOf(Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4]));
    return box === null ? NONE : [box];
  }
  if (!/\p{Nd}/u.test(written)) return NONE;
  return written.length > MOST_CHARACTERS ? NONE : readDialect(written);
}

/** Reads the bounding boxes of a cell that should have some: as `readBoxes`, else among other words. */
export function readBoxCell(written: string): readonly Box<'model'>[] {
  const boxes = readBoxes(written);
  return boxes.length > 0 || written.length > MOST_CHARACTERS ? boxes : readAmongWords(written);
}

/** The first of the bounding boxes of a cell; null if there is none. */
export function readBox(written: string): Box<'model'> | null {
  return readBoxCell(written)[0] ?? null;
}

/** Whether a cell says that there is no box: empty, `None`, `N/A`, `-`. */
export function saysNoBox(written: string): boolean {
  return NO_BOX.test(written);
}

const MOST_CHARACTERS = 1000;
