// The rows of the table that compare models: intervals, common stories, paired differences, and what was published.
import { PUBLISHED, SCORES, endsOf, sayCount } from '../../src/grounding/index.ts';

/** @import { Between, Estimate, ModelNumbers, Scores } from '../../src/grounding/index.ts' */
/** @typedef {(value: number) => string} Write */

const TITLES = { asInPaper: 'as in the paper', framesCompared: 'frames compared' };

/**
 * The cells of a row between its counts and its end: the scores, and none of the five numbers of the text.
 * @param {string} name @param {string} title @param {number} stories @param {Scores} scores @param {Write} write
 * @returns {string[]}
 */
function row(name, title, stories, scores, write) {
  const texts = ['', '', '', '', ''];
  return [name, title, String(stories), '', '', ...SCORES.map((key) => write(scores[key])), ...texts];
}

/**
 * Three rows for each estimate, or two without the mean.
 * @param {string} name @param {readonly Estimate[]} estimates @param {string} of @param {boolean} withMean
 * @param {Write} write
 */
function intervalRows(name, estimates, of, withMean, write) {
  return estimates.flatMap((estimate) => {
    const { mean, low, high } = endsOf(estimate);
    const title = `${TITLES[estimate.column]}${of}`;
    return [
      ...(withMean ? [row(name, title, estimate.stories, mean, write)] : []),
      row(name, `${title}: 95 % from`, estimate.stories, low, write),
      row(name, `${title}: 95 % to`, estimate.stories, high, write),
    ];
  });
}

/** @param {readonly ModelNumbers[]} models @param {Between} between @param {Write} write @returns {string[][]} */
export function betweenRows(models, { own, onCommon, differences, common }, write) {
  const several = models.length > 1;
  const of = ` (${sayCount(common, 'common story', 'common stories')})`;
  return [
    ...models.flatMap(({ name }, i) => intervalRows(name, own[i] ?? [], '', false, write)),
    ...(several ? models.flatMap(({ name }, i) => intervalRows(name, onCommon[i] ?? [], of, true, write)) : []),
    ...differences.flatMap(({ first, second, estimates }) =>
      intervalRows(`${first} − ${second}`, estimates, ' (paired difference)', true, write),
    ),
  ];
}

/** @param {Write} write @returns {string[][]} */
export function publishedRows(write) {
  return PUBLISHED.map(({ name, scores, bleu4, rougeL }) => {
    const cells = SCORES.map((key) => (scores[key] === null ? '' : write(scores[key])));
    return [`${name} (published)`, 'as published', '', '', ''].concat(cells, '', '', '', write(bleu4), write(rougeL));
  });
}
