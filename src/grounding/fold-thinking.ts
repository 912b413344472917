import { append, copyOf, lastOf, replaceLast, writable } from './copy.ts';
import type { EventOf, Fresh, Mutable } from './copy.ts';
import { learnId } from './fold-mentions.ts';
import type { FrameAnalysis, FrameNo, GroundedDocument, Note, Row, Table, ThinkTags } from './types.ts';

/** Opens or closes the thinking. Loose text right before the thinking was not story and becomes a note. */
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
    return withLast(doc, frame, fresh, ({ frame: of, tables, notes }) => ({
      frame: of,
      tables,
      notes: append(notes, note, fresh),
    }));
  }
  const next = copyOf(doc);
  next.notes = append(doc.notes, note, fresh);
  return next;
}

export function addAnalysis(
  doc: GroundedDocument,
  { frame, others }: EventOf<'image-heading'>,
  fresh: Fresh,
): GroundedDocument {
  let { analyses } = doc;
  const shared = others.length + 1;
  for (const one of others) analyses = append(analyses, { frame: one, tables: [], notes: [], shared }, fresh);
  const analysis = { frame, tables: [], notes: [] };
  analyses = append(analyses, shared === 1 ? analysis : { ...analysis, shared }, fresh);
  return withAnalyses(doc, analyses);
}

export function addTable(doc: GroundedDocument, event: EventOf<'table'>, fresh: Fresh): GroundedDocument {
  const { kind, frame, columns, columnEdges } = event;
  const table: Table = { kind, columns, columnEdges, rows: [] };
  if (frame !== null) {
    return withLast(doc, frame, fresh, ({ frame: of, tables, notes }) => ({
      frame: of,
      tables: append(tables, table, fresh),
      notes,
    }));
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
  if (!analysis || analysis.tables.length === 0) return doc;
  const next = withLast(doc, analysis.frame, fresh, ({ frame, tables, notes }) => {
    const table = lastOf(tables);
    const changed = table ? replaceLast(tables, withRow(table, row, fresh), fresh) : tables;
    return { frame, tables: changed, notes };
  });
  return row.id === null || doc.entities.includes(row.id) ? next : learnId(next, row.id, fresh);
}

export function addUnnamed(
  doc: GroundedDocument,
  { frame, boxes }: EventOf<'unnamed-boxes'>,
  fresh: Fresh,
): GroundedDocument {
  return withLast(doc, frame, fresh, ({ tables, notes }) => ({ frame, tables, notes, unnamed: boxes }));
}

function withRow({ kind, columns, columnEdges, rows }: Table, row: Row, fresh: Fresh): Table {
  return { kind, columns, columnEdges, rows: append(rows, row, fresh) };
}

/**
 * Replaces the last analysis, and makes the same change in the analyses that share its heading. If the last analysis is
 * of another frame than the changed one, adds an empty analysis of that frame first.
 */
function withLast(
  doc: GroundedDocument,
  frame: FrameNo,
  fresh: Fresh,
  change: (analysis: FrameAnalysis) => FrameAnalysis,
): Mutable<GroundedDocument> {
  const last = lastOf(doc.analyses);
  if (last?.frame !== frame)
    return withAnalyses(doc, append(doc.analyses, change({ frame, tables: [], notes: [] }), fresh));
  const { shared } = last;
  if (shared === undefined) return withAnalyses(doc, replaceLast(doc.analyses, change(last), fresh));
  const analyses = writable(doc.analyses, fresh);
  for (let i = analyses.length - shared; i < analyses.length; i++) {
    const one = analyses[i];
    if (one) analyses[i] = { ...change(one), shared };
  }
  return withAnalyses(doc, analyses);
}

function withAnalyses(doc: GroundedDocument, analyses: readonly FrameAnalysis[]): Mutable<GroundedDocument> {
  const next = copyOf(doc);
  next.analyses = analyses;
  return next;
}
