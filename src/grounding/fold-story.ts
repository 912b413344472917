import { append, copyOf, lastOf, meet, replaceLast } from './copy.ts';
import type { EventOf, Fresh, Mutable } from './copy.ts';
import { isSettingElement } from './setting.ts';
import type { FrameTags, GroundedDocument, Range, Span, StoryFrame } from './types.ts';

export function openFrame(doc: GroundedDocument, event: EventOf<'frame-open'>, fresh: Fresh): GroundedDocument {
  const tags: FrameTags = { opening: event.at, closing: null, mentionEnds: [] };
  const next = copyOf(doc);
  next.phase = 'writing';
  next.story = append(doc.story, { frame: event.frame, spans: [], closed: false, tags }, fresh);
  return next;
}

/** Adds text to the last span if it continues it, otherwise as a new span. */
export function addText(doc: GroundedDocument, event: EventOf<'text'>, fresh: Fresh): GroundedDocument {
  const { text, mention, at } = event;
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  const last = lastOf(open.spans);
  if (last === undefined || last.mention !== mention || last.at[1] !== at[0])
    return withSpans(doc, open, appendSpan(open.spans, { text, mention, at }, fresh), fresh);
  const longer: Span = { text: last.text + text, mention, at: [last.at[0], at[1]] };
  return withSpans(doc, open, replaceLast(open.spans, longer, fresh), fresh);
}

export function openMention(doc: GroundedDocument, event: EventOf<'mention-open'>, fresh: Fresh): GroundedDocument {
  const { mention, at } = event;
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  const opened: Span = { text: '', mention, at: [at[1], at[1]] };
  const last = lastOf(open.spans);
  // A mention that begins with another one has no words yet: the span of the inner one replaces its empty span.
  const replaces = last?.text === '' && last.mention !== null && last.mention === mention.within;
  const spans = replaces ? replaceLast(open.spans, opened, fresh) : appendSpan(open.spans, opened, fresh);
  const next = withSpans(doc, open, spans, fresh);
  // Elements of the Setting table are not entities.
  const ids = mention.ids.some(isSettingElement) ? mention.ids.filter((id) => !isSettingElement(id)) : mention.ids;
  next.entities = meet(doc.entities, ids, fresh);
  return next;
}

export function closeMention(doc: GroundedDocument, event: EventOf<'mention-close'>, fresh: Fresh): GroundedDocument {
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  const { opening, closing, mentionEnds } = open.tags;
  const ends = append(mentionEnds, { mention: event.mention, at: event.at }, fresh);
  const { frame, spans, closed } = open;
  return withFrame(doc, { frame, spans, closed, tags: { opening, closing, mentionEnds: ends } }, fresh);
}

export function closeFrame(doc: GroundedDocument, closing: Range, fresh: Fresh): GroundedDocument {
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  const { frame, spans, tags } = open;
  flatten(lastOf(spans));
  const { opening, mentionEnds } = tags;
  return withFrame(doc, { frame, spans, closed: true, tags: { opening, closing, mentionEnds } }, fresh);
}

function withSpans(
  doc: GroundedDocument,
  { frame, closed, tags }: StoryFrame,
  spans: readonly Span[],
  fresh: Fresh,
): Mutable<GroundedDocument> {
  return withFrame(doc, { frame, spans, closed, tags }, fresh);
}

/** The document with another last frame. */
function withFrame(doc: GroundedDocument, frame: StoryFrame, fresh: Fresh): Mutable<GroundedDocument> {
  const next = copyOf(doc);
  next.story = replaceLast(doc.story, frame, fresh);
  return next;
}

function appendSpan(spans: readonly Span[], span: Span, fresh: Fresh): readonly Span[] {
  flatten(lastOf(spans));
  return append(spans, span, fresh);
}

const lastRead = { code: 0 };

/**
 * Makes the text of a finished span one flat string: V8 keeps a string that grew piece by piece as a tree of its pieces,
 * 32 bytes for each, until a character of it is read. The tree made a document of single characters half as large again.
 * The character goes into an object, because V8 skips a read whose result is not used.
 */
function flatten(span: Span | undefined): void {
  if (span !== undefined && span.text !== '') lastRead.code = span.text.charCodeAt(span.text.length - 1);
}
