import type { FrameNo, FramePresence, Presence } from '../../grounding/index.ts';

/**
 * The shape of a cell: a square where there is a box, a ring where there is none; filled when the story tells of it.
 * Who acts carries a dot besides.
 */
export type Shape = 'boxed-told' | 'boxed' | 'told' | 'absent';

export function shapeOf(there: FramePresence | undefined): Shape {
  if (there === undefined) return 'absent';
  const told = there.mentions + there.actions > 0;
  if (there.boxed) return told ? 'boxed-told' : 'boxed';
  return told ? 'told' : 'absent';
}

const MARK =
  'before:col-start-1 before:row-start-1 before:size-[15px] before:border-2 before:border-(--tone) before:content-[""]';
const SHAPES: Readonly<Record<Shape, string>> = {
  'boxed-told': `${MARK} before:rounded-[4px] before:bg-(--tone)`,
  boxed: `${MARK} before:rounded-[4px]`,
  told: `${MARK} before:rounded-full`,
  absent: '',
};
const DOT = 'after:col-start-1 after:row-start-1 after:size-[5px] after:rounded-full after:content-[""]';

/** How a cell, or a mark of the legend, is drawn: one element, in the tone of whoever carries it. */
export function cellStyle(shape: Shape, acts: boolean): string {
  const dot = acts ? `${DOT} ${shape === 'boxed-told' ? 'after:bg-sheet' : 'after:bg-(--tone)'}` : '';
  return `grid place-items-center ${SHAPES[shape]} ${dot}`;
}

/** A cell in words: `Mara in image 3: boxed, 2 mentions, 1 action`. */
export function sayCell(who: string, frame: FrameNo, there: FramePresence | undefined): string {
  const said: string[] = [];
  if (there !== undefined) {
    said.push(there.boxed ? 'boxed' : 'no box');
    if (there.mentions > 0) said.push(countOf(there.mentions, 'mention'));
    if (there.actions > 0) said.push(countOf(there.actions, 'action'));
    if (there.mentions + there.actions === 0) said.push('not told of');
  }
  return `${who} in image ${frame}: ${said.length === 0 ? 'absent' : said.join(', ')}`;
}

/** A row in words, for its heading and its card: `4 mentions, 1 action, in 3 images from image 2`. */
export function sayRow({ mentions, actions, persistence, first }: Presence): string {
  const said = mentions + actions === 0 ? ['never told of'] : [];
  if (mentions > 0) said.push(countOf(mentions, 'mention'));
  if (actions > 0) said.push(countOf(actions, 'action'));
  if (first === null) said.push('in no image');
  else if (persistence === 1) said.push(`in image ${first} alone`);
  else said.push(`in ${persistence} images from image ${first}`);
  return said.join(', ');
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
