import { lastSentenceEnd } from '../sentences.ts';
import type { GroundedDocument, Mention, Span } from '../types.ts';

/**
 * The offset up to which the story is settled while it is written: the end of its last whole sentence, or the beginning of
 * the mention that is still open. Infinity if all of it is. Behind this offset the next words may still make a finding
 * wrong: “the” becomes “the kite”, and “he” becomes “her”.
 */
export function settledEnd({ phase, story }: Pick<GroundedDocument, 'phase' | 'story'>): number {
  const last = story.at(-1);
  const span = last?.spans.at(-1);
  if (phase === 'done' || last === undefined || last.closed || span === undefined) return Infinity;
  if (span.mention !== null) return outermost(span.mention).at[0];
  return span.at[0] + lastSentenceEnd(span.text);
}

/** The document without the part of the story that is not settled. */
export function settledOf(doc: GroundedDocument): GroundedDocument {
  const end = settledEnd(doc);
  const last = doc.story.at(-1);
  if (end === Infinity || last === undefined) return doc;
  const spans = last.spans.flatMap((span) => before(span, end) ?? []);
  return { ...doc, story: [...doc.story.slice(0, -1), { ...last, spans }] };
}

function outermost(mention: Mention): Mention {
  return mention.within === null ? mention : outermost(mention.within);
}

function before(span: Span, end: number): Span | null {
  const [from, to] = span.at;
  if (to <= end) return span;
  return from >= end ? null : { ...span, text: span.text.slice(0, end - from), at: [from, end] };
}
