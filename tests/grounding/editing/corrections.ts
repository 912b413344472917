import { applySplices, inverseOf, parseAll, splicesOf } from '../../../src/grounding/index.ts';
import type { GroundedDocument, Replacement, Row, Table } from '../../../src/grounding/index.ts';
import { eachMention } from '../../../src/grounding/mentions.ts';
import type { PlacedMention } from '../../../src/grounding/mentions.ts';
import { expect } from 'vitest';

/** The text after a correction. Fails if undoing it does not give the text before it to the byte. */
export function corrected(text: string, replacements: readonly Replacement[] | null): string {
  const splices = splicesOf(text, replacements ?? []);
  const after = applySplices(text, splices);
  expect(applySplices(after, inverseOf(splices))).toBe(text);
  return after;
}

/** Every row of the document with its frame and table, in the order of the text. */
export function rowsOf(doc: GroundedDocument): { frame: number; table: Table; row: Row }[] {
  return doc.analyses.flatMap(({ frame, tables }) =>
    tables.flatMap((table) => table.rows.map((row) => ({ frame, table, row }))),
  );
}

/** The row of an ID in a frame. Throws if there is none. */
export function rowOf(text: string, frame: number, id: string): { table: Table; row: Row } {
  const found = rowsOf(parseAll(text)).find((entry) => entry.frame === frame && entry.row.id === id);
  if (found === undefined) throw new Error(`frame ${frame} has no row of ${id}`);
  return found;
}

/** The nth mention with these words. Throws if there is none. */
export function mentionWith(text: string, words: string, n = 0): PlacedMention {
  const found = eachMention(parseAll(text)).filter((mention) => mention.text === words)[n];
  if (found === undefined) throw new Error(`no mention “${words}”`);
  return found;
}

/** What the story says, frame by frame: each mention with its tag and IDs. */
export function tagged(text: string): string[] {
  return eachMention(parseAll(text)).map(
    ({ mention, text: words, frame }) => `${frame} ${mention.tag} ${mention.ids.join(' ')}: ${words}`,
  );
}
