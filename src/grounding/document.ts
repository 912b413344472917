import { createParser } from './parser.ts';
import type {
  EntityId,
  FrameAnalysis,
  FrameNo,
  FrameTags,
  GroundedDocument,
  GroundingEvent,
  Note,
  Range,
  Row,
  Span,
  StoryFrame,
  Table,
  ThinkTags,
} from './types.ts';

/** The document of the empty completion. */
export const emptyDocument: GroundedDocument = {
  phase: 'waiting',
  thinkTags: [],
  analyses: [],
  narrative: null,
  notes: [],
  story: [],
  faults: [],
  entities: [],
};

/** The lists made since the caller last saw a document: only the fold has them, so they may grow in place. */
type Fresh = Set<readonly unknown[]> | null;

type EventOf<T extends GroundingEvent['type']> = Extract<GroundingEvent, { type: T }>;

/**
 * The document after one more event. It replaces the path to what changed and shares the rest with the previous one:
 * `===` answers whether a part has changed.
 */
export function reduce(doc: GroundedDocument, event: GroundingEvent): GroundedDocument {
  return step(doc, event, null);
}

/**
 * Like `reduce` for each event, but each list is copied once for all of them: without this, 1 MB of rows in one table,
 * opened from a file, would copy 100 GB.
 */
export function reduceAll(doc: GroundedDocument, events: Iterable<GroundingEvent>): GroundedDocument {
  const fresh: Fresh = new Set();
  let now = doc;
  for (const event of events) now = step(now, event, fresh);
  return now;
}

/** The document of a whole completion, in any of its shapes. It never throws. */
export function parseAll(text: string): GroundedDocument {
  const fresh: Fresh = new Set();
  let doc = emptyDocument;
  const parser = createParser((event) => {
    doc = step(doc, event, fresh);
  });
  parser.write(text);
  parser.end();
  return doc;
}

