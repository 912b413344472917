/** The JSON of a completion: the events of a stream, or one object. Keys are in the order of vLLM's pydantic models. */

import { placed, worded } from './dialect.mjs';
import { emptyDelta, roleDelta } from './thinking.mjs';
import { shapeOf } from './version.mjs';

/** @import { Settings } from './options.mjs' */
/** @import { Plan, Token } from './plan.mjs' */
/** @import { Delta } from './thinking.mjs' */

/**
 * @typedef {object} Identity
 * @property {string} id
 * @property {number} created Unix seconds.
 * @property {string} model
 * @property {number} promptTokens
 */

/** @typedef {'none' | 'last' | 'continuous'} Usage in no chunk, in a separate chunk at the end, in every chunk */

export const doneEvent = 'data: [DONE]\n\n';

/** @param {number} prompt @param {number} completion @param {object} [details] */
const usageOf = (prompt, completion, details = {}) => ({
  prompt_tokens: prompt,
  total_tokens: prompt + completion,
  completion_tokens: completion,
  ...details,
});

/**
 * The fields beside the token counts. With a reasoning parser there is a count of reasoning tokens, which is 0 for the
 * parser that was tried (olmo3). Without one the field is null, and missing in the chunk that has only usage.
 * @param {Pick<Settings, 'version' | 'reasoning'>} settings
 * @param {boolean} last
 */
function detailsOf({ version, reasoning }, last) {
  if (!shapeOf(version).tokenDetails) return {};
  if (reasoning !== 'inline') return { completion_tokens_details: { reasoning_tokens: 0 } };
  return last ? {} : { completion_tokens_details: null };
}

/** @param {string} version @returns {string} the second part is a hash of the server's configuration */
const fingerprintOf = (version) => `vllm-${version}-c650b281`;

/** @param {object} chunk @returns {string} */
const event = (chunk) => `data: ${JSON.stringify(chunk)}\n\n`;

/**
 * The usage that `stream_options` requests.
 * @param {unknown} options
 * @returns {Usage}
 */
export function usageAsked(options) {
  if (typeof options !== 'object' || options === null) return 'none';
  if (!('include_usage' in options) || options.include_usage !== true) return 'none';
  return 'continuous_usage_stats' in options && options.continuous_usage_stats === true ? 'continuous' : 'last';
}

/**
 * Makes the events of a stream, each with `data: ` and an empty line.
 * @param {Identity} identity
 * @param {Settings} settings
 * @param {Plan} plan
 * @param {Usage} usage
 */
export function createEvents({ id, created, model, promptTokens }, settings, plan, usage) {
  const { tokenIds, promptText, fingerprint } = shapeOf(settings.version);
  const print = fingerprint ? { system_fingerprint: fingerprintOf(settings.version) } : {};
  const head = { id, object: 'chat.completion.chunk', created, model };
  const ids = tokenIds ? { token_ids: null } : {};

  /** @param {number} completion */
  const running = (completion) =>
    usage === 'continuous' ? { usage: usageOf(promptTokens, completion, detailsOf(settings, false)) } : {};

  /** @param {Delta} delta @param {string | null} reason @param {object} rest */
  const choices = (delta, reason, rest) => [
    { index: 0, ...placed(settings, delta), logprobs: null, finish_reason: reason, ...rest },
  ];

  return {
    /** The role, sent together with the first token. */
    role: () =>
      event({
        ...head,
        choices: choices(roleDelta(plan.role, settings), null, {}),
        ...running(0),
        ...(tokenIds ? { prompt_token_ids: null } : {}),
        ...(promptText ? { prompt_text: null } : {}),
      }),
    /** @param {Token['delta']} delta @param {number} count of tokens so far, including this one */
    token: (delta, count) =>
      delta === null ? '' : event({ ...head, choices: choices(delta, null, ids), ...running(count) }),
    finish: () => {
      const last = plan.endsWithText ? (plan.tokens.at(-1)?.delta ?? null) : null;
      const end = { stop_reason: plan.stopReason, ...ids };
      return event({
        ...head,
        choices: choices(last ?? emptyDelta(settings), plan.reason, end),
        ...running(plan.completionTokens),
        ...(usage === 'none' ? print : {}),
      });
    },
    usage: () => {
      if (usage === 'none') return '';
      return event({
        ...head,
        choices: [],
        usage: usageOf(promptTokens, plan.completionTokens, detailsOf(settings, true)),
        ...print,
      });
    },
  };
}

/**
 * The answer to a request that does not stream.
 * @param {Identity} identity
 * @param {Settings} settings
 * @param {Plan} plan
 */
export function wholeCompletion({ id, created, model, promptTokens }, settings, plan) {
  const { tokenIds, promptText, copiesReasoning, fingerprint, newFields } = shapeOf(settings.version);
  const deltas = plan.tokens.map(({ delta }) => delta ?? {});
  const content = deltas.map((delta) => delta.content ?? '').join('');
  const thinking = deltas.map((delta) => delta.reasoning ?? delta.reasoning_content ?? '').join('') || null;
  const reasoning = settings.reasoning === 'reasoning_content' ? {} : { reasoning: thinking };
  const both = settings.reasoning === 'both' || copiesReasoning;
  const copy = both || settings.reasoning === 'reasoning_content' ? { reasoning_content: thinking } : {};
  const message = {
    role: plan.role,
    content: content || (thinking === null ? '' : null),
    refusal: null,
    annotations: null,
    audio: null,
    function_call: null,
    ...(newFields ? {} : { tool_calls: [] }),
    ...reasoning,
    ...copy,
  };
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [
      {
        index: 0,
        message: worded(settings, message),
        logprobs: null,
        finish_reason: plan.reason,
        stop_reason: plan.stopReason,
        ...(tokenIds ? { token_ids: null } : {}),
        ...(newFields ? { routed_experts: null } : {}),
      },
    ],
    service_tier: null,
    system_fingerprint: fingerprint ? fingerprintOf(settings.version) : null,
    usage: {
      ...usageOf(promptTokens, plan.completionTokens),
      prompt_tokens_details: null,
      ...detailsOf(settings, false),
    },
    prompt_logprobs: null,
    ...(tokenIds ? { prompt_token_ids: null } : {}),
    ...(promptText ? { prompt_text: null } : {}),
    kv_transfer_params: null,
    ...(newFields ? { ec_transfer_params: null, metrics: null } : {}),
  };
}
