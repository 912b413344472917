import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxesBehind, compareStory, drawnOf, measuresOf } from '../../src/features/numbers/compare.ts';
import { SCORE_DEFINITIONS } from '../../src/features/numbers/score-definitions.ts';
import { parseAll, SCORES } from '../../src/grounding/index.ts';
import type { Comparand } from '../../src/session/index.ts';
import { workedCases } from '../fixtures/worked-cases.ts';

function comparand(completion: string, sides: readonly (number | null)[], decimals = false): Comparand {
  const sizes = sides.map((side) => (side === null ? null : { width: side, height: side }));
  return { name: 'x', completion, sizes, pictures: sizes, share: null, decimals };
}

const hundred = (count: number): readonly number[] => Array<number>(count).fill(100);

test.each(workedCases.map((one, i) => [i + 1, one] as const))(
  'worked case %i has the numbers of the evaluator in both columns',
  (_, one) => {
    const output = comparand(one.candidate, hundred(one.frames));
    const { scores } = compareStory(output, parseAll(one.candidate), comparand(one.reference, hundred(one.frames)));
    expect(SCORES.map((key) => Number(scores?.asInPaper[key].toFixed(4)))).toEqual(one.asInPaper);
    expect(SCORES.map((key) => Number(scores?.framesCompared[key].toFixed(4)))).toEqual(one.framesCompared);
  },
);

test.each(workedCases.map((one, i) => [i + 1, one] as const))(
  'the boxes behind precision and recall of worked case %i are those of the number',
  (_, one) => {
    const output = comparand(one.candidate, hundred(one.frames));
    const found = compareStory(output, parseAll(one.candidate), comparand(one.reference, hundred(one.frames)));
    for (const definition of SCORE_DEFINITIONS.filter(({ counts }) => counts !== 'both')) {
      for (const column of ['asInPaper', 'framesCompared'] as const) {
        const boxes = boxesBehind(found.boxes[column], definition);
        const matched = boxes.filter(({ fate }) => fate === 'matched').length;
        const share = boxes.length === 0 ? 1 : matched / boxes.length;
        expect(share, `${definition.key} ${column}`).toBeCloseTo(found.scores?.[column][definition.key] ?? NaN, 12);
      }
    }
  },
);

const thought = (box: string): string =>
  `<think>\n## Image 1\n### Characters\n| Character ID | Bounding Box |\n|---|---|\n| char1 | ${box} |\n\n.\n</think>\nx`;

describe('units', () => {
  test('boxes in other units than the reference’s pixels are converted first', () => {
    const reference = comparand(thought('20,40,60,80'), [200]);
    for (const [box, side, decimals] of [
      ['100,200,300,400', 1000, false],
      ['0.1,0.2,0.3,0.4', 1, true],
      ['10,20,30,40', 100, false],
    ] as const) {
      const completion = thought(box);
      const { scores } = compareStory(comparand(completion, [side], decimals), parseAll(completion), reference);
      expect(scores?.framesCompared.f1).toBe(1);
    }
  });

  test('a side without sizes counts the pixels of the other side’s original pictures', () => {
    const output: Comparand = { ...comparand('', [1000]), pictures: [{ width: 575, height: 240 }] };
    expect(measuresOf(output, comparand('', [null])).reference.sizes).toEqual([{ width: 575, height: 240 }]);
  });

  test('converted boxes have the same scores as those in pixels', () => {
    const side = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.array(side, { minLength: 8, maxLength: 8 }), (n) => {
        const [reference, pixels] = [thought(n.slice(0, 4).join(',')), thought(n.slice(4).join(','))];
        const tenths = thought(
          n
            .slice(4)
            .map((value) => value * 8)
            .join(','),
        );
        const scoresOf = (completion: string, size: number): unknown =>
          compareStory(comparand(completion, [size]), parseAll(completion), comparand(reference, [128])).scores;
        expect(scoresOf(tenths, 1024)).toEqual(scoresOf(pixels, 128));
      }),
    );
  });
});

test('the picture gets the boxes of the chosen kinds', () => {
  const one = workedCases[0];
  const output = comparand(one?.candidate ?? '', hundred(1));
  const { boxes } = compareStory(output, parseAll(output.completion), comparand(one?.reference ?? '', hundred(1)));
  expect(drawnOf(boxes.framesCompared, new Set(['invented'])).map(({ fate, frame }) => [fate, frame])).toEqual([
    ['invented', 1],
  ]);
});
