import type { Scores } from './scores.ts';

/**
 * A row that the authors published, for the test split of StoryReasoning. A number is null where they give none. They round
 * scores to two digits, BLEU-4 to three.
 */
export interface PublishedRow {
  readonly name: string;
  readonly source: string;
  readonly scores: Readonly<Record<keyof Scores, number | null>>;
  readonly bleu4: number;
  readonly rougeL: number;
  /** Percentages. */
  readonly characters5: number;
  readonly objects5: number;
  readonly wellStructured: number;
}

export const PUBLISHED: readonly PublishedRow[] = [
  {
    name: 'QwenStoryteller',
    source: 'arXiv 2505.10292 and its model card',
    scores: {
      precision: 0.57,
      recall: 0.4,
      f1: 0.35,
      charPrecision: 0.83,
      charRecall: 0.62,
      charF1: null,
      objPrecision: 0.46,
      objRecall: 0.25,
      objF1: null,
      map: 0.27,
    },
    bleu4: 0.054,
    rougeL: 0.16,
    characters5: 37.7,
    objects5: 20.9,
    wellStructured: 79.1,
  },
  {
    name: 'QwenStoryteller2',
    source: 'arXiv 2507.07340 and its model card',
    scores: {
      precision: 0.45,
      recall: 0.48,
      f1: 0.41,
      charPrecision: 0.78,
      charRecall: 0.77,
      charF1: null,
      objPrecision: 0.29,
      objRecall: 0.28,
      objF1: null,
      map: 0.31,
    },
    bleu4: 0.057,
    rougeL: 0.18,
    characters5: 49.3,
    objects5: 21.3,
    wellStructured: 97.5,
  },
];
