import { append, copyOf } from './copy.ts';
import type { Fresh } from './copy.ts';
import { addText, closeFrame, closeMention, openFrame, openMention } from './fold-story.ts';
import { addAnalysis, addNote, addRow, addTable, think } from './fold-thinking.ts';
import { createParser } from './parser.ts';
import type { GroundedDocument, GroundingEvent } from './types.ts';

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
    case 'row':
      return addRow(document, event, fresh);
    case 'frame-open':
      return openFrame(document, event, fresh);
    case 'frame-close':
      return closeFrame(document, event.at, fresh);
    case 'think-open':
    case 'think-close':
      return think(document, event, fresh);
    case 'image-heading':
      return addAnalysis(document, event, fresh);
    case 'table':
      return addTable(document, event, fresh);
    case 'note':
      return addNote(document, event, fresh);
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
    case 'layout':
    case 'narrative-heading':
    case 'section-heading':
      return document;
  }
}
