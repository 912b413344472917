import { sayCount } from '../../grounding/base.ts';
import type { FrameNo, FramePresence, Presence } from '../../grounding/base.ts';

/**
 * The shape of a cell: a square if the entity has a box in the frame, filled if the story mentions it there too; a ring
 * if the story mentions it without a box. A dot in the shape marks an action.
 */
export type Shape = 'boxed-written' | 'boxed' | 'written' | 'absent';

export function shapeOf(presence: FramePresence | undefined): Shape {
  if (presence === undefined) return 'absent';
  const inStory = presence.mentions + presence.actions > 0;
  if (presence.boxed) return inStory ? 'boxed-written' : 'boxed';
  return inStory ? 'written' : 'absent';
}

const MARK =
  'before:col-start-1 before:row-start-1 before:size-[15px] before:border-2 before:border-(--tone) before:content-[""]';
const SHAPES: Readonly<Record<Shape, string>> = {
  'boxed-written': `${MARK} before:rounded-[4px] before:bg-(--tone)`,
  boxed: `${MARK} before:rounded-[4px]`,
  written: `${MARK} before:rounded-full`,
  absent: '',
};
const DOT = 'after:col-start-1 after:row-start-1 after:size-[5px] after:rounded-full after:content-[""]';

/** The classes of a cell or of a mark in the legend. It is one element, in the identity's tone. */
export function cellStyle(shape: Shape, acts: boolean): string {
  const dot = acts ? `${DOT} ${shape === 'boxed-written' ? 'after:bg-sheet' : 'after:bg-(--tone)'}` : '';
  return `grid place-items-center ${SHAPES[shape]} ${dot}`;
}

/** The label of a cell for screen readers: `Mara in image 3: boxed, 2 mentions, 1 action, 1 finding`. */
export function sayCell(name: string, frame: FrameNo, presence: FramePresence | undefined, findings: number): string {
  const parts: string[] = [];
  if (presence !== undefined) {
    parts.push(presence.boxed ? 'boxed' : 'no box');
    if (presence.mentions > 0) parts.push(sayCount(presence.mentions, 'mention'));
    if (presence.actions > 0) parts.push(sayCount(presence.actions, 'action'));
    if (presence.mentions + presence.actions === 0) parts.push('not in the story');
  }
  if (findings > 0) parts.push(sayCount(findings, 'finding'));
  return `${name} in image ${frame}: ${parts.length === 0 ? 'absent' : parts.join(', ')}`;
}

/** The summary of a row, for its heading and its card: `4 mentions, 1 action, in 3 images from image 2`. */
export function sayRow({ mentions, actions, persistence, first }: Presence): string {
  const parts = mentions + actions === 0 ? ['not in the story'] : [];
  if (mentions > 0) parts.push(sayCount(mentions, 'mention'));
  if (actions > 0) parts.push(sayCount(actions, 'action'));
  if (first === null) parts.push('in no image');
  else if (persistence === 1) parts.push(`only in image ${first}`);
  else parts.push(`in ${sayCount(persistence, 'image')} from image ${first}`);
  return parts.join(', ');
}
