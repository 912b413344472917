import { addFault } from './faults.ts';
import { append, copyOf, lastOf, replaceLast } from './copy.ts';
import type { EventOf, Fresh } from './copy.ts';
import { isSettingElement } from './setting.ts';
import type { EntityId, FrameAnalysis, FrameNo, GroundedDocument, Note, StoryFrame } from './types.ts';

// What a later part of the completion shows about an earlier one.

/**
 * Moves the frames of a draft into the notes of the thinking. While the draft may turn out to be the story, no list is
 * changed in place, because the document before it is kept.
 */
export function makeDraft(doc: GroundedDocument, { from, to, at }: EventOf<'draft'>, fresh: Fresh): GroundedDocument {
  const isDraft = ({ tags }: StoryFrame): boolean => tags.opening[0] >= from && tags.opening[0] < to;
  const drafts = doc.story.filter(isDraft);
  const next = copyOf(doc);
  const { thinkTags, notes, story, faults, entities } = doc;
  const mayBeStory = to === at[0];
  if (mayBeStory) {
    next.draft = { thinkTags, notes, story, faults, entities };
    next.notes = [...notes];
  }
  next.story = story.filter((frame) => !isDraft(frame));
  for (const note of drafts.map(noteOf))
    if (note.text !== '') next.notes = append(next.notes, note, mayBeStory ? null : fresh);
  const kept = faults.filter((fault) => fault.at[0] < from || fault.at[0] >= to || fault.type === 'unusual');
  next.faults = addFault(kept, { type: 'unusual', what: 'draft', count: 1, written: beginningOf(drafts), at }, null);
  const last = lastOf(thinkTags);
  // The thinking seemed to be closed, but continues.
  if (mayBeStory && last !== undefined) next.thinkTags = replaceLast(thinkTags, { ...last, closing: null }, null);
  next.entities = entitiesOf(next.analyses, next.story);
  next.phase = 'thinking';
  return next;
}

/** The draft was the story after all. Its frames come before the frames that were read since, and so do its notes. */
export function keepDraft(doc: GroundedDocument): GroundedDocument {
  if (doc.draft === null) return doc;
  const { thinkTags, notes, story, faults } = doc.draft;
  const next = copyOf(doc);
  next.draft = null;
  next.thinkTags = thinkTags;
  const storyEnd = lastOf(story)?.tags.closing?.[1] ?? 0;
  next.notes = [...notes, ...doc.notes.filter((note) => note.at[0] >= storyEnd)];
  next.story = [...story, ...doc.story];
  const since = lastOf(doc.thinkTags)?.closing?.[1] ?? 0;
  next.faults = [...faults, ...doc.faults.filter((fault) => fault.at[0] >= since && fault.type !== 'unusual')];
  next.entities = entitiesOf(next.analyses, next.story);
  return next;
}

function noteOf({ spans, tags }: StoryFrame): Note {
  const text = spans.map((span) => span.text).join('');
  return { text: text.trim(), at: [tags.opening[0], tags.closing?.[1] ?? lastOf(spans)?.at[1] ?? tags.opening[1]] };
}

function beginningOf(frames: readonly StoryFrame[]): string {
  return frames
    .map((frame) => noteOf(frame).text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 60);
}

/** Moves what was said about an image in an earlier thinking into the notes. */
export function analyseAgain(doc: GroundedDocument, frame: FrameNo, fresh: Fresh): GroundedDocument {
  const next = copyOf(doc);
  next.analyses = doc.analyses.filter((analysis) => analysis.frame !== frame);
  for (const { tables, notes } of doc.analyses.filter((analysis) => analysis.frame === frame)) {
    const rows = tables.flatMap((table) => table.rows.map(({ cells, at }): Note => ({ text: cells.join(' | '), at })));
    for (const note of [...notes, ...rows]) next.notes = append(next.notes, note, fresh);
  }
  next.entities = entitiesOf(next.analyses, next.story);
  return next;
}

function after(frame: FrameNo): FrameNo {
  return (frame + 1) as FrameNo;
}

/** Counts the images of the analyses or of the story from 1, which the completion counts from 0. */
export function countFromZero(doc: GroundedDocument, of: 'analyses' | 'story'): GroundedDocument {
  const next = copyOf(doc);
  if (of === 'analyses') next.analyses = doc.analyses.map((one) => ({ ...one, frame: after(one.frame) }));
  else next.story = doc.story.map((one) => (one.frame === null ? one : { ...one, frame: after(one.frame) }));
  return next;
}

/** All entities in the order of their first appearance. */
function entitiesOf(analyses: readonly FrameAnalysis[], story: readonly StoryFrame[]): readonly EntityId[] {
  const found: { readonly id: EntityId; readonly at: number }[] = [];
  for (const { tables } of analyses)
    for (const { rows } of tables) for (const { id, at } of rows) if (id !== null) found.push({ id, at: at[0] });
  for (const { spans } of story)
    for (const span of spans)
      for (let { mention } = span; mention !== null; mention = mention.within)
        for (const id of mention.ids) if (!isSettingElement(id)) found.push({ id, at: mention.at[0] });
  return [...new Set(found.toSorted((a, b) => a.at - b.at).map(({ id }) => id))];
}
