import type { Switch } from '../grounding/base.ts';

/** A text with the name of its file. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** One completion that was found in texts. */
export interface Sample {
  /** The name of its file, with what distinguishes it from the others of that file. */
  readonly name: string;
  readonly completion: string;
  /** Where its thinking and its story begin, if they were kept apart; empty if not. */
  readonly switches: readonly Switch[];
  /** What the completion was taken out of, such as “a chat completion”; null if the text was the completion. */
  readonly wrapper: string | null;
  /** The sizes of the frames in pixels, where the text names them; frame n is `sizes[n - 1]`. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  /** The ID that its row, line or request gives it; missing if it has none. */
  readonly id?: string;
  /** The number of its pictures; missing if the text does not say. */
  readonly frames?: number;
}

/** Joins a chain of thought and a story in the order in which the model writes them. */
export function joinParts(thought: string, story: string): Joined {
  const inner = thought
    .replace(/^\s*<think>/i, '')
    .replace(/<\/think>\s*$/i, '')
    .trim();
  return inner === ''
    ? { completion: story.trim(), switches: [] }
    : joined(`<think>\n${inner}\n</think>\n`, story.trim());
}

/** A completion that was kept in two parts. */
export type Joined = Pick<Sample, 'completion' | 'switches'>;

/** Joins a thinking, with its tags, and a story. */
export function joined(thinking: string, story: string): Joined {
  return {
    completion: thinking + story,
    switches: [
      { at: 0, to: 'thinking' },
      { at: thinking.length, to: 'content' },
    ],
  };
}
