// Joins the results of one model's outputs to its numbers.
import { SCORES, bleu, mean, scoresOf, sumStatistics } from '../../src/grounding/index.ts';

/** @import { BleuCounts, Scores, StoryScores, StatisticsSummary } from '../../src/grounding/index.ts' */
/** @import { Result } from './score.mjs' */

/** @typedef {{ asInPaper: Scores | null, framesCompared: Scores | null }} Columns */
/** @typedef {StatisticsSummary & { validCot: number, validStory: number, tolerantOnlyBoxes: number }} Statistics */
/**
 * The numbers of one model: the shape of `--format json`.
 * @typedef {object} Model
 * @property {string} name
 * @property {number} outputs
 * @property {string[]} missing IDs of the reference without an output
 * @property {string[]} unreadable
 * @property {Scores | null} asInPaper
 * @property {Scores | null} framesCompared
 * @property {{ outputs: number, rest: number } & Columns} answered over the outputs with a box that the evaluator reads
 * @property {Record<'bleu1' | 'bleu2' | 'bleu3' | 'bleu4' | 'rougeL', number | null>} text
 * @property {Statistics} statistics
 */

const COLUMNS = /** @type {const} */ (['asInPaper', 'framesCompared']);

/**
 * Collects results in any order. It keeps 20 numbers of each result, so 50,000 results take 8 MB.
 * @param {number} count of outputs
 */
export function createGathering(count) {
  const scores = new Float64Array(count * SCORES.length * COLUMNS.length).fill(NaN);
  const rouge = new Float64Array(count).fill(NaN);
  const answered = new Uint8Array(count);
  const statistics = sumStatistics();
  /** @type {BleuCounts} */
  let counts = { correct: [0, 0, 0, 0], all: [0, 0, 0, 0], words: 0, referenceWords: 0 };
  const sums = { outputs: 0, validCot: 0, validStory: 0, tolerantOnly: 0 };

  /** @param {number} index @param {StoryScores} story */
  function keep(index, story) {
    for (const [column, name] of COLUMNS.entries())
      for (const [i, key] of SCORES.entries())
        scores[(index * COLUMNS.length + column) * SCORES.length + i] = story[name][key];
  }

  /** @param {number} column @param {(index: number) => boolean} chosenBy @returns {Scores | null} */
  function means(column, chosenBy) {
    const chosen = Array.from({ length: count }, (_, i) => i).filter((i) => !Number.isNaN(rouge[i]) && chosenBy(i));
    return scoresOf((key) => {
      const place = column * SCORES.length + SCORES.indexOf(key);
      return mean(chosen.map((index) => scores[index * COLUMNS.length * SCORES.length + place] ?? 0));
    });
  }

  return {
    /** @param {number} index @param {Result} result */
    add(index, result) {
      sums.outputs++;
      sums.validCot += result.cotError === null ? 1 : 0;
      sums.validStory += result.storyError === null ? 1 : 0;
      sums.tolerantOnly += result.tolerantOnly;
      answered[index] = result.answered ? 1 : 0;
      statistics.add(result.statistics);
      if (result.scores === null || result.bleu === null) return;
      keep(index, result.scores);
      rouge[index] = result.rougeL;
      counts = added(counts, result.bleu);
    },
    /**
     * @param {string} name @param {string[]} missing @param {string[]} unreadable @param {boolean} compared with a reference
     * @returns {Model}
     */
    model(name, missing, unreadable, compared) {
      const [bleu1, bleu2, bleu3, bleu4] = bleu([counts]);
      const isAnswered = (/** @type {number} */ index) => answered[index] === 1;
      const answers = answered.filter((one) => one === 1).length;
      const share = (/** @type {number} */ part) => (sums.outputs === 0 ? 0 : (part / sums.outputs) * 100);
      const columns = (/** @type {(index: number) => boolean} */ chosen) => ({
        asInPaper: compared ? means(0, chosen) : null,
        framesCompared: compared ? means(1, chosen) : null,
      });
      return {
        name,
        outputs: sums.outputs,
        missing,
        unreadable,
        ...columns(() => true),
        answered: { outputs: answers, rest: sums.outputs - answers, ...columns(isAnswered) },
        text: compared
          ? { bleu1, bleu2, bleu3, bleu4, rougeL: mean([...rouge].filter((value) => !Number.isNaN(value))) }
          : { bleu1: null, bleu2: null, bleu3: null, bleu4: null, rougeL: null },
        statistics: {
          ...statistics.summary(),
          validCot: share(sums.validCot),
          validStory: share(sums.validStory),
          tolerantOnlyBoxes: sums.tolerantOnly,
        },
      };
    },
  };
}

/** @param {BleuCounts} a @param {BleuCounts} b @returns {BleuCounts} */
function added(a, b) {
  return {
    correct: a.correct.map((count, i) => count + (b.correct[i] ?? 0)),
    all: a.all.map((count, i) => count + (b.all[i] ?? 0)),
    words: a.words + b.words,
    referenceWords: a.referenceWords + b.referenceWords,
  };
}
