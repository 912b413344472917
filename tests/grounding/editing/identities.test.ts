import { describe, expect, test } from 'vitest';
import { changeId, freeId, identitiesOf, merge, parseAll, rename, split, swap } from '../../../src/grounding/index.ts';
import type { EntityId, EntityKind, FrameNo } from '../../../src/grounding/index.ts';
import { harbour } from '../../fixtures/harbour.ts';
import { corrected, rowsOf, tagged } from './corrections.ts';

const doc = parseAll(harbour);
const ids = (text: string): string[] => rowsOf(parseAll(text)).map(({ frame, row }) => `${frame} ${row.id}`);
const frame = (n: number): FrameNo => n as FrameNo;
const id = (name: string): EntityId => name as EntityId;

describe('renaming', () => {
  test('changes the name cells and the mentions that equal the old name, and leaves other words alone', () => {
    const change = rename(doc, 'char1', 'Marta | M.');
    const after = corrected(harbour, change.replacements);
    expect(change).toMatchObject({ rows: 2, mentions: 2, removed: 0 });
    expect(identitiesOf(parseAll(after)).name('char1', null)).toBe('Marta | M.');
    expect(tagged(after).filter((line) => line.includes('char1'))).toEqual([
      '1 gdo char1: Marta | M.',
      '1 gda char1: watched',
      '1 gdo char1 char2: They',
      '2 gdo char1: she',
      '3 gdo char1: Marta | M.',
      '3 gda char1: caught',
    ]);
  });

  test('an identity without a name cell changes nothing', () => {
    expect(rename(doc, 'bg1', 'Nets').replacements).toEqual([]);
  });
});

test('another ID: in tables and in tags', () => {
  const change = changeId(harbour, doc, 'char2', 'char5');
  const after = corrected(harbour, change.replacements);
  expect(change).toMatchObject({ rows: 2, mentions: 4, removed: 0 });
  expect(ids(after)).toEqual(['1 char1', '1 char5', '1 obj1', '1 lm1', '1 null', '2 char5', '3 char1']);
  expect(after).toContain('<gdo char1 char5>They</gdo>');
  expect(corrected(after, changeId(after, parseAll(after), 'char5', 'char2').replacements)).toBe(harbour);
});

test('two identities become one: where both are in a frame, one row stays, and a tag of both names one', () => {
  const change = merge(harbour, doc, 'char2', 'char1');
  const after = corrected(harbour, change.replacements);
  expect(change).toMatchObject({ rows: 1, mentions: 4, removed: 1 });
  expect(ids(after)).toEqual(['1 char1', '1 obj1', '1 lm1', '1 null', '2 char1', '3 char1']);
  expect(after).toContain('<gdo char1>They</gdo>');
  expect(identitiesOf(parseAll(after)).of('char1')).toHaveLength(3);
});

test('an identity becomes another one from a frame on', () => {
  const change = split(harbour, doc, 'char1', frame(3), id('char3'));
  const after = corrected(harbour, change.replacements);
  expect(ids(after).at(-1)).toBe('3 char3');
  expect(tagged(after).filter((line) => line.includes('char3'))).toEqual(['3 gdo char3: Ines', '3 gda char3: caught']);
  expect(tagged(after).slice(0, 9)).toEqual(tagged(harbour).slice(0, 9));
});

test('two identities are swapped in a range of frames; swapping again gives the text again', () => {
  const change = swap(harbour, doc, ['char1', 'char2'], [frame(1), frame(2)]);
  const after = corrected(harbour, change.replacements);
  expect(ids(after)).toEqual(['1 char2', '1 char1', '1 obj1', '1 lm1', '1 null', '2 char1', '3 char1']);
  expect(after).toContain('<gdo char2 char1>They</gdo>');
  expect(corrected(after, swap(after, parseAll(after), ['char1', 'char2'], [frame(1), frame(2)]).replacements)).toBe(
    harbour,
  );
});

test('a table that several images share changes once', () => {
  const text =
    '<think>\n## Images 1-2\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 | Ann | 1,2,3,4 |\n</think>\n<gdi image1><gdo char1>Ann</gdo></gdi>';
  expect(corrected(text, changeId(text, parseAll(text), 'char1', 'char2').replacements)).toBe(
    text.replaceAll('char1', 'char2'),
  );
  expect(corrected(text, rename(parseAll(text), 'char1', 'Eve').replacements)).toBe(text.replaceAll('Ann', 'Eve'));
});

test('a free ID is the next one of its kind', () => {
  expect(['char', 'obj', 'bg'].map((kind) => freeId(doc, kind as EntityKind))).toEqual(['char3', 'obj2', 'bg2']);
});
