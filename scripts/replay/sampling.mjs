/** The checks with which vLLM refuses sampling parameters. */

import { pythonFloat } from './python.mjs';
import { atLeast, shapeOf } from './version.mjs';

/** @import { Refusal } from './errors.mjs' */
/** @import { Json } from './prompt.mjs' */

/** @param {Json} body @param {string} field @returns {number | null} */
const numberOf = (body, field) => {
  const value = body[field];
  return value === null || value === undefined ? null : Number(value);
};

/** @param {Json} body @returns {number | null} the maximum number of tokens in the answer */
export const answerTokens = (body) => numberOf(body, 'max_completion_tokens') ?? numberOf(body, 'max_tokens');

/** vLLM's default for `--max-logprobs`. */
const mostLogprobs = 20;

/** @param {string} version @param {Json} body @returns {Refusal | null} */
function checkLogprobs(version, body) {
  const { namesParameter: named, findsLogprobsLate: late } = shapeOf(version);
  const asked = body['logprobs'] === true ? (numberOf(body, 'top_logprobs') ?? 0) : 0;
  if (asked <= mostLogprobs) return null;
  const message = `Requested sample logprobs of ${asked}, which is greater than max allowed: ${mostLogprobs}`;
  return named
    ? { message: `${message} (parameter=logprobs, value=${asked})`, param: 'logprobs', raised: true, late }
    : { message, raised: true };
}

/** @param {string} version @param {Json} body @returns {Refusal | null} */
export function checkSampling(version, body) {
  const named = shapeOf(version).namesParameter;
  /** @param {string} rule @param {string} field @param {string} value @param {boolean} [names] @returns {Refusal} */
  const refusal = (rule, field, value, names = named) => ({
    message: `${field} ${rule}, got ${value}.${names ? ` (parameter=${field}, value=${value})` : ''}`,
    param: names ? field : null,
    raised: true,
  });
  const penalty = numberOf(body, 'repetition_penalty');
  const temperature = numberOf(body, 'temperature');
  const topP = numberOf(body, 'top_p');
  const topK = numberOf(body, 'top_k');
  const minP = numberOf(body, 'min_p');
  const most = answerTokens(body);
  if (penalty !== null && penalty <= 0) {
    return refusal('must be greater than zero', 'repetition_penalty', pythonFloat(penalty), false);
  }
  if (temperature !== null && temperature < 0) {
    return refusal('must be non-negative', 'temperature', pythonFloat(temperature));
  }
  if (topP !== null && (topP <= 0 || topP > 1)) return refusal('must be in (0, 1]', 'top_p', pythonFloat(topP));
  const zeroIsOff = atLeast(version, '0.8.6');
  if (topK !== null && (topK < -1 || (topK === 0 && !zeroIsOff))) {
    return refusal(`must be ${zeroIsOff ? 0 : -1} (disable), or at least 1`, 'top_k', String(topK), false);
  }
  if (minP !== null && (minP < 0 || minP > 1)) return refusal('must be in [0, 1]', 'min_p', pythonFloat(minP), false);
  if (most !== null && most < 1) return refusal('must be at least 1', 'max_tokens', String(most));
  if ([body['stop']].flat().includes('')) return { message: 'stop cannot contain an empty string.', raised: true };
  return checkLogprobs(version, body);
}
