import { describe, expect, test } from 'vitest';
import { choicesFor, planClosing, planTag, planUntag, wordsOf } from '../../src/features/corrections/tagCommands.ts';
import type { PlannedTag, TaggedWords } from '../../src/features/corrections/tagCommands.ts';
import { applySplices, parseAll, splicesOf } from '../../src/grounding/index.ts';
import type { EntityId, FrameNo } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const run = { completion: harbour, doc: parseAll(harbour) };
const selected = (words: string): TaggedWords => {
  const from = harbour.lastIndexOf(words);
  return wordsOf(run, { words: [from, from + words.length] })!;
};
const tagged = (tag: string): TaggedWords => wordsOf(run, { mention: harbour.indexOf(tag) })!;
const corrected = (planned: PlannedTag | null): string =>
  planned?.ok ? applySplices(harbour, splicesOf(harbour, planned.replacements)) : (planned?.problem ?? 'nothing');

describe('the words of a target', () => {
  test('are the selected ones, with their frame', () => {
    expect(selected('him')).toMatchObject({ text: 'him', frame: 2, mention: null });
  });
  test('are those of the mention, also of one that contains another', () => {
    expect(tagged('<gdl bg1>')).toMatchObject({ text: 'the nets', frame: 2, mention: { tag: 'gdl', ids: ['bg1'] } });
    const text = '<gdi image1><gda char1>gave <gdo char2>him</gdo> bread</gda></gdi>';
    const nested = { completion: text, doc: parseAll(text) };
    expect(wordsOf(nested, { mention: text.indexOf('<gda') })).toMatchObject({ text: 'gave him bread' });
    expect(wordsOf(nested, { mention: text.indexOf('<gdo') })).toMatchObject({ text: 'him' });
  });
  test('are nothing if no mention begins there any more', () => {
    expect(wordsOf(run, { mention: 3 })).toBeNull();
  });
});

test('the identities of the frame come first', () => {
  expect(choicesFor(run.doc, 3 as FrameNo)).toEqual(['char1', 'char2', 'obj1', 'lm1', 'bg1']);
  expect(choicesFor(run.doc, 2 as FrameNo)[0]).toBe('char2');
});

test('words are tagged, retagged and untagged', () => {
  expect(corrected(planTag(run, selected('him'), 'gdo', ['char2']))).toContain('of <gdo char2>him</gdo> behind');
  expect(corrected(planTag(run, tagged('<gdl bg1>'), 'gdo', ['obj1', 'char1']))).toContain(
    '<gdo obj1 char1>the nets</gdo>',
  );
  expect(corrected(planUntag(run, tagged('<gdl bg1>')))).toContain('behind the nets.');
  expect(planUntag(run, selected('him'))).toBeNull();
});

test.each([
  [selected('him'), [], 'Choose at least one identity.'],
  [selected('him'), ['ann b'], '“ann b” is no ID. An ID is char, obj, lm or bg and a number, such as char3.'],
  [
    selected('lost sight of him behind <gdl bg1>the'),
    ['char1'],
    'The words cross a tag. Select words inside or outside of it.',
  ],
  [tagged('<gdo char1>Ines'), ['char1'], 'The words have this tag: gdo char1.'],
] as const)('what is not possible is explained: %#', (words, ids, expected) => {
  expect(corrected(planTag(run, words, 'gdo', ids as readonly EntityId[]))).toBe(expected);
});

test('a missing closing tag is written', () => {
  const text = '<gdi image1><gdo char1>Ann waits.</gdi>';
  const open = { completion: text, doc: parseAll(text) };
  const planned = planClosing(open, wordsOf(open, { mention: text.indexOf('<gdo') })!);
  expect(planned?.ok && applySplices(text, splicesOf(text, planned.replacements))).toBe(
    '<gdi image1><gdo char1>Ann waits</gdo>.</gdi>',
  );
  expect(planClosing(run, tagged('<gdl bg1>'))).toBeNull();
});
