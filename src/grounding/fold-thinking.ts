import { append, copyOf, lastOf, meet, replaceLast } from './copy.ts';
import type { EventOf, Fresh, Mutable } from './copy.ts';
import type { FrameAnalysis, FrameNo, GroundedDocument, Note, Row, Table, ThinkTags } from './types.ts';

/** Opens or closes the thinking: loose text right before it was no story, and becomes a note. */
export function think(
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

export function addNote(document: GroundedDocument, event: EventOf<'note'>, fresh: Fresh): GroundedDocument {
  const { frame, note } = event;
  if (frame !== null) {
    const { tables, notes } = analysisOf(document, frame);
    return withAnalysis(document, { frame, tables, notes: append(notes, note, fresh) }, fresh);
  }
  const next = copyOf(document);
  next.notes = append(document.notes, note, fresh);
  return next;
}

export function addAnalysis(
  document: GroundedDocument,
  event: EventOf<'image-heading'>,
  fresh: Fresh,
): GroundedDocument {
  return withAnalyses(document, append(document.analyses, emptyAnalysis(event.frame), fresh));
}

export function addTable(document: GroundedDocument, event: EventOf<'table'>, fresh: Fresh): GroundedDocument {
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

export function addRow(document: GroundedDocument, { kind, row }: EventOf<'row'>, fresh: Fresh): GroundedDocument {
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
