import type { GroundedDocument } from '../types.ts';
import { detectionsOf } from './detections.ts';
import type { BoxMeasure, Detection } from './detections.ts';
import { scoreStory } from './scores.ts';
import type { StoryScores } from './scores.ts';
import { statisticsOf } from './statistics.ts';
import type { StoryStatistics } from './statistics.ts';
import { storyOf, thoughtOf } from './strict-reader.ts';
import { bleuCounts, rougeL, wordsOf } from './text-scores.ts';
import type { BleuCounts } from './text-scores.ts';
import { cotError, storyError } from './validators.ts';

/** A completion, and how its boxes are measured. */
export interface Measurable {
  readonly completion: string;
  readonly measure: BoxMeasure;
}

/** All numbers of one output, alone and against its reference. */
export interface OutputNumbers {
  /** Null without a reference. */
  readonly scores: StoryScores | null;
  /** The boxes that the evaluator reads. */
  readonly detections: readonly Detection[];
  /** The boxes of the reference; empty without one. */
  readonly references: readonly Detection[];
  /** How many boxes only the tolerant parser finds. */
  readonly tolerantOnly: number;
  /** Null without a reference, and so is `rougeL`. */
  readonly bleu: BleuCounts | null;
  readonly rougeL: number | null;
  readonly statistics: StoryStatistics;
  /** Why the project's validators reject the output; null if they accept it. */
  readonly cotError: string | null;
  readonly storyError: string | null;
}

/** The validators compare the boxes with the sizes of the pictures, too. */
export function numbersOfOutput(
  { completion, measure, doc }: Measurable & { readonly doc: GroundedDocument },
  reference: Measurable | null,
): OutputNumbers {
  const { sizes } = measure;
  // First the reference: what follows reads the same thought of the output.
  const references = reference === null ? [] : detectionsOf(reference.completion, reference.measure);
  const detections = detectionsOf(completion, measure);
  const thought = thoughtOf(completion);
  const words = reference === null ? null : { own: wordsOf(completion), reference: wordsOf(reference.completion) };
  return {
    scores: reference === null ? null : scoreStory(references, detections),
    detections,
    references,
    tolerantOnly: Math.max(0, boxesIn(doc) - detections.length),
    bleu: words && bleuCounts(words.own, words.reference),
    rougeL: words && rougeL(words.own, words.reference),
    statistics: statisticsOf(completion, doc, sizes.length),
    cotError: cotError(thought, sizes),
    storyError: storyError(thought, storyOf(completion), sizes.length),
  };
}

/** All boxes that the tolerant parser reads. */
function boxesIn({ analyses }: GroundedDocument): number {
  let count = 0;
  for (const { tables } of analyses)
    for (const { rows } of tables) for (const { box, moreBoxes = [] } of rows) if (box) count += 1 + moreBoxes.length;
  return count;
}
