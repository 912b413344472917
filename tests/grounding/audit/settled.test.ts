import { expect, test } from 'vitest';
import {
  createParser,
  emptyDocument,
  findingsOf,
  reduce,
  settledEnd,
  settledOf,
} from '../../../src/grounding/index.ts';
import type { GroundedDocument } from '../../../src/grounding/index.ts';
import { harbour } from '../../fixtures/harbour.ts';

/** The document of the text so far, which may go on. */
function soFar(text: string): GroundedDocument {
  let doc = emptyDocument;
  createParser((event) => {
    doc = reduce(doc, event);
  }).write(text);
  return doc;
}

const wordsOf = ({ story }: GroundedDocument): string =>
  story.flatMap(({ spans }) => spans.map(({ text }) => text)).join('');

test.each([
  ['the words of an open sentence are not settled', '<gdi image1>He was glad. Then h', 'He was glad.'],
  ['a decimal point ends no sentence', '<gdi image1>It was 3.5 miles', ''],
  ['closing quotation marks belong to the sentence', '<gdi image1>“Come.” They', '“Come.”'],
  ['an open mention is not settled, and the words before it are', '<gdi image1>Then <gdo char1>the w', 'Then '],
  ['a mention in an open mention is not settled', '<gdi image1>At <gdl bg1>the <gdo obj1>k', 'At '],
  ['a closed mention is settled', '<gdi image1><gdo char1>Ann</gdo> went', 'Ann'],
  ['a closed frame is settled', '<gdi image1>No end</gdi>', 'No end'],
])('%s', (_, text, settled) => {
  expect(wordsOf(settledOf(soFar(text)))).toBe(settled);
});

test('a whole text is settled', () => {
  const doc = soFar(harbour);
  expect(settledEnd(doc)).toBe(Infinity);
  expect(settledOf(doc)).toBe(doc);
});

test('a finding of the words that are settled is still there at the end', () => {
  const kinds = (doc: GroundedDocument): readonly string[] =>
    findingsOf(settledOf(doc), [])
      .list.filter(({ kind }) => kind !== 'phase-missing')
      .map(({ kind, at }) => `${kind} ${at[0]}`);
  const last = new Set(kinds(soFar(harbour)));
  for (let length = harbour.indexOf('</think>'); length < harbour.length; length += 3) {
    expect(kinds(soFar(harbour.slice(0, length))).filter((one) => !last.has(one))).toEqual([]);
  }
});
