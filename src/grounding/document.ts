import { copyOf } from './copy.ts';
import type { Fresh } from './copy.ts';
import { addFault } from './faults.ts';
import { analyseAgain, countFromZero, keepDraft, makeDraft } from './fold-drafts.ts';
import { endUnclosed } from './fold-mentions.ts';
import { addText, closeFrame, closeMention, openFrame, openMention } from './fold-story.ts';
import { addAnalysis, addNote, addRow, addTable, addUnnamed, think } from './fold-thinking.ts';
import { createParser } from './parser.ts';
import { emptyDocument } from './empty.ts';
import { writeSeparated } from './separate.ts';
import type { GroundedDocument, GroundingEvent, Switch } from './types.ts';

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

/**
 * The document of a whole completion, in any of its shapes. It never throws.
 *
 * @param switches where the server that wrote it went from thinking to content, if it separates them.
 */
export function parseAll(text: string, switches: readonly Switch[] = []): GroundedDocument {
  const fresh: Fresh = new Set();
  let doc = emptyDocument;
  const parser = createParser((event) => {
    doc = step(doc, event, fresh);
  });
  writeSeparated(parser, text, 0, switches);
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
    case 'mention-unclosed':
      return endUnclosed(doc, event, fresh);
    case 'row':
      return addRow(doc, event, fresh);
    case 'frame-open':
      return openFrame(doc, event, fresh);
    case 'frame-close':
      return closeFrame(doc, event.at, fresh);
    case 'think-open':
    case 'think-close':
      return think(doc, event, fresh);
    case 'image-heading':
      return addAnalysis(doc, event, fresh);
    case 'image-again':
      return analyseAgain(doc, event.frame, fresh);
    case 'count-from-zero':
      return countFromZero(doc, event.of);
    case 'draft':
      return makeDraft(doc, event, fresh);
    case 'no-draft':
      return keepDraft(doc);
    case 'unnamed-boxes':
      return addUnnamed(doc, event, fresh);
    case 'table':
      return addTable(doc, event, fresh);
    case 'note':
      return addNote(doc, event, fresh);
    case 'fault': {
      const next = copyOf(doc);
      next.faults = addFault(doc.faults, event.fault, fresh);
      return next;
    }
    case 'end': {
      const next = copyOf(doc);
      next.phase = 'done';
      next.draft = null;
      return next;
    }
    case 'layout':
    case 'narrative-heading':
    case 'section-heading':
      return doc;
  }
}
