import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import type { EntityId, FrameNo } from '../../src/grounding/index.ts';
import { mentionInFrame, stepMention } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const doc = parseAll(harbour);
const wordsAt = (at: number | undefined): string => /^<[^>]*>([^<]*)/.exec(harbour.slice(at))?.[1] ?? '';

/** The texts of all mentions in steps from the first to the last, or backwards. */
function stepAll(by: 1 | -1): string[] {
  const words: string[] = [];
  for (let stop = stepMention(doc, null, by); stop !== null; stop = stepMention(doc, stop.at, by))
    words.push(wordsAt(stop.at));
  return words;
}

test('steps go through all mentions in order and end at the last', () => {
  expect(stepAll(1).slice(0, 7)).toEqual(['Ines', 'watched', 'the clock tower', 'Tom', 'the kite', 'They', 'the boy']);
  expect(stepAll(1)).toHaveLength(12);
  expect(stepAll(-1)).toEqual(stepAll(1).toReversed());
});

test('steps through the mentions of one entity wrap around and include shared mentions', () => {
  const words: string[] = [];
  let at: number | null = null;
  for (let i = 0; i < 6; i++) {
    const stop = stepMention(doc, at, 1, ['char2']);
    words.push(wordsAt(stop?.at));
    at = stop?.at ?? null;
  }
  expect(words).toEqual(['Tom', 'They', 'the boy', 'ran', 'Tom', 'They']);
  expect(wordsAt(stepMention(doc, null, -1, ['char2'])?.at)).toBe('ran');
  expect(stepMention(doc, null, 1, ['char9'])).toBeNull();
});

test('from an offset between two mentions, the nearest one in the direction is next', () => {
  fc.assert(
    fc.property(fc.nat(harbour.length), (from) => {
      const next = stepMention(doc, from, 1);
      const before = stepMention(doc, from, -1);
      expect(next === null || next.at > from).toBe(true);
      expect(before === null || before.at < from).toBe(true);
      const between = stepMention(doc, before?.at ?? null, 1);
      expect(between === null || between.at === from || between.at === next?.at).toBe(true);
    }),
  );
});

test('a mention around another one is one stop', () => {
  const nested = parseAll('<gdi image1>\n<gdo char1>the man with <gdo obj1>a hat</gdo> on</gdo> left\n</gdi>');
  const ids: EntityId[] = [];
  for (let stop = stepMention(nested, null, 1); stop !== null; stop = stepMention(nested, stop.at, 1))
    ids.push(...stop.ids);
  expect(ids).toEqual(['char1', 'obj1']);
});

test('the first mention is found in a frame, or in the next frame that has one', () => {
  expect(wordsAt(mentionInFrame(doc, 2 as FrameNo)?.at)).toBe('the boy');
  expect(mentionInFrame(doc, 4 as FrameNo)).toBeNull();
  expect(mentionInFrame(parseAll('<gdi image1>\nNobody.\n</gdi>'), 1 as FrameNo)).toBeNull();
});
