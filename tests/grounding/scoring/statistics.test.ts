import { expect, test } from 'vitest';
import { parseAll, statisticsOf, sumStatistics } from '../../../src/grounding/index.ts';
import { harbour } from '../../fixtures/harbour.ts';
import { realSample } from '../../fixtures/real-sample.ts';

const story = statisticsOf(harbour, parseAll(harbour), 3);

test('mentions are counted by kind, as the papers count them', () => {
  expect(story.mentions).toEqual({ characters: 6, objects: 1, actions: 3, settings: 2, all: 12 });
  expect(story.pronounShare).toBe((2 / 6) * 100);
});

test('references are counted by where their rows are', () => {
  // Ines has no row in frame 2; bg1 has none at all.
  expect(story.references).toEqual({ here: 11, elsewhere: 1, nowhere: 1 });
});

test('pronouns are counted by pronoun, and those that are all the words of a tag are grounded', () => {
  expect(Object.fromEntries(story.pronouns)).toEqual({
    they: { all: 1, grounded: 1 },
    she: { all: 1, grounded: 1 },
    him: { all: 1, grounded: 0 },
  });
});

test('“I”, “it”, “its” and reflexives are pronouns', () => {
  const text = '<gdi image1><gdo char1>I</gdo> saw <gdo char2>itself</gdo> and it’s its own.</gdi>';
  const { pronouns } = statisticsOf(text, parseAll(text), 1);
  expect(Object.fromEntries(pronouns)).toEqual({
    i: { all: 1, grounded: 1 },
    itself: { all: 1, grounded: 1 },
    it: { all: 1, grounded: 0 },
    its: { all: 1, grounded: 0 },
  });
});

test('persistence counts the images in which an entity has rows', () => {
  expect(story.persistence).toEqual({ characters: [100, 100, 0], objects: [100, 0, 0] });
  expect(story.multiFrame).toEqual({ characters: 100, objects: 0 });
  expect(story.transitions).toEqual([
    { persistent: 1, new: 0 },
    { persistent: 0, new: 1 },
  ]);
});

test('density is counted by phase, and a range counts as its first image only', () => {
  expect([...story.density].map(([phase, { words, tags }]) => [phase, words, tags.all])).toEqual([
    ['Introduction', 13, 6],
    ['Conclusion', 13, 4],
  ]);
  expect(story.completeNarrative).toBe(false);
  expect(story.wellStructured).toBe(true);
});

test('a summary has means over stories, and a curve to which short stories add 0', () => {
  const sum = sumStatistics();
  sum.add(story);
  const short = '<think>\n## Image 1\n### Characters\n| Character ID |\n|---|\n| char1 |\n\n.</think>\nThe end.';
  sum.add(statisticsOf(short, parseAll(short), 1));
  const summary = sum.summary();
  expect(summary.persistence.characters).toEqual([100, 50, 0]);
  // A story without objects has no share of them.
  expect(summary.multiFrame).toEqual({ characters: 50, objects: 0 });
  expect(summary).toMatchObject({
    stories: 2,
    frames: 2,
    mentions: { all: 6 },
    wellStructured: 50,
    pronounShare: (2 / 6) * 100,
  });
  expect(summary.pronouns['him']).toEqual({ all: 1, grounded: 0, share: 0 });
  expect(summary.density['Introduction']?.all).toBeCloseTo(600 / 13, 9);
  expect(summary.density['Conflict']).toBeNull();
  expect(summary.transitions[0]).toEqual({ persistent: 1, new: 0, stories: 1 });
});

test('a summary of no stories has no means', () => {
  expect(sumStatistics().summary()).toMatchObject({
    stories: 0,
    pronounShare: null,
    wellStructured: 0,
    persistence: { characters: [] },
  });
});

test.skipIf(realSample === null)('story 3920 has the counts of the project’s own code', () => {
  const text = realSample ?? '';
  const real = statisticsOf(text, parseAll(text), 17);
  expect(real.mentions).toEqual({ characters: 85, objects: 12, actions: 49, settings: 15, all: 161 });
  expect([real.words, real.pronounShare]).toEqual([1066, (19 / 85) * 100]);
  expect((real.mentions.all / real.words) * 100).toBeCloseTo(15.1, 1);
  expect(real.persistence.characters.slice(0, 5)).toEqual([100, 60, 60, 40, 20]);
  expect(real.multiFrame.objects).toBeCloseTo(27.3, 1);
  expect(real.references).toEqual({ here: 134, elsewhere: 28, nowhere: 12 });
});
