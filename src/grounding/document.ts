import { createParser } from './parser.ts';
import type {
  EntityId,
  FrameAnalysis,
  FrameNo,
  GroundedDocument,
  GroundingEvent,
  Note,
  Row,
  Span,
  StoryFrame,
  Table,
} from './types.ts';

/** The document of the empty completion. */
export const emptyDocument: GroundedDocument = {
  phase: 'waiting',
  analyses: [],
  narrative: null,
  notes: [],
  story: [],
  faults: [],
  entities: [],
};

/** The lists made since the last document was handed out: nobody else has seen them, so they may grow in place. */
type Fresh = Set<readonly unknown[]> | null;

/**
 * The document after one more event. It replaces the path to what changed and shares the rest with the one before:
 * `===` answers whether a part has changed.
 */
export function reduce(document: GroundedDocument, event: GroundingEvent): GroundedDocument {
  return step(document, event, null);
}

/**
 * As `reduce` for each event, but each list is copied once for all of them: 1 MB of rows in one table, opened from a
 * file, would move 100 GB otherwise.
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
    case 'mention-open': {
      const entities = meet(document.entities, event.mention.ids, fresh);
      const opened: Span = { text: '', mention: event.mention, at: [event.at[1], event.at[1]] };
      const spans = lastStory(document).spans;
      const last = spans.at(-1);
      // A mention that begins with another one has said nothing yet: the inner one takes its span's place.
      const replaces = last?.text === '' && last.mention !== null && last.mention === event.mention.within;
      const told = replaces ? replaceLast(spans, opened, fresh) : append(spans, opened, fresh);
      return tell(entities === document.entities ? document : { ...document, entities }, fresh, told);
    }
    case 'frame-open': {
      const opened: StoryFrame = { frame: event.frame, spans: [], closed: false };
      return { ...document, phase: 'telling', story: append(document.story, opened, fresh) };
    }
    case 'frame-close': {
      const closed: StoryFrame = { ...lastStory(document), closed: true };
      return { ...document, story: replaceLast(document.story, closed, fresh) };
    }
    case 'think-open':
    case 'think-close':
      return think(document, event.type === 'think-open' ? 'thinking' : 'telling', fresh);
    case 'image-heading':
      return { ...document, analyses: append(document.analyses, emptyAnalysis(event.frame), fresh) };
    case 'table': {
      const table: Table = { kind: event.kind, columns: event.columns, rows: [] };
      if (event.frame === null) return { ...document, narrative: document.narrative ?? table };
      return analyse(document, event.frame, fresh, (a) => ({ ...a, tables: append(a.tables, table, fresh) }));
    }
    case 'row':
      return addRow(document, event.kind === 'narrative', event.row, fresh);
    case 'note': {
      if (event.frame === null) return { ...document, notes: append(document.notes, event.note, fresh) };
      return analyse(document, event.frame, fresh, (a) => ({ ...a, notes: append(a.notes, event.note, fresh) }));
    }
    case 'fault':
      return { ...document, faults: append(document.faults, event.fault, fresh) };
    case 'end':
      return { ...document, phase: 'done' };
    case 'narrative-heading':
    case 'section-heading':
    case 'mention-close':
    case 'layout':
      return document;
  }
}

/** Text joins the last span where it goes on with it, word for word. */
function addText(document: GroundedDocument, event: TextEvent, fresh: Fresh): GroundedDocument {
  const { text, mention, at } = event;
  const { spans } = lastStory(document);
  const last = spans[spans.length - 1];
  if (last === undefined || last.mention !== mention || last.at[1] !== at[0])
    return tell(document, fresh, append(spans, { text, mention, at }, fresh));
  const longer: Span = { text: last.text + text, mention, at: [last.at[0], at[1]] };
  return tell(document, fresh, replaceLast(spans, longer, fresh));
}

type TextEvent = Extract<GroundingEvent, { type: 'text' }>;

function tell(document: GroundedDocument, fresh: Fresh, spans: readonly Span[]): GroundedDocument {
  const { frame, closed } = lastStory(document);
  const story = replaceLast(document.story, { frame, spans, closed }, fresh);
  const { phase, analyses, narrative, notes, faults, entities } = document;
  return { phase, analyses, narrative, notes, story, faults, entities };
}

/** Where the thinking begins or ends, loose text right before it turns out to have been no story. */
function think(document: GroundedDocument, phase: 'thinking' | 'telling', fresh: Fresh): GroundedDocument {
  const last = document.story.at(-1);
  if (last === undefined || last.frame !== null || document.phase === 'thinking') return { ...document, phase };
  const text = last.spans.map((span) => span.text).join('');
  const from = last.spans[0]?.at[0] ?? 0;
  const note: Note = { text: text.trim(), at: [from, last.spans.at(-1)?.at[1] ?? from] };
  return { ...document, phase, story: document.story.slice(0, -1), notes: append(document.notes, note, fresh) };
}

function addRow(document: GroundedDocument, narrative: boolean, row: Row, fresh: Fresh): GroundedDocument {
  const withRow = (table: Table): Table => ({ ...table, rows: append(table.rows, row, fresh) });
  if (narrative) return { ...document, narrative: document.narrative && withRow(document.narrative) };
  const analysis = document.analyses.at(-1);
  const table = analysis?.tables.at(-1);
  if (!analysis || !table) return document;
  const tables = replaceLast(analysis.tables, withRow(table), fresh);
  return {
    ...document,
    analyses: replaceLast(document.analyses, { ...analysis, tables }, fresh),
    entities: row.id === null ? document.entities : meet(document.entities, [row.id], fresh),
  };
}

function analyse(
  document: GroundedDocument,
  frame: FrameNo,
  fresh: Fresh,
  change: (analysis: FrameAnalysis) => FrameAnalysis,
): GroundedDocument {
  const last = document.analyses.at(-1);
  const analyses =
    last?.frame === frame
      ? replaceLast(document.analyses, change(last), fresh)
      : append(document.analyses, change(emptyAnalysis(frame)), fresh);
  return { ...document, analyses };
}

function emptyAnalysis(frame: FrameNo): FrameAnalysis {
  return { frame, tables: [], notes: [] };
}

const NO_STORY: StoryFrame = { frame: null, spans: [], closed: true };

function lastStory(document: GroundedDocument): StoryFrame {
  return document.story[document.story.length - 1] ?? NO_STORY;
}

function meet(entities: readonly EntityId[], ids: readonly EntityId[], fresh: Fresh): readonly EntityId[] {
  let met = entities;
  for (const id of ids) if (!met.includes(id)) met = append(met, id, fresh);
  return met;
}

function writable<T>(list: readonly T[], fresh: Fresh): T[] {
  if (fresh?.has(list)) return list as T[];
  const copy = list.slice();
  fresh?.add(copy);
  return copy;
}

function append<T>(list: readonly T[], item: T, fresh: Fresh): readonly T[] {
  const own = writable(list, fresh);
  own.push(item);
  return own;
}

function replaceLast<T>(list: readonly T[], item: T, fresh: Fresh): readonly T[] {
  const own = writable(list, fresh);
  own[own.length - 1] = item;
  return own;
}
