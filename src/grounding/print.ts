import { sayCount } from './counts.ts';
import { sayUnusual } from './unusual.ts';
import type { Fault } from './faults.ts';
import type { GroundedDocument, Mention, StoryFrame, Table } from './types.ts';

/** Writes the document as tagged text, in the form of the training data. Parsing it gives an equal document. */
export function print(doc: GroundedDocument): string {
  const thinking = printThinking(doc);
  const story = doc.story.map(printFrame).join('\n\n');
  return [thinking === '' ? '' : `<think>\n${thinking}\n</think>`, story].filter((part) => part !== '').join('\n');
}

/** The story alone, without tags: one paragraph for each frame. */
export function printProse(doc: GroundedDocument): string {
  return doc.story
    .map((frame) =>
      frame.spans
        .map((span) => span.text)
        .join('')
        .trim(),
    )
    .join('\n\n');
}

function printThinking(doc: GroundedDocument): string {
  const parts: string[] = doc.notes.map((note) => note.text);
  for (const analysis of doc.analyses) {
    parts.push(`## Image ${analysis.frame}`, ...analysis.notes.map((note) => note.text));
    for (const table of analysis.tables) parts.push(`### ${TITLES[table.kind]}\n${printTable(table)}`);
  }
  if (doc.narrative) parts.push(`## ${TITLES.narrative}\n\n${printTable(doc.narrative)}`);
  return parts.join('\n\n');
}

const TITLES = {
  characters: 'Characters',
  objects: 'Objects',
  setting: 'Setting',
  narrative: 'Narrative Structure',
} as const;

function printTable(table: Table): string {
  const rule = `|${'---|'.repeat(table.columns.length)}`;
  return [printCells(table.columns), rule, ...table.rows.map((row) => printCells(row.cells))].join('\n');
}

function printCells(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

function printFrame(frame: StoryFrame): string {
  let text = '';
  let open: readonly Mention[] = [];
  for (const span of frame.spans) {
    const wanted = chain(span.mention);
    const shared = open.findIndex((mention, i) => wanted[i] !== mention);
    const kept = shared < 0 ? open.length : shared;
    text += closing(open.slice(kept)) + wanted.slice(kept).map(opening).join('') + span.text;
    open = wanted;
  }
  text += closing(open);
  return frame.frame === null ? text : `<gdi image${frame.frame}>${text}</gdi>`;
}

/** The mentions around a span, the outermost first. */
function chain(mention: Mention | null): readonly Mention[] {
  return mention === null ? [] : [...chain(mention.within), mention];
}

function opening(mention: Mention): string {
  return `<${[mention.tag, ...mention.ids].join(' ')}>`;
}

function closing(mentions: readonly Mention[]): string {
  return mentions
    .map((mention) => `</${mention.tag}>`)
    .toReversed()
    .join('');
}

/** A model that loops writes numbers without an end. */
function shortened(written: string): string {
  return written.length > 80 ? `${written.slice(0, 80)}…` : written;
}

/** Describes a fault in one sentence for the user. */
export function sayFault(fault: Fault): string {
  switch (fault.type) {
    case 'wrong-closing-tag':
      return `<${fault.expected}> is closed by </${fault.found}>.`;
    case 'unusual':
      return sayUnusual(fault.what, fault.count, fault.written);
    case 'unclosed-tag':
      return `<${fault.tag}> is never closed.`;
    case 'stray-closing-tag':
      return `</${fault.tag}> closes nothing.`;
    case 'misspelt-tag':
      return `<${fault.tag}> is read as <gdi>.`;
    case 'unknown-id':
      return `“${fault.id}” is not an ID: ${fault.near === null ? 'char, obj, lm or bg with a number' : `perhaps ${fault.near} is meant`}.`;
    case 'mention-without-id':
      return `<${fault.tag}> has no ID.`;
    case 'empty-mention':
      return `<${fault.tag}> has no words.`;
    case 'unknown-frame':
      return `<gdi${fault.written === '' ? '' : ` ${fault.written}`}> does not say which image it belongs to.`;
    case 'unreadable-box':
      return `“${shortened(fault.written)}” is not a bounding box: four numbers x1,y1,x2,y2.`;
    case 'reversed-box':
      return `The corners of the box ${fault.written} are swapped; it is drawn in order.`;
    case 'empty-box':
      return `The box ${fault.written} has no area.`;
    case 'cell-count':
      return `The row has ${fault.found} cells for ${fault.expected} headings.`;
    case 'row-without-id':
      return `The row has no ID; its first cell is “${fault.written}”.`;
    case 'boxes-without-table':
      return `Image ${fault.frame} has no table; ${sayCount(fault.count, 'box', 'boxes')} in its text.`;
    case 'table-without-image':
      return 'The table comes before any image heading; it is read as image 1.';
    case 'thinking-unclosed':
      return 'The thinking is not closed by </think> before the story begins.';
    case 'line-too-long':
      return 'The line is too long for a table; it is kept as plain text.';
    case 'cut-row':
      return 'The text ends within this row; what may be half a box is not drawn.';
    case 'cut-tag':
      return `The text ends within a tag: ${fault.written}`;
  }
}
