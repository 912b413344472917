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
export function reduce(document: GroundedDocument, event: GroundingEvent): GroundedDocument {
  return step(document, event, null);
}

/**
 * Like `reduce` for each event, but each list is copied once for all of them: without this, 1 MB of rows in one table,
 * opened from a file, would copy 100 GB.
 */
export function reduceAll(document: GroundedDocument, events: Iterable<GroundingEvent>): GroundedDocument {
  const fresh: Fresh = new Set();
  let now = document;
  for (const event of events) now = step(now, event, fresh);
  return now;
}

/** The document of a whole completion, in any of its shapes. It never throws. */
export function parseAll(text: string): GroundedDocument {
  const fresh: Fresh = new Set();
  let document = emptyDocument;
  const parser = createParser((event) => {
    document = step(document, event, fresh);
  });
  parser.write(text);
  parser.end();
  return document;
}

function step(document: GroundedDocument, event: GroundingEvent, fresh: Fresh): GroundedDocument {
  switch (event.type) {
    case 'text':
      return addText(document, event, fresh);
    case 'mention-open':
      return openMention(document, event, fresh);
    case 'mention-close':
      return closeMention(document, event, fresh);
    case 'layout':
      return document;
    case 'row':
      return addRow(document, event, fresh);
    case 'frame-open': {
      const tags: FrameTags = { opening: event.at, closing: null, mentionEnds: [] };
      const opened: StoryFrame = { frame: event.frame, spans: [], closed: false, tags };
      const next = copyOf(document);
      next.phase = 'telling';
      next.story = append(document.story, opened, fresh);
      return next;
    }
    case 'frame-close':
      return closeFrame(document, event.at, fresh);
    case 'think-open':
    case 'think-close':
      return think(document, event, fresh);
    case 'image-heading':
      return withAnalyses(document, append(document.analyses, emptyAnalysis(event.frame), fresh));
    case 'table':
      return addTable(document, event, fresh);
    case 'note': {
      const { frame, note } = event;
      if (frame !== null) {
        const { tables, notes } = analysisOf(document, frame);
        return withAnalysis(document, { frame, tables, notes: append(notes, note, fresh) }, fresh);
      }
      const next = copyOf(document);
      next.notes = append(document.notes, note, fresh);
      return next;
    }
    case 'fault': {
      const next = copyOf(document);
      next.faults = append(document.faults, event.fault, fresh);
      return next;
    }
    case 'end': {
      const next = copyOf(document);
      next.phase = 'done';
      return next;
    }
    case 'narrative-heading':
    case 'section-heading':
      return document;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A copy that the caller may change before anybody else sees it. All documents are made here, so that V8 gives them one
 * hidden class: with `{ ...document }` they had several, and a text event took half as long again.
 */
function copyOf(document: GroundedDocument): Mutable<GroundedDocument> {
  return {
    phase: document.phase,
    thinkTags: document.thinkTags,
    analyses: document.analyses,
    narrative: document.narrative,
    notes: document.notes,
    story: document.story,
    faults: document.faults,
    entities: document.entities,
  };
}

/** Adds text to the last span if it continues it, otherwise as a new span. */
function addText(document: GroundedDocument, event: EventOf<'text'>, fresh: Fresh): GroundedDocument {
  const { text, mention, at } = event;
  const open = lastOf(document.story);
  if (open === undefined) return document;
  const last = lastOf(open.spans);
  if (last === undefined || last.mention !== mention || last.at[1] !== at[0])
    return withSpans(document, open, appendSpan(open.spans, { text, mention, at }, fresh), fresh);
  const longer: Span = { text: last.text + text, mention, at: [last.at[0], at[1]] };
  return withSpans(document, open, replaceLast(open.spans, longer, fresh), fresh);
}

function openMention(document: GroundedDocument, event: EventOf<'mention-open'>, fresh: Fresh): GroundedDocument {
  const { mention, at } = event;
  const open = lastOf(document.story);
  if (open === undefined) return document;
  const opened: Span = { text: '', mention, at: [at[1], at[1]] };
  const last = lastOf(open.spans);
  // A mention that begins with another one has no words yet: the span of the inner one replaces its empty span.
  const replaces = last?.text === '' && last.mention !== null && last.mention === mention.within;
  const spans = replaces ? replaceLast(open.spans, opened, fresh) : appendSpan(open.spans, opened, fresh);
  const next = withSpans(document, open, spans, fresh);
  next.entities = meet(document.entities, mention.ids, fresh);
  return next;
}

function closeMention(document: GroundedDocument, event: EventOf<'mention-close'>, fresh: Fresh): GroundedDocument {
  const open = lastOf(document.story);
  if (open === undefined) return document;
  const { opening, closing, mentionEnds } = open.tags;
  const ends = append(mentionEnds, { mention: event.mention, at: event.at }, fresh);
  const { frame, spans, closed } = open;
  return withFrame(document, { frame, spans, closed, tags: { opening, closing, mentionEnds: ends } }, fresh);
}

function closeFrame(document: GroundedDocument, closing: Range, fresh: Fresh): GroundedDocument {
  const open = lastOf(document.story);
  if (open === undefined) return document;
  const { frame, spans, tags } = open;
  flatten(lastOf(spans));
  const { opening, mentionEnds } = tags;
  return withFrame(document, { frame, spans, closed: true, tags: { opening, closing, mentionEnds } }, fresh);
}

function withSpans(
  document: GroundedDocument,
  { frame, closed, tags }: StoryFrame,
  spans: readonly Span[],
  fresh: Fresh,
): Mutable<GroundedDocument> {
  return withFrame(document, { frame, spans, closed, tags }, fresh);
}

/** The document with another last frame. */
function withFrame(document: GroundedDocument, frame: StoryFrame, fresh: Fresh): Mutable<GroundedDocument> {
  const next = copyOf(document);
  next.story = replaceLast(document.story, frame, fresh);
  return next;
}

/** Opens or closes the thinking: loose text right before it was no story, and becomes a note. */
function think(
  document: GroundedDocument,
  event: EventOf<'think-open' | 'think-close'>,
  fresh: Fresh,
): GroundedDocument {
  const next = copyOf(document);
  const last = lastOf(document.thinkTags);
  const open = last?.closing === null ? last : null;
  if (event.type === 'think-open') {
    next.phase = 'thinking';
    next.thinkTags = append(document.thinkTags, { opening: event.at, closing: null }, fresh);
  } else {
    next.phase = 'telling';
    const tags: ThinkTags = { opening: open?.opening ?? [0, 0], closing: event.at };
    next.thinkTags = (open ? replaceLast : append)(document.thinkTags, tags, fresh);
  }
  const loose = lastOf(document.story);
  if (loose === undefined || loose.frame !== null || document.phase === 'thinking') return next;
  const text = loose.spans.map((span) => span.text).join('');
  const from = loose.spans[0]?.at[0] ?? 0;
  const note: Note = { text: text.trim(), at: [from, lastOf(loose.spans)?.at[1] ?? from] };
  next.story = document.story.slice(0, -1);
  next.notes = append(document.notes, note, fresh);
  return next;
}

function addTable(document: GroundedDocument, event: EventOf<'table'>, fresh: Fresh): GroundedDocument {
  const { kind, frame, columns, columnEdges } = event;
  const table: Table = { kind, columns, columnEdges, rows: [] };
  if (frame !== null) {
    const { tables, notes } = analysisOf(document, frame);
    return withAnalysis(document, { frame, tables: append(tables, table, fresh), notes }, fresh);
  }
  const next = copyOf(document);
  next.narrative ??= table;
  return next;
}

function addRow(document: GroundedDocument, { kind, row }: EventOf<'row'>, fresh: Fresh): GroundedDocument {
  if (kind === 'narrative') {
    const next = copyOf(document);
    next.narrative &&= withRow(next.narrative, row, fresh);
    return next;
  }
  const analysis = lastOf(document.analyses);
  const table = analysis && lastOf(analysis.tables);
  if (!analysis || !table) return document;
  const tables = replaceLast(analysis.tables, withRow(table, row, fresh), fresh);
  const changed: FrameAnalysis = { frame: analysis.frame, tables, notes: analysis.notes };
  const next = withAnalyses(document, replaceLast(document.analyses, changed, fresh));
  if (row.id !== null) next.entities = meet(document.entities, [row.id], fresh);
  return next;
}

function withRow({ kind, columns, columnEdges, rows }: Table, row: Row, fresh: Fresh): Table {
  return { kind, columns, columnEdges, rows: append(rows, row, fresh) };
}

function emptyAnalysis(frame: FrameNo): FrameAnalysis {
  return { frame, tables: [], notes: [] };
}

/** The analysis that the next table or note of this frame belongs to. */
function analysisOf(document: GroundedDocument, frame: FrameNo): FrameAnalysis {
  const last = lastOf(document.analyses);
  return last?.frame === frame ? last : emptyAnalysis(frame);
}

/** The document with this analysis in place of the last one of its frame, or added if the last is of another frame. */
function withAnalysis(document: GroundedDocument, analysis: FrameAnalysis, fresh: Fresh): GroundedDocument {
  const last = lastOf(document.analyses);
  const change = last?.frame === analysis.frame ? replaceLast : append;
  return withAnalyses(document, change(document.analyses, analysis, fresh));
}

function withAnalyses(document: GroundedDocument, analyses: readonly FrameAnalysis[]): Mutable<GroundedDocument> {
  const next = copyOf(document);
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