function step(doc: GroundedDocument, event: GroundingEvent, fresh: Fresh): GroundedDocument {
  switch (event.type) {
    case 'text':
      return addText(doc, event, fresh);
    case 'mention-open':
      return openMention(doc, event, fresh);
    case 'mention-close':
      return closeMention(doc, event, fresh);
    case 'layout':
      return doc;
    case 'row':
      return addRow(doc, event, fresh);
    case 'frame-open': {
      const tags: FrameTags = { opening: event.at, closing: null, mentionEnds: [] };
      const opened: StoryFrame = { frame: event.frame, spans: [], closed: false, tags };
      const next = copyOf(doc);
      next.phase = 'telling';
      next.story = append(doc.story, opened, fresh);
      return next;
    }
    case 'frame-close':
      return closeFrame(doc, event.at, fresh);
    case 'think-open':
    case 'think-close':
      return think(doc, event, fresh);
    case 'image-heading':
      return withAnalyses(doc, append(doc.analyses, emptyAnalysis(event.frame), fresh));
    case 'table':
      return addTable(doc, event, fresh);
    case 'note': {
      const { frame, note } = event;
      if (frame !== null) {
        const { tables, notes } = analysisOf(doc, frame);
        return withAnalysis(doc, { frame, tables, notes: append(notes, note, fresh) }, fresh);
      }
      const next = copyOf(doc);
      next.notes = append(doc.notes, note, fresh);
      return next;
    }
    case 'fault': {
      const next = copyOf(doc);
      next.faults = append(doc.faults, event.fault, fresh);
      return next;
    }
    case 'end': {
      const next = copyOf(doc);
      next.phase = 'done';
      return next;
    }
    case 'narrative-heading':
    case 'section-heading':
      return doc;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A copy that the caller may change before anybody else sees it. All documents are made here, so that V8 gives them one
 * hidden class: with `{ ...document }` they had several, and a text event took half as long again.
 */
function copyOf(doc: GroundedDocument): Mutable<GroundedDocument> {
  return {
    phase: doc.phase,
    thinkTags: doc.thinkTags,
    analyses: doc.analyses,
    narrative: doc.narrative,
    notes: doc.notes,
    story: doc.story,
    faults: doc.faults,
    entities: doc.entities,
  };
}

/** Adds text to the last span if it continues it, otherwise as a new span. */
function addText(doc: GroundedDocument, event: EventOf<'text'>, fresh: Fresh): GroundedDocument {
  const { text, mention, at } = event;
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  const last = lastOf(open.spans);
  if (last === undefined || last.mention !== mention || last.at[1] !== at[0])
    return withSpans(doc, open, appendSpan(open.spans, { text, mention, at }, fresh), fresh);
  const longer: Span = { text: last.text + text, mention, at: [last.at[0], at[1]] };
  return withSpans(doc, open, replaceLast(open.spans, longer, fresh), fresh);
}

function openMention(doc: GroundedDocument, event: EventOf<'mention-open'>, fresh: Fresh): GroundedDocument {
  const { mention, at } = event;
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  const opened: Span = { text: '', mention, at: [at[1], at[1]] };
  const last = lastOf(open.spans);
  // A mention that begins with another one has no words yet: the span of the inner one replaces its empty span.
  const replaces = last?.text === '' && last.mention !== null && last.mention === mention.within;
  const spans = replaces ? replaceLast(open.spans, opened, fresh) : appendSpan(open.spans, opened, fresh);
  const next = withSpans(doc, open, spans, fresh);
  next.entities = meet(doc.entities, mention.ids, fresh);
  return next;
}

function closeMention(doc: GroundedDocument, event: EventOf<'mention-close'>, fresh: Fresh): GroundedDocument {
  const open = lastOf(doc.story);
  if (open === undefined) return doc;
  const { opening, closing, mentionEnds } = open.tags;
  const ends = append(mentionEnds, { mention: event.mention, at: event.at }, fresh);
  const { frame, spans, closed } = open;
  return withFrame(doc, { frame, spans, closed, tags: { opening, closing, mentionEnds: ends } }, fresh);
}

function closeFrame(doc: GroundedDocument, closing: Range, fresh: Fresh): GroundedDocument {
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

/** Opens or closes the thinking: loose text right before it was no story, and becomes a note. */
function think(doc: GroundedDocument, event: EventOf<'think-open' | 'think-close'>, fresh: Fresh): GroundedDocument {
  const next = copyOf(doc);
  const last = lastOf(doc.thinkTags);
  const open = last?.closing === null ? last : null;
  if (event.type === 'think-open') {
    next.phase = 'thinking';
    next.thinkTags = append(doc.thinkTags, { opening: event.at, closing: null }, fresh);
  } else {
    next.phase = 'telling';
    const tags: ThinkTags = { opening: open?.opening ?? [0, 0], closing: event.at };
    next.thinkTags = (open ? replaceLast : append)(doc.thinkTags, tags, fresh);
  }
  const loose = lastOf(doc.story);
  if (loose === undefined || loose.frame !== null || doc.phase === 'thinking') return next;
  const text = loose.spans.map((span) => span.text).join('');
  const from = loose.spans[0]?.at[0] ?? 0;
  const note: Note = { text: text.trim(), at: [from, lastOf(loose.spans)?.at[1] ?? from] };
  next.story = doc.story.slice(0, -1);
  next.notes = append(doc.notes, note, fresh);
  return next;
}

function addTable(doc: GroundedDocument, event: EventOf<'table'>, fresh: Fresh): GroundedDocument {
  const { kind, frame, columns, columnEdges } = event;
  const table: Table = { kind, columns, columnEdges, rows: [] };
  if (frame !== null) {
    const { tables, notes } = analysisOf(doc, frame);
    return withAnalysis(doc, { frame, tables: append(tables, table, fresh), notes }, fresh);
  }
  const next = copyOf(doc);
  next.narrative ??= table;
  return next;
}

function addRow(doc: GroundedDocument, { kind, row }: EventOf<'row'>, fresh: Fresh): GroundedDocument {
  if (kind === 'narrative') {
    const next = copyOf(doc);
    next.narrative &&= withRow(next.narrative, row, fresh);
    return next;
  }
  const analysis = lastOf(doc.analyses);
  const table = analysis && lastOf(analysis.tables);
  if (!analysis || !table) return doc;
  const tables = replaceLast(analysis.tables, withRow(table, row, fresh), fresh);
  const changed: FrameAnalysis = { frame: analysis.frame, tables, notes: analysis.notes };
  const next = withAnalyses(doc, replaceLast(doc.analyses, changed, fresh));
  if (row.id !== null) next.entities = meet(doc.entities, [row.id], fresh);
  return next;
}

function withRow({ kind, columns, columnEdges, rows }: Table, row: Row, fresh: Fresh): Table {
  return { kind, columns, columnEdges, rows: append(rows, row, fresh) };
}

function emptyAnalysis(frame: FrameNo): FrameAnalysis {
  return { frame, tables: [], notes: [] };
}

/** The analysis that the next table or note of this frame belongs to. */
function analysisOf(doc: GroundedDocument, frame: FrameNo): FrameAnalysis {
  const last = lastOf(doc.analyses);
  return last?.frame === frame ? last : emptyAnalysis(frame);
}

/** The document with this analysis in place of the last one of its frame, or added if the last is of another frame. */
function withAnalysis(doc: GroundedDocument, analysis: FrameAnalysis, fresh: Fresh): GroundedDocument {
  const last = lastOf(doc.analyses);
  const change = last?.frame === analysis.frame ? replaceLast : append;
  return withAnalyses(doc, change(doc.analyses, analysis, fresh));
}

function withAnalyses(doc: GroundedDocument, analyses: readonly FrameAnalysis[]): Mutable<GroundedDocument> {
  const next = copyOf(doc);
  next.analyses = analyses;
  return next;
}

function meet(entities: readonly EntityId[], ids: readonly EntityId[], fresh: Fresh): readonly EntityId[] {
  let met = entities;
  for (const id of ids) if (!met.includes(id)) met = append(met, id, fresh);
  return met;
}

function appendSpan(spans: readonly Span[], span: Span, fresh: Fresh): readonly Span[] {
  flatten(lastOf(spans));
  return append(spans, span, fresh);
}

const flattened = { code: 0 };
function flatten(span: Span | undefined): void {
  if (span !== undefined && span.text.length > 12) flattened.code = span.text.charCodeAt(span.text.length - 1);
}

function lastOf<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}

function append<T>(list: readonly T[], item: T, fresh: Fresh): readonly T[] {
  const own = fresh === null ? list.slice() : writable(list, fresh);
  own.push(item);
  return own;
}

function replaceLast<T>(list: readonly T[], item: T, fresh: Fresh): readonly T[] {
  const own = fresh === null ? list.slice() : writable(list, fresh);
  own[own.length - 1] = item;
  return own;
}

function writable<T>(list: readonly T[], fresh: Set<readonly unknown[]>): T[] {
  if (fresh.has(list)) return list as T[];
  const copy = list.slice();
  fresh.add(copy);
  return copy;
}
