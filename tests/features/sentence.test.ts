import { describe, expect, test } from 'vitest';
import { namedIn } from '../../src/features/stage/sentence.ts';
import { parseAll } from '../../src/grounding/index.ts';
import type { EntityId, FrameNo } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const no = (frame: number): FrameNo => frame as FrameNo;

describe('“boxes of this sentence”', () => {
  const { story } = parseAll(harbour);
  const at = (words: string): number => harbour.indexOf(words);
  const named = (ids: readonly EntityId[], frame: number, place: number | null): readonly EntityId[] =>
    namedIn(story, no(frame), { ids, frame: no(frame), at: place });

  test('shows every entity of the sentence with the highlighted mention', () => {
    expect(named(['lm1'], 1, at('<gdl lm1>'))).toEqual(['char1', 'lm1', 'char2', 'obj1']);
    expect(named(['char1', 'char2'], 1, at('<gdo char1 char2>'))).toEqual(['char1', 'char2']);
  });

  test('uses the IDs alone if the mention is unknown', () => {
    expect(named(['char1', 'char2'], 1, null)).toEqual(['char1', 'char2']);
    expect(named(['obj1'], 1, null)).toEqual(['char1', 'lm1', 'char2', 'obj1']);
  });

  test('shows every entity of the frame so far if no mention is highlighted', () => {
    const all = ['char1', 'lm1', 'char2', 'obj1'];
    expect(namedIn(story, no(1), null)).toEqual(all);
    expect(namedIn(story, no(1), { ids: ['char2'], frame: no(2), at: at('<gdo char2>the boy') })).toEqual(all);
    expect(namedIn(story, no(1), { ids: ['bg7'], frame: no(1), at: null })).toEqual(all);
    expect(namedIn(story, no(9), null)).toEqual([]);
    const begun = parseAll(harbour.slice(0, at(' while <gdo char2>'))).story;
    expect(namedIn(begun, no(1), null)).toEqual(['char1', 'lm1']);
  });

  test('includes mentions around other mentions, and mentions across a full stop', () => {
    const text = '<gdi image1><gdo char1>She and <gdo char2>he</gdo></gdo> sat. <gdl bg1>There. Far</gdl> off.</gdi>';
    const nested = parseAll(text).story;
    const pointed = (id: EntityId, place: number): readonly EntityId[] =>
      namedIn(nested, no(1), { ids: [id], frame: no(1), at: place });
    expect(pointed('char2', text.indexOf('<gdo char2>'))).toEqual(['char1', 'char2']);
    expect(pointed('char1', text.indexOf('<gdo char1>'))).toEqual(['char1', 'char2']);
    expect(pointed('bg1', text.indexOf('<gdl'))).toEqual(['bg1']);
  });

  test('includes every sentence that a mention extends over', () => {
    const text = '<gdi image1><gdl bg1>There.<gdo char2> He</gdo></gdl> and <gdo char3>she</gdo> sat.</gdi>';
    const pointed = { ids: ['bg1'], frame: no(1), at: text.indexOf('<gdl') } as const;
    expect(namedIn(parseAll(text).story, no(1), pointed)).toEqual(['bg1', 'char2', 'char3']);
  });
});
