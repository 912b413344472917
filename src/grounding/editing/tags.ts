import type { EntityId, GroundedDocument, Mention, MentionTag, Range, Span, StoryFrame } from '../types.ts';
import type { Replacement } from './splices.ts';

/** The opening tag of a mention as the training data writes it: `<gdo char1 char4>`. */
export function openingTag(tag: MentionTag, ids: readonly string[]): string {
  return `<${[tag, ...ids].join(' ')}>`;
}

/**
 * Tags words of the story. The words must be inside one span, so that the new tag cannot cross another one.
 *
 * @returns null if the words are in several spans, in none, or are only white space
 */
export function tagWords(
  doc: Pick<GroundedDocument, 'story'>,
  [from, to]: Range,
  tag: MentionTag,
  ids: readonly EntityId[],
): readonly Replacement[] | null {
  const span = spanAround(doc, [from, to]);
  if (span === null || span.text.slice(from - span.at[0], to - span.at[0]).trim() === '') return null;
  return [
    { at: [from, from], text: openingTag(tag, ids) },
    { at: [to, to], text: `</${tag}>` },
  ];
}

/** Changes the tag of a mention, its IDs, or both. Words of the old tag that are no ID go with it. */
export function retag(
  doc: Pick<GroundedDocument, 'story'>,
  mention: Mention,
  tag: MentionTag,
  ids: readonly EntityId[],
): Replacement[] {
  const opening = { at: mention.at, text: openingTag(tag, ids) };
  const end = endOf(doc, mention);
  return end === null || end[0] === end[1] ? [opening] : [opening, { at: end, text: `</${tag}>` }];
}

/** Removes the tags of a mention; its words stay. */
export function untag(doc: Pick<GroundedDocument, 'story'>, mention: Mention): Replacement[] {
  const end = endOf(doc, mention);
  return [{ at: mention.at, text: '' }, ...(end === null ? [] : [{ at: end, text: '' }])];
}

/** Writes the missing closing tag of a mention. Null if it has one, or if it has not ended yet. */
export function closeTag(doc: Pick<GroundedDocument, 'story'>, mention: Mention): readonly Replacement[] | null {
  const end = endOf(doc, mention);
  return end === null || end[0] !== end[1] ? null : [{ at: end, text: `</${mention.tag}>` }];
}

/**
 * Moves the beginning or the end of a mention to another offset. The words between the old and the new place must be in
 * one span, so that the tag crosses no other one.
 *
 * @returns null if there is a tag in between, the mention has no closing tag, or no words would be left
 */
export function moveEdge(
  doc: Pick<GroundedDocument, 'story'>,
  mention: Mention,
  edge: 'start' | 'end',
  to: number,
): readonly Replacement[] | null {
  const end = endOf(doc, mention);
  if (end === null || end[0] === end[1]) return null;
  const old = edge === 'start' ? mention.at : end;
  // Outwards, the words that the mention gains; inwards, those that it loses.
  const between: Range = to < old[0] ? [to, old[0]] : [old[1], to];
  const span = between[0] < between[1] ? spanAround(doc, between) : null;
  if (span === null) return null;
  const isInside = (edge === 'start') === to > old[0];
  const left: Range = edge === 'start' ? [to, end[0]] : [mention.at[1], to];
  if (isInside && (left[1] <= left[0] || !hasWords(doc, mention, left))) return null;
  const tag = edge === 'start' ? openingTag(mention.tag, [...mention.ids, ...mention.unknown]) : `</${mention.tag}>`;
  return [
    { at: old, text: '' },
    { at: [to, to], text: tag },
  ];
}

/** The range of the closing tag of a mention, empty if it ends without one; null if it has not ended. */
export function endOf(doc: Pick<GroundedDocument, 'story'>, mention: Mention): Range | null {
  return partOf(doc, mention)?.tags.mentionEnds.find((end) => end.mention === mention)?.at ?? null;
}

function partOf({ story }: Pick<GroundedDocument, 'story'>, mention: Mention): StoryFrame | null {
  return story.findLast(({ tags }) => tags.opening[0] <= mention.at[0]) ?? null;
}

function spanAround({ story }: Pick<GroundedDocument, 'story'>, [from, to]: Range): Span | null {
  for (const { spans } of story) {
    const found = spans.find(({ at }) => at[0] <= from && to <= at[1]);
    if (found !== undefined) return found;
  }
  return null;
}

function hasWords(doc: Pick<GroundedDocument, 'story'>, mention: Mention, [from, to]: Range): boolean {
  return (partOf(doc, mention)?.spans ?? []).some(
    ({ at, text }) => text.slice(Math.max(0, from - at[0]), Math.max(0, to - at[0])).trim() !== '',
  );
}
