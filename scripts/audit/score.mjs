// The numbers of one output. It runs in a worker thread, or in the main one for a few outputs.
import { numbersOfOutput, parseAll, sectionsOf, thoughtOf } from '../../src/grounding/index.ts';
import { smartResize } from '../../src/inference/vision.ts';
import { createReader } from './files.mjs';
import { countKinds } from './findings.mjs';

/** @import { OutputNumbers } from '../../src/grounding/index.ts' */
/** @import { Output } from './files.mjs' */
/** @import { Place } from './sources.mjs' */

/** @typedef {{ width: number, height: number }} Size */
/** @typedef {'sent' | 'original' | 'resized' | '1000' | '1' | '1000yx'} Units */
/**
 * How the boxes of a model are measured.
 * @typedef {{ units: Units, sentSize: Size | null, frameSize: Size | null }} Measure
 */
/**
 * What to score. Findings take a third of the time, so they are left out unless the report shows them.
 * @typedef {{ index: number, place: Place, reference: Place | null, measure: Measure, findings: boolean }} Task
 * @typedef {Omit<OutputNumbers, 'detections' | 'references'> & { answered: boolean, findings: Record<string, number>, sized: boolean }} Result
 *   `answered`: whether it has a box that the evaluator reads. `findings`: counts by kind; empty if they are left out.
 *   `sized`: whether the size of every frame is known
 */

/**
 * Boxes of a reference without a known picture size are compared in a square of this side. The overlap of two boxes does not
 * depend on it; only boxes beyond the picture are not cut. A power of two divides without rounding.
 */
const UNKNOWN = { width: 2 ** 20, height: 2 ** 20 };

/**
 * Creates the function that scores tasks, with its own cache of files.
 * @returns {(task: Task) => Promise<Result>} it rejects if the output or its reference cannot be read
 */
export function createScorer() {
  const read = createReader();
  return async ({ place, reference, measure, findings }) =>
    scoreOutput(await read(place), reference === null ? null : await read(reference), measure, findings);
}

/**
 * @param {Output} output
 * @param {Output | null} reference
 * @param {Measure} measure of the output; the boxes of a reference count the pixels of its pictures
 * @param {boolean} withFindings
 * @returns {Result}
 */
function scoreOutput(output, reference, measure, withFindings) {
  const { completion } = output;
  const { sizes, sized } = frameSizes(output, reference, measure.frameSize);
  const measured = { sizes: sizes.map((size) => unitsOf(size, sized, measure)), decimals: measure.units === '1' };
  const doc = parseAll(completion);
  const {
    detections,
    references: _,
    ...numbers
  } = numbersOfOutput(
    { completion, doc, measure: measured },
    reference && { completion: reference.completion, measure: { sizes } },
  );
  return {
    ...numbers,
    answered: detections.length > 0,
    findings: withFindings
      ? countKinds(doc, sized ? measured.sizes : sizes.map(() => null), [numbers.cotError, numbers.storyError])
      : {},
    sized,
  };
}

/**
 * The sizes of the frames: the sizes of the reference's pictures, else of the output's pictures, else the `given` size.
 * If neither has a number of frames, the image sections of the reference are counted.
 * @param {Output} output @param {Output | null} reference @param {Size | null} given
 */
function frameSizes(output, reference, given) {
  for (const known of [reference?.sizes, output.sizes])
    if (known !== undefined && known.length > 0) return { sizes: [...known], sized: true };
  const count = reference?.frames ?? output.frames ?? sectionsOf(thoughtOf((reference ?? output).completion)).length;
  return { sizes: Array.from({ length: count }, () => given ?? UNKNOWN), sized: given !== null };
}

/**
 * The size of a frame in the units of a model's boxes.
 * @param {Size} frame @param {boolean} sized @param {Measure} measure
 * @returns {Size & { yFirst?: boolean }}
 */
function unitsOf(frame, sized, { units, sentSize }) {
  if (units !== 'original' && !sized) throw new Error('the size of its frames is unknown: give --frame-size');
  switch (units) {
    case 'original':
      return frame;
    case 'sent':
      return sentSize ?? frame;
    case 'resized': {
      const { width, height } = sentSize ?? frame;
      return smartResize(height, width) ?? { width, height };
    }
    case '1000':
      return { width: 1000, height: 1000 };
    case '1000yx':
      return { width: 1000, height: 1000, yFirst: true };
    case '1':
      return { width: 1, height: 1 };
  }
}
