import { expect, test } from 'vitest';
import { identitiesOf, groundingOfMention, parseAll, print, printProse, sayFault } from '../../src/grounding/index.ts';
import type { Fault, FrameNo, GroundedDocument, Unusual } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { mentionsOf } from '../helpers/feed.ts';

const UNUSUAL: readonly Unusual[] = [
  'attributes',
  'spaced-tags',
  'id-in-place-of-tag',
  'tag-in-place-of-closing',
  'unclosed-marker',
  'wrapper',
  'draft',
  'other-headings',
  'counted-from-zero',
  'broken-rows',
  'other-tables',
];

const RANGES = new Set(['at', 'boxCell', 'cellEdges', 'columnEdges', 'tags', 'thinkTags']);

/** The document without its ranges, so that two texts with the same content compare as equal. */
function meaning(doc: GroundedDocument): unknown {
  return JSON.parse(JSON.stringify(doc, (key, value: unknown) => (RANGES.has(key) ? undefined : value)));
}

test.each([
  ['a whole completion', harbour],
  ['only a story', '<gdi image1>One.</gdi>\n\n<gdi image2>Two <gdo char1>of <gda char1>them</gda></gdo>.</gdi>'],
  ['a real completion', realSample ?? harbour],
])('printing and parsing %s gives the same meaning', (_, text) => {
  const doc = parseAll(text);
  const again = parseAll(print(doc));
  expect(again.faults).toEqual([]);
  expect(meaning({ ...again, faults: [] })).toEqual(meaning({ ...doc, faults: [] }));
});

test('a pipe in a cell is kept', () => {
  const text = String.raw`## Image 1
| Character ID | Name | Bounding Box |
|---|---|---|
| char1 | A \| B | 1,2,3,4 |
`;
  expect(meaning(parseAll(print(parseAll(text))))).toEqual(meaning(parseAll(text)));
});

test('prose has no tags', () => {
  expect(printProse(parseAll(harbour))).toBe(
    'Ines watched the clock tower while Tom held the kite. They were early.\n\nThen the boy ran, and she lost sight of him behind the nets.\n\nInes caught the string.',
  );
});

test('an entity has its name in the frame, else its first name; an object is named by its description', () => {
  const identities = identitiesOf(parseAll(harbour));
  expect(identities.name('char1', null)).toBe('Ines');
  expect(identities.name('obj1', null)).toBe('Red kite');
  expect(identities.name('bg1', null)).toBeNull();
});

test('a mention of several entities has the grounding of its best ID', () => {
  const doc = parseAll(
    harbour.replace('<gdo char1>she</gdo>', '<gdo char1 char2>they</gdo> or <gdo char1 bg1>we</gdo>'),
  );
  const identities = identitiesOf(doc);
  const found = mentionsOf(doc).filter(({ text }) => text === 'they' || text === 'we');
  expect(found.map(({ mention }) => groundingOfMention(identities, mention, doc.story[1]?.frame ?? null))).toEqual([
    'here',
    'elsewhere',
  ]);
});

test('every fault has its own sentence', () => {
  const at = [0, 1] as const;
  const faults: Fault[] = [
    { type: 'wrong-closing-tag', expected: 'gda', found: 'gdo', at },
    { type: 'unclosed-tag', tag: 'gdo', at },
    { type: 'stray-closing-tag', tag: 'gdi', at },
    { type: 'misspelt-tag', tag: 'gdf', at },
    { type: 'unknown-id', id: 'James', near: null, at },
    { type: 'unknown-id', id: 'cha1', near: 'char1', at },
    ...UNUSUAL.map((what): Fault => ({ type: 'unusual', what, count: 1, written: '<gdo>', at })),
    { type: 'mention-without-id', tag: 'gdo', at },
    { type: 'empty-mention', tag: 'gdo', at },
    { type: 'unknown-frame', written: '', at },
    { type: 'unreadable-box', written: 'left', at },
    { type: 'reversed-box', written: '9,9,1,1', at },
    { type: 'empty-box', written: '1,1,1,1', at },
    { type: 'cell-count', expected: 7, found: 6, at },
    { type: 'row-without-id', written: 'man', at },
    { type: 'table-without-image', at },
    { type: 'boxes-without-table', frame: 1 as FrameNo, count: 2, at },
    { type: 'thinking-unclosed', at },
    { type: 'line-too-long', at },
    { type: 'cut-row', written: '| a', at },
    { type: 'cut-tag', written: '<gd', at },
  ];
  const said = faults.map(sayFault);
  expect(new Set(said).size).toBe(faults.length);
  for (const sentence of said) expect(sentence).toMatch(/^[“<\w].{10,}$/);
});
