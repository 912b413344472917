import type { Scores } from '../../grounding/scoring.ts';

const EVALUATOR = 'StoryReasoning (arXiv 2505.10292), eval/story_reasoning/evaluate.py';

/** What a score of the evaluator means, and which boxes it counts. */
export interface ScoreDefinition {
  readonly key: keyof Scores;
  readonly label: string;
  readonly meaning: string;
  readonly source: string;
  /** Whose boxes count: those of both sides, or of one side only. */
  readonly counts: 'own' | 'reference' | 'both';
  /** Whether only characters or only objects count; null if all boxes do. */
  readonly person: boolean | null;
}

const RATES = {
  precision: ['precision', 'own', 'Matched boxes of all boxes of this output. Without a box it is 1.'],
  recall: ['recall', 'reference', 'Matched boxes of all boxes of the reference. If that has none, it is 1.'],
  f1: ['F1', 'both', 'The harmonic mean of precision and recall; 0 if both are 0. Over stories, the mean of their F1.'],
} as const;

function rates(
  title: string,
  note: string,
  person: boolean | null,
  keys: readonly [keyof Scores, keyof Scores, keyof Scores],
): readonly ScoreDefinition[] {
  return Object.values(RATES).map(([name, counts, meaning], i) => ({
    key: keys[i] ?? 'f1',
    label: title === '' ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : `${title} ${name}`,
    meaning: `${meaning}${note}`,
    source: EVALUATOR,
    counts,
    person,
  }));
}

const MATCH = ' Two boxes match if their intersection over union is at least 0.5. The best pair is taken first.';

/** The scores of the evaluator in the order in which the page shows them. */
export const SCORE_DEFINITIONS: readonly ScoreDefinition[] = [
  ...rates('', MATCH, null, ['precision', 'recall', 'f1']),
  ...rates('Character', ' Only characters, and objects whose description begins with “person”.', true, [
    'charPrecision',
    'charRecall',
    'charF1',
  ]),
  ...rates('Object', ' Everything that does not count as a character.', false, ['objPrecision', 'objRecall', 'objF1']),
  {
    key: 'map',
    label: 'mAP',
    meaning:
      'Average precision at 11 recalls. As in the paper, it depends on the order of the rows, because all confidences are 1. With frames compared, all boxes are one point: precision times the share of recalls that are reached.',
    source: `${EVALUATOR}. The order-free variant is StoryLens’s own.`,
    counts: 'both',
    person: null,
  },
];

/** The scores of the story’s text. */
export const TEXT_DEFINITIONS = [
  ...[1, 2, 3, 4].map((n) => ({
    label: `BLEU-${n}`,
    meaning: `Runs of up to ${n} words that the reference has, too, with a penalty for a shorter text.`,
  })),
  { label: 'ROUGE-L', meaning: 'The longest common sequence of words; recall counts 1.44 times.' },
].map(({ label, meaning }) => ({
  label,
  meaning: `${meaning} The text is the story without tags, as lower-cased words of letters, digits and “_”.`,
  source:
    'The formulas of pycocoevalcap. The papers use Stanford’s tokenizer for Java, which also splits words such as “don’t”, so their numbers differ slightly.',
}));
