import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evidenceOfEntities,
  evidenceOfTags,
  parseAll,
  placesByFrame,
  referencesOf,
  statisticsOf,
  ungroundedPronouns,
} from '../../../src/grounding/index.ts';
import { harbour } from '../../fixtures/harbour.ts';

const doc = parseAll(harbour);
const statistics = statisticsOf(harbour, doc, 3);

describe('the cases behind a number', () => {
  test('of mentions are as many as the number says', () => {
    const { characters, objects, actions, settings } = evidenceOfTags(harbour, doc);
    expect([characters, objects, actions, settings].map(({ length }) => length)).toEqual([6, 1, 3, 2]);
  });

  test('of mentions have their words, their frame and the offset of their tag', () => {
    const [first] = evidenceOfTags(harbour, doc).characters;
    expect(first?.frame).toBe(1);
    expect(harbour.slice(first?.at ?? 0)).toMatch(/^<gdo char1>/);
    expect(harbour).toContain(`<gdo char1>${first?.text}</gdo>`);
  });

  test('of references add up to the counts, in all frames together, too', () => {
    const references = referencesOf(doc);
    const { here, elsewhere, nowhere } = statistics.references;
    expect(references).toHaveLength(here + elsewhere + nowhere);
    const frames = [...placesByFrame(references).values()];
    expect(frames.reduce((sum, counts) => sum + counts.elsewhere, 0)).toBe(elsewhere);
  });

  test('of pronouns are those that are not all the words of a character’s tag', () => {
    const cases = ungroundedPronouns(doc);
    expect(cases.map(({ text }) => text)).toEqual(['him']);
    expect(cases[0]?.detail).toContain('him');
  });

  test('of entities are their images, most images first', () => {
    expect(evidenceOfEntities(harbour, 'characters').map(({ text, detail }) => [text, detail])).toEqual([
      ['char1', 'in 2 images: 1, 3'],
      ['char2', 'in 2 images: 1, 2'],
    ]);
  });
});

test('every number of mentions has as many cases, whatever the text', () => {
  const part = fc.constantFrom(
    '<gdo char1>',
    '<gdo obj2 char1>',
    '</gdo>',
    '<gda>',
    '</gda>',
    '<gdl bg1>',
    '</gdl>',
    ' he ',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.boolean(), (parts, thinks) => {
      const completion = `${thinks ? '<think>\nShe\n</think>\n' : ''}<gdi image1>${parts.join('x')}</gdi>`;
      const parsed = parseAll(completion);
      const { mentions } = statisticsOf(completion, parsed, 1);
      const cases = evidenceOfTags(completion, parsed);
      expect(Object.values(cases).map(({ length }) => length)).toEqual([
        mentions.characters,
        mentions.objects,
        mentions.actions,
        mentions.settings,
      ]);
    }),
  );
});
