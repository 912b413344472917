import { createParser, emptyDocument, reduce } from '../../src/grounding/index.ts';
import type { GroundedDocument, GroundingEvent, Mention, Row } from '../../src/grounding/index.ts';

/** Cuts a text into pieces of the given lengths, in a cycle. */
export function cut(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, i = 0; at < text.length; i++) {
    const length = Math.max(1, lengths[i % lengths.length] ?? 1);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

/** Streams pieces through the parser and the reducer, as the app does. */
export function feed(pieces: readonly string[]): GroundedDocument {
  let doc = emptyDocument;
  const parser = createParser((event) => {
    doc = reduce(doc, event);
  });
  for (const piece of pieces) parser.write(piece);
  parser.end();
  return doc;
}

export function eventsOf(pieces: readonly string[]): GroundingEvent[] {
  const events: GroundingEvent[] = [];
  const parser = createParser((event) => events.push(event));
  for (const piece of pieces) parser.write(piece);
  parser.end();
  return events;
}

/** Each mention once, in text order, with the text of its spans. */
export function mentionsOf(doc: GroundedDocument): { mention: Mention; frame: number | null; text: string }[] {
  const found = new Map<Mention, { mention: Mention; frame: number | null; text: string }>();
  for (const { frame, spans } of doc.story) {
    for (const span of spans) {
      for (let mention = span.mention; mention !== null; mention = mention.within) {
        const known = found.get(mention);
        if (known) known.text += span.text;
        else found.set(mention, { mention, frame, text: span.text });
      }
    }
  }
  return [...found.values()];
}

export function rowsOf(doc: GroundedDocument): Row[] {
  return doc.analyses.flatMap((analysis) => analysis.tables.flatMap((table) => table.rows));
}

/** The text of each frame of the story, in order. */
export function storyText(doc: GroundedDocument): string[] {
  return doc.story.map((frame) => frame.spans.map((span) => span.text).join(''));
}
