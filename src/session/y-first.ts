import type { FrameAnalysis, Size } from '../grounding/base.ts';
import { dialectOf } from './box-units.ts';
import type { Dialect } from './types.ts';

const LEAST_CHARACTERS = 4;
const MOST = 0.8;
// A side counts as longer from this ratio on. Nearly square boxes do not show whether a character lies or stands.
const CLEARLY = 1.1;

/**
 * Finds out whether characters lie on their side because x and y are read in the wrong order. People stand or sit in
 * nearly all pictures. The boxes of this dialect count as thousandths, those of others do not count.
 *
 * @returns the number of characters if nearly all of them lie, and would stand if x and y changed places; otherwise 0
 */
export function charactersLie(
  analyses: readonly FrameAnalysis[],
  frames: readonly Size[],
  yFirst: boolean,
  dialect: Dialect,
): number {
  let characters = 0;
  let lying = 0;
  for (const { frame, tables } of analyses) {
    const picture = frames[frame - 1];
    if (picture === undefined) continue;
    for (const { id, box } of tables.flatMap(({ kind, rows }) => (kind === 'characters' ? rows : []))) {
      if (id === null || box === null || dialectOf(box) !== dialect) continue;
      const [first, second] = [Math.abs(box.x2 - box.x1), Math.abs(box.y2 - box.y1)];
      const [dx, dy] = yFirst ? [second, first] : [first, second];
      characters++;
      const lies = dx * picture.width > CLEARLY * dy * picture.height;
      const wouldStand = dx * picture.height > CLEARLY * dy * picture.width;
      if (lies && wouldStand) lying++;
    }
  }
  return characters >= LEAST_CHARACTERS && lying >= MOST * characters ? characters : 0;
}
