import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bleu, bleuCounts, plainStory, rougeL, wordsOf } from '../../../src/grounding/index.ts';
import { workedCases } from '../../fixtures/worked-cases.ts';

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

test('case 8 has the scores of pycocoevalcap', () => {
  const [candidate, reference] = [workedCases[7]?.candidate ?? '', workedCases[7]?.reference ?? ''].map(wordsOf);
  const counts = bleuCounts(candidate ?? [], reference ?? []);
  expect(bleu([counts]).map((value) => value.toFixed(4))).toEqual(['0.7515', '0.6136', '0.4837', '0.3819']);
  expect(rougeL(candidate ?? [], reference ?? []).toFixed(4)).toBe('0.8557');
});

test('tags are left out, also unknown ones, and white space is joined', () => {
  expect(plainStory('<think>x</think>\n<gdi image1>\nA <b>fox</b>\x1c <gdo char1>ran\n</gdo>.</gdi> 1 < 2')).toBe(
    'A fox ran . 1 < 2',
  );
});

test('words are runs of letters, digits and underscores in lower case', () => {
  expect(wordsOf('Don’t stop: É_1 ΣΑΣ, “４”-x')).toEqual(['don', 't', 'stop', 'é_1', 'σας', '４', 'x']);
});

test('the scores of a corpus are computed over all stories together', () => {
  const a = bleuCounts(words('a b c d'), words('a b c d e'));
  const b = bleuCounts(words('x y'), words('x z'));
  const [one, two, three, four] = bleu([a, b]);
  const brevity = Math.exp(1 - 7 / 6);
  expect(one).toBeCloseTo((brevity * 5) / 6, 9);
  expect(two).toBeCloseTo(brevity * Math.sqrt((5 / 6) * (3 / 4)), 9);
  expect(three).toBeCloseTo(brevity * Math.cbrt((5 / 6) * (3 / 4) * (2 / 2)), 9);
  expect(four).toBeCloseTo(brevity * ((5 / 6) * (3 / 4)) ** 0.25, 9);
});

test('without any word BLEU is the quotient of its constants, and ROUGE-L is 0', () => {
  expect(bleu([bleuCounts([], [])])[0]).toBeCloseTo(1e-6, 12);
  expect(bleu([bleuCounts([], ['a'])])).toEqual([0, 0, 0, 0]);
  expect(rougeL([], ['a'])).toBe(0);
});

const anyWords = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 90 });

test('shared runs of words are counted as in the definition', () => {
  const countsOf = (list: readonly string[], n: number): Map<string, number> => {
    const counts = new Map<string, number>();
    for (let i = 0; i + n <= list.length; i++) {
      const run = list.slice(i, i + n).join(' ');
      counts.set(run, (counts.get(run) ?? 0) + 1);
    }
    return counts;
  };
  fc.assert(
    fc.property(anyWords, anyWords, (a, b) => {
      const expected = [1, 2, 3, 4].map((n) => {
        const theirs = countsOf(b, n);
        let shared = 0;
        for (const [run, count] of countsOf(a, n)) shared += Math.min(count, theirs.get(run) ?? 0);
        return shared;
      });
      expect(bleuCounts(a, b).correct).toEqual(expected);
    }),
  );
});

test('ROUGE-L counts the longest common subsequence', () => {
  const longest = (a: readonly string[], b: readonly string[]): number => {
    let row = Array.from({ length: b.length + 1 }, () => 0);
    for (const word of a) {
      const next = [0];
      for (const [j, other] of b.entries())
        next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
      row = next;
    }
    return row[b.length] ?? 0;
  };
  fc.assert(
    fc.property(anyWords, anyWords, (a, b) => {
      const common = longest(a, b);
      const [p, r] = [common / a.length, common / b.length];
      expect(rougeL(a, b)).toBe(common === 0 ? 0 : ((1 + 1.2 ** 2) * p * r) / (r + 1.2 ** 2 * p));
    }),
  );
});
