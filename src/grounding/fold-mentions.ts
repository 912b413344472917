import { append, copyOf, lastOf, meet, replaceLast, writable } from './copy.ts';
import type { EventOf, Fresh } from './copy.ts';
import type { EntityId, GroundedDocument, Mention, MentionEnd, Span, StoryFrame } from './types.ts';

// What is known about a mention only later: that it has no closing tag, or that a word of its tag is an ID.

/** Where a named mention without a closing tag ends: before the next punctuation. */
const STOP = /[.,;:!?](?=[\s"'”’)]|$)|[…—–()“”«»"。，、；：！？]/u;

/** Ends the innermost mention where its words end: see the event. The text after it belongs to the mention around it. */
export function endUnclosed(
  doc: GroundedDocument,
  { mention, named }: EventOf<'mention-unclosed'>,
  fresh: Fresh,
): GroundedDocument {
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  let first = open.spans.length;
  while (first > 0 && (open.spans[first - 1]?.at[0] ?? 0) >= mention.at[1]) first--;
  const after = open.spans.slice(first);
  const end = named ? endOfWords(after, mention) : mention.at[1];
  const lift = lifter(mention);
  const spans = writable(open.spans, fresh);
  spans.length = first;
  if (end === mention.at[1]) spans.push({ text: '', mention, at: [end, end] });
  for (const span of after) {
    const length = Math.min(Math.max(end - span.at[0], 0), span.text.length);
    if (length > 0) spans.push(part(span, 0, length));
    if (length < span.text.length || span.mention !== mention)
      spans.push({ ...part(span, length, span.text.length), mention: lift(span.mention) });
  }
  const { frame, closed, tags } = open;
  const mentionEnds = endsWith(tags.mentionEnds, { mention, at: [end, end] }, lift, fresh);
  const next = copyOf(doc);
  next.story = replaceLast(doc.story, { frame, spans, closed, tags: { ...tags, mentionEnds } }, fresh);
  return next;
}

function part({ text, mention, at }: Span, from: number, to: number): Span {
  return { text: text.slice(from, to), mention, at: [at[0] + from, at[0] + to] };
}

/** The offset at which the first words of a mention end: before punctuation, a tag or the end of what there is. */
function endOfWords(spans: readonly Span[], mention: Mention): number {
  let [, end] = mention.at;
  const [first] = spans;
  if (first?.mention !== mention) return end;
  const stop = STOP.exec(first.text)?.index ?? first.text.length;
  end += first.text.slice(0, stop).trimEnd().length;
  return end;
}

/** Maps each mention inside the ended mention to the same mention inside the one around it. */
function lifter(lifted: Mention): (mention: Mention | null) => Mention | null {
  const made = new Map<Mention, Mention>();
  return function lift(mention: Mention | null): Mention | null {
    if (mention === null || mention.at[0] < lifted.at[0]) return mention;
    if (mention === lifted) return lifted.within;
    let found = made.get(mention);
    if (found === undefined) made.set(mention, (found = { ...mention, within: lift(mention.within) }));
    return found;
  };
}

/** Adds the end of a mention. The ends of the mentions inside it come after it. */
function endsWith(
  ends: readonly MentionEnd[],
  added: MentionEnd,
  lift: (mention: Mention | null) => Mention | null,
  fresh: Fresh,
): readonly MentionEnd[] {
  let first = ends.length;
  while (first > 0 && (ends[first - 1]?.mention.at[0] ?? 0) > added.mention.at[0]) first--;
  const after = ends.slice(first);
  const list = writable(ends, fresh);
  list.length = first;
  list.push(added);
  for (const { mention, at } of after) list.push({ mention: lift(mention) ?? mention, at });
  return list;
}

/**
 * Learns an ID of another shape from a row of a table. Earlier mentions with this word now name the entity of that row.
 */
export function learnId(doc: GroundedDocument, id: EntityId, fresh: Fresh): GroundedDocument {
  const next = copyOf(doc);
  next.entities = meet(doc.entities, [id], fresh);
  if (!doc.faults.some((fault) => fault.type === 'unknown-id' && fault.id === id)) return next;
  next.faults = doc.faults.filter((fault) => fault.type !== 'unknown-id' || fault.id !== id);
  next.story = doc.story.map((frame) => withId(frame, id));
  return next;
}

function withId(story: StoryFrame, id: EntityId): StoryFrame {
  const made = new Map<Mention, Mention>();
  const learn = (mention: Mention | null): Mention | null => {
    if (mention === null) return null;
    let found = made.get(mention);
    if (found !== undefined) return found;
    const { tag, ids, unknown, within, at } = mention;
    const outer = learn(within);
    const isMeant = unknown.includes(id);
    if (!isMeant && outer === within) found = mention;
    else {
      const others = isMeant ? unknown.filter((word) => word !== id) : unknown;
      found = { tag, ids: isMeant ? append(ids, id, null) : ids, unknown: others, within: outer, at };
    }
    made.set(mention, found);
    return found;
  };
  const spans = story.spans.map((span) => ({ ...span, mention: learn(span.mention) }));
  const mentionEnds = story.tags.mentionEnds.map(({ mention, at }) => ({ mention: learn(mention) ?? mention, at }));
  return { ...story, spans, tags: { ...story.tags, mentionEnds } };
}
