import { placeBox } from '../box.ts';
import type { Measured } from '../box.ts';
import { plain } from '../plain.ts';
import { readBoxes, saysNoBox } from '../read-box.ts';
import { boxRange, cellRange } from '../table.ts';
import type { Box, EntityId, FrameAnalysis, FrameNo, Range, Row } from '../types.ts';
import { finding, note, quoted } from './finding.ts';
import type { Finding } from './finding.ts';

/** The size of each frame in the units of the boxes; null if it is unknown. Frame n is the entry `n - 1`. */
export type FrameSizes = readonly (Measured | null)[];

/** A box covers nearly the whole frame if it has at least this share of its area. */
const NEARLY_WHOLE = 0.95;

interface Boxed {
  readonly id: EntityId;
  readonly frame: FrameNo;
  readonly box: Box<'model'>;
  readonly at: Range;
}

/** What is wrong with the boxes of the tables. */
export function boxesIn(analyses: readonly FrameAnalysis[], sizes: FrameSizes): readonly Finding[] {
  const found: Finding[] = [];
  const earlier = new Map<string, FrameNo>();
  for (const analysis of analyses) {
    const boxed: Boxed[] = [];
    for (const { kind, columns, rows } of analysis.tables) {
      if (kind !== 'characters' && kind !== 'objects') continue;
      const column = columns.findIndex((heading) => /\bbox\b/i.test(plain(heading)));
      for (const row of rows) {
        const { id, box } = row;
        if (id === null) continue;
        if (box === null) found.push(...withoutBox(row, id, column, analysis.frame));
        else
          for (const one of [box, ...(row.moreBoxes ?? [])])
            boxed.push({ id, frame: analysis.frame, box: one, at: boxRange(row) ?? row.at });
      }
    }
    const size = sizes[analysis.frame - 1] ?? null;
    for (const one of boxed) found.push(...ownShape(one, size));
    found.push(...together(boxed), ...copies(boxed, earlier));
  }
  return found;
}

const written = ({ x1, y1, x2, y2 }: Box<'model'>): string => `${x1},${y1},${x2},${y2}`;

function withoutBox(row: Row, id: EntityId, column: number, frame: FrameNo): readonly Finding[] {
  if (column < 0) return [];
  const cell = row.cells[column] ?? '';
  const at = cellRange(row, column) ?? row.at;
  if (saysNoBox(cell)) return [finding('no-box', at, frame, [id], `${id} has no box in frame ${frame}.`)];
  if (readBoxes(cell).length > 0) return [];
  return [finding('unreadable-box', at, frame, [id], `${quoted(cell)} is no box of ${id}.`)];
}

function ownShape({ id, frame, box, at }: Boxed, size: Measured | null): readonly Finding[] {
  if (box.x2 < box.x1 || box.y2 < box.y1)
    return [finding('empty-box', at, frame, [id], `The corners of the box ${written(box)} of ${id} are swapped.`)];
  if (box.x1 === box.x2 || box.y1 === box.y2)
    return [finding('empty-box', at, frame, [id], `The box ${written(box)} of ${id} has no area.`)];
  if (size === null) return [];
  const { width, height } = size;
  const placed = placeBox(box, size, { width, height });
  const edges = `frame ${frame} is ${width} × ${height}`;
  if (placed.clamped)
    return [
      finding('outside', at, frame, [id], `The box ${written(box)} of ${id} is more than a tenth outside: ${edges}.`),
    ];
  const trimmed = placed.trimmed
    ? [note('outside', at, frame, [id], `The box ${written(box)} of ${id} is up to a tenth outside: ${edges}.`)]
    : [];
  const { x1, y1, x2, y2 } = placed.box;
  const share = ((x2 - x1) * (y2 - y1)) / (width * height);
  // The box of a background or a landmark is allowed to fill the frame.
  if (share < NEARLY_WHOLE || /^(?:bg|lm)\d/.test(id)) return trimmed;
  const sentence = `The box of ${id} covers ${Math.round(share * 100)} % of frame ${frame}: it shows no place in it.`;
  return [...trimmed, finding('whole-frame', at, frame, [id], sentence)];
}

/** Two boxes of one entity in a frame, and one box of two entities. */
function together(boxed: readonly Boxed[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const [i, one] of boxed.entries()) {
    const before = boxed.slice(0, i);
    if (before.some(({ id }) => id === one.id))
      found.push(finding('two-boxes', one.at, one.frame, [one.id], `${one.id} has another box in frame ${one.frame}.`));
    const same = before.find(({ id, box }) => id !== one.id && written(box) === written(one.box));
    if (same !== undefined)
      found.push(
        finding(
          'same-box',
          one.at,
          one.frame,
          [one.id, same.id],
          `${one.id} has the same box as ${same.id}: ${written(one.box)}.`,
        ),
      );
  }
  return found;
}

/** Boxes that have exactly the same numbers as a box of the same entity in an earlier frame. */
function copies(boxed: readonly Boxed[], earlier: Map<string, FrameNo>): readonly Finding[] {
  return boxed.flatMap(({ id, box, at, frame }) => {
    const key = `${id} ${written(box)}`;
    const first = earlier.get(key);
    if (first === undefined) earlier.set(key, frame);
    if (first === undefined || first === frame) return [];
    return [finding('copied-box', at, frame, [id], `${id} has the same box as in frame ${first}: ${written(box)}.`)];
  });
}
