import { bleu, fatesOf, match, numbersOfOutput, sectionsOf, thoughtOf } from '../../grounding/scoring.ts';
import type { BoxMeasure, ComparedBox, Fate, OutputNumbers } from '../../grounding/scoring.ts';
import type { FrameNo, GroundedDocument, Measured } from '../../grounding/base.ts';
import type { Comparand, DrawnComparison } from '../../session/index.ts';
import type { ScoreDefinition } from './score-definitions.ts';

/** An output against its reference. */
export interface StoryComparison extends OutputNumbers {
  /** BLEU-1 to BLEU-4, then ROUGE-L. */
  readonly text: readonly number[];
  /** The boxes by the matching that pools all frames, and by the one that compares frames. */
  readonly boxes: Readonly<Record<'asInPaper' | 'framesCompared', readonly ComparedBox[]>>;
}

/** Boxes in a picture of unknown size are compared as if it had these sides; only boxes outside of it are not cut. */
const UNKNOWN: Measured = { width: 2 ** 20, height: 2 ** 20 };

/**
 * How the boxes of both sides are measured. All become shares of the reference's pictures. A side without known pictures
 * counts the pixels of the other side's originals. There are as many pictures as the reference has.
 */
export function measuresOf(
  output: Comparand,
  reference: Comparand,
): { readonly output: BoxMeasure; readonly reference: BoxMeasure } {
  const sections = sectionsOf(thoughtOf(reference.completion)).length;
  const count = reference.sizes.length || output.sizes.length || sections;
  const sizesOf = (side: Comparand, other: Comparand): readonly Measured[] =>
    Array.from({ length: count }, (_, i) => side.share ?? side.sizes[i] ?? other.pictures[i] ?? UNKNOWN);
  return {
    output: { sizes: sizesOf(output, reference), decimals: output.decimals },
    reference: { sizes: sizesOf(reference, output), decimals: reference.decimals },
  };
}

/** Compares an output with its reference. */
export function compareStory(output: Comparand, doc: GroundedDocument, reference: Comparand): StoryComparison {
  const measures = measuresOf(output, reference);
  const numbers = numbersOfOutput(
    { completion: output.completion, measure: measures.output, doc },
    { completion: reference.completion, measure: measures.reference },
  );
  const { references, detections } = numbers;
  return {
    ...numbers,
    text: numbers.bleu === null ? [] : [...bleu([numbers.bleu]), numbers.rougeL ?? 0],
    boxes: {
      asInPaper: fatesOf(references, detections, match(references, detections, false)),
      framesCompared: fatesOf(references, detections, match(references, detections, true)),
    },
  };
}

/** The boxes that a score counts. */
export function boxesBehind(
  boxes: readonly ComparedBox[],
  { counts, person }: ScoreDefinition,
): readonly ComparedBox[] {
  return boxes.filter(({ fate, box }) => {
    if (person !== null && box.person !== person) return false;
    return counts === 'both' || fate === 'matched' || fate === (counts === 'own' ? 'invented' : 'missed');
  });
}

/** The boxes for the picture, without those that are filtered out. */
export function drawnOf(boxes: readonly ComparedBox[], shown: ReadonlySet<Fate>): readonly DrawnComparison[] {
  return boxes
    .filter(({ fate }) => shown.has(fate))
    .map(({ fate, box: { image, id, x, y, w, h } }) => ({ fate, frame: image as FrameNo, id, x, y, w, h }));
}
