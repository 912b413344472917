import type { Switch } from '../grounding/base.ts';

/** A text with the name of its file. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** One completion that was found in texts. */
export interface Sample {
  /** The name of the file and, if the file has several completions, the label of this one. */
  readonly name: string;
  readonly completion: string;
  /** Where the thinking and the story begin, if they were stored separately; otherwise empty. */
  readonly switches: readonly Switch[];
  /** The value that contained the completion, such as “a chat completion”; null if the text was the completion. */
  readonly wrapper: string | null;
  /** The sizes of the frames in pixels, where the text names them; frame n is `sizes[n - 1]`. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  /** The ID from the row, the line or the request of the completion; missing if there is none. */
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
