import { append, copyOf, lastOf, replaceLast } from './copy.ts';
import type { EventOf, Fresh, Mutable } from './copy.ts';
import { learnId } from './fold-mentions.ts';
import type { FrameAnalysis, FrameNo, GroundedDocument, Note, Row, Table, ThinkTags } from './types.ts';

/** Opens or closes the thinking: loose text right before it was no story, and becomes a note. */
export function think(
  doc: GroundedDocument,
  event: EventOf<'think-open' | 'think-close'>,
  fresh: Fresh,
): GroundedDocument {
  const next = copyOf(doc);
  const last = lastOf(doc.thinkTags);
  const open = last?.closing === null ? last : null;
  if (event.type === 'think-open') {
    next.phase = 'thinking';
    next.thinkTags = append(doc.thinkTags, { opening: event.at, closing: null }, fresh);
  } else {
    next.phase = 'writing';
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

export function addNote(doc: GroundedDocument, event: EventOf<'note'>, fresh: Fresh): GroundedDocument {
  const { frame, note } = event;
  if (frame !== null) {
    const { tables, notes } = analysisOf(doc, frame);
    return withAnalysis(doc, { frame, tables, notes: append(notes, note, fresh) }, fresh);
  }
  const next = copyOf(doc);
  next.notes = append(doc.notes, note, fresh);
  return next;
}

export function addAnalysis(doc: GroundedDocument, event: EventOf<'image-heading'>, fresh: Fresh): GroundedDocument {
  return withAnalyses(doc, append(doc.analyses, emptyAnalysis(event.frame), fresh));
}

export function addTable(doc: GroundedDocument, event: EventOf<'table'>, fresh: Fresh): GroundedDocument {
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

export function addRow(doc: GroundedDocument, { kind, row }: EventOf<'row'>, fresh: Fresh): GroundedDocument {
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
  return row.id === null || doc.entities.includes(row.id) ? next : learnId(next, row.id, fresh);
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
