import type { Tag } from './tags.ts';
import type { Range, Switch } from './types.ts';

/** Decides what belongs to the thinking and what to the story. */
export interface Router {
  /** Reads `source[from, to)`, which has no tag; `base` is the offset of `source`. */
  text(source: string, from: number, to: number, base: number): void;
  /** Takes a piece without a tag or a line break. Returns false if it has to go through `text`. */
  plain(text: string, from: number): boolean;
  /** Returns false if the tag is only text here. */
  tag(tag: Tag, at: Range): boolean;
  /** The server says whether the text from this offset on is thinking or story. */
  separate(to: Switch['to'], from: number): void;
  /** Reads the line that is held back, because the completion ends at this offset. */
  endLine(total: number): void;
  /** Ends the story and the thinking; `total` is the length of the completion. */
  end(total: number): void;
}
