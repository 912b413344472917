import { sentencesIn } from './sentences.ts';
import type { Range, Span, StoryFrame } from './types.ts';

/** The text of a part of the story as a reader sees it, without tags. Offsets count in this text. */
export interface FrameText {
  readonly text: string;
  /** Where each span begins. */
  readonly starts: readonly number[];
  readonly sentences: readonly Range[];
}

const known = new WeakMap<readonly Span[], FrameText>();

/** The text of a part of the story, and its sentences. Unchanged parts return the same object. */
export function frameText({ spans }: Pick<StoryFrame, 'spans'>): FrameText {
  const before = known.get(spans);
  if (before !== undefined) return before;
  const starts: number[] = [];
  let text = '';
  for (const span of spans) {
    starts.push(text.length);
    text += span.text;
  }
  const made = { text, starts, sentences: sentencesIn(text) };
  known.set(spans, made);
  return made;
}

/** Where the sentence at an offset begins. The white space before a sentence is part of it. */
export function sentenceStart({ sentences }: FrameText, at: number): number {
  return sentences.findLast(([from]) => from <= at)?.[0] ?? 0;
}
