import type { FrameNo } from '../grounding/base.ts';

/** Where the reader is in a run. */
export interface Cursor {
  /** The frame whose picture is shown unless the user points at another one; null while it follows the model. */
  readonly frame: FrameNo | null;
  /** The offset of the mention that the reader went to last; null if a frame was chosen since. */
  readonly at: number | null;
  /** Who moves it: the model as it writes, or the reader. A `held` frame stays while the user reads or points elsewhere. */
  readonly by: 'model' | 'reader' | 'held';
}

/** A place in the story to scroll to: the mention at an offset of the completion, or the beginning of a frame. */
export interface ScrollTarget {
  readonly frame: FrameNo | null;
  readonly at: number | null;
}

/** The cursor at the beginning of a frame; with null it follows the model. */
export function cursorAt(frame: FrameNo | null): Cursor {
  return { frame, at: null, by: frame === null ? 'model' : 'reader' };
}

/** The cursor after the reader went to something in a frame. A held frame stays, and null names no frame. */
export function movedTo(cursor: Cursor, frame: FrameNo | null): Cursor {
  return cursor.by === 'held' || frame === null ? cursor : { ...cursor, frame, by: 'reader' };
}

/** The cursor after a held picture was released: the reader goes on from its frame. */
export function released(cursor: Cursor): Cursor {
  return cursor.by === 'held' ? { ...cursor, by: 'reader' } : cursor;
}
