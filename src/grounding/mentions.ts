import type { FrameNo, GroundedDocument, Mention, StoryFrame } from './types.ts';

/** A mention in its part of the story. */
export interface PlacedMention {
  readonly mention: Mention;
  readonly frame: FrameNo | null;
  /** All words of the mention, including the words of mentions inside it. */
  readonly text: string;
}

/** Every mention of the story once, in the order of the text. */
export function eachMention(doc: Pick<GroundedDocument, 'story'>): readonly PlacedMention[] {
  return doc.story.flatMap((part) =>
    Array.from(mentionsIn(part), ([mention, text]) => ({ mention, text, frame: part.frame })),
  );
}

/** Each mention of a part of the story once, with its text: a mention that contains another one has several spans. */
export function mentionsIn(part: StoryFrame): ReadonlyMap<Mention, string> {
  const texts = new Map<Mention, string>();
  for (const span of part.spans)
    for (let mention = span.mention; mention !== null; mention = mention.within)
      texts.set(mention, (texts.get(mention) ?? '') + span.text);
  return texts;
}
