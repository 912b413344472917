import type { Range } from '../types.ts';

/** One replacement in a text. `at` is a UTF-16 offset in the text as it is before this replacement. */
export interface Splice {
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
}

/** A stretch of a text and what is to be there instead. An empty range inserts. */
export interface Replacement {
  readonly at: Range;
  readonly text: string;
}

/**
 * The replacements as splices, to be applied one after the other. The last one in the text comes first, so that the
 * offsets of the others stay true. Insertions at one offset keep their order. A replacement that changes nothing is left
 * out.
 *
 * @throws RangeError if two replacements overlap or one is outside the text
 */
export function splicesOf(text: string, replacements: readonly Replacement[]): Splice[] {
  const ordered = replacements.toSorted((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  let end = 0;
  for (const { at } of ordered) {
    if (at[0] < end || at[1] < at[0] || at[1] > text.length) {
      throw new RangeError(`The replacement at ${at[0]} to ${at[1]} overlaps another one or is outside the text`);
    }
    end = at[1];
  }
  return ordered
    .map(({ at: [from, to], text: inserted }) => ({ at: from, removed: text.slice(from, to), inserted }))
    .filter(({ removed, inserted }) => removed !== inserted)
    .toReversed();
}

/**
 * The text after the splices, which are applied in their order.
 *
 * @throws RangeError if the text does not have what a splice removes: the splice belongs to another text
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let now = text;
  for (const { at, removed, inserted } of splices) {
    const to = at + removed.length;
    if (now.slice(at, to) !== removed) throw new RangeError(`The text at ${at} is not what the splice removes`);
    now = now.slice(0, at) + inserted + now.slice(to);
  }
  return now;
}

/** The splices that undo these: applied after them, they give the earlier text again. */
export function inverseOf(splices: readonly Splice[]): Splice[] {
  return splices.map(({ at, removed, inserted }) => ({ at, removed: inserted, inserted: removed })).toReversed();
}

/**
 * Where an offset is after the splices, as CodeMirror's `mapPos` says it. If text is inserted exactly there, or the text
 * around it is replaced, `side` decides: `before` stays in front of what is inserted, `after` goes behind it.
 */
export function mapOffset(offset: number, splices: readonly Splice[], side: 'before' | 'after'): number {
  let now = offset;
  for (const { at, removed, inserted } of splices) {
    const to = at + removed.length;
    if (now > to || (now === to && removed !== '')) now += inserted.length - removed.length;
    else if (now > at || (now === at && removed === '')) now = side === 'before' ? at : at + inserted.length;
  }
  return now;
}

/**
 * Where a range is after the splices. Text that is inserted at its edges stays outside. If exactly its text is replaced, it
 * is the new text. Null if its text is removed, or replaced together with text around it.
 */
export function mapRange([from, to]: Range, splices: readonly Splice[]): Range | null {
  let range: Range = [from, to];
  for (const splice of splices) {
    const { at, removed, inserted } = splice;
    const end = at + removed.length;
    if (removed !== '' && at <= range[0] && range[1] <= end) {
      if (inserted === '' || at < range[0] || range[1] < end) return null;
      range = [at, at + inserted.length];
      continue;
    }
    const start = mapOffset(range[0], [splice], 'after');
    range = [start, Math.max(start, mapOffset(range[1], [splice], 'before'))];
  }
  return range;
}
