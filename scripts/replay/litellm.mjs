/** What a LiteLLM proxy in front of vLLM changes (tried with 1.110). */

import { json, notFound } from './errors.mjs';
import { pathOf } from './log.mjs';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Reply } from './errors.mjs' */
/** @import { Settings } from './options.mjs' */

/** LiteLLM looks up a missing or unknown key in its database, and says so if there is none. */
const noDatabase = json(400, {
  error: { message: 'No connected db.', type: 'no_db_connection', param: null, code: '400' },
});
/** `/health` needs a key, which a health check does not send, and has no CORS headers. */
const health = json(
  401,
  { error: { message: 'Authentication Error, No api key passed in.', type: 'auth_error', param: 'None', code: '401' } },
  false,
);

/** @param {Settings} settings */
function models({ model, servedNames, maxModelLen }) {
  const names = servedNames.length > 0 ? servedNames : [model];
  const data = names.map((id) => ({
    id,
    object: 'model',
    created: 1_677_610_602,
    owned_by: 'openai',
    max_input_tokens: maxModelLen,
  }));
  return json(200, { data, object: 'list' });
}

/** @param {Settings} settings @param {Reply} reply */
function wrapped({ model }, { status, body }) {
  const kind = status === 404 ? 'NotFoundError' : status >= 500 ? 'InternalServerError' : 'BadRequestError';
  const message = `litellm.${kind}: Hosted_vllmException - ${body} LiteLLM: model group \`${model}\` has no fallbacks.`;
  return json(status, { error: { message, type: null, param: null, code: String(status) } });
}

/**
 * @param {Settings} settings
 * @param {IncomingMessage} request
 * @param {Reply} reply of vLLM
 * @returns {Reply} of the proxy
 */
export function throughLiteLlm(settings, request, reply) {
  if (request.method === 'OPTIONS') return reply;
  const path = pathOf(request);
  if (path === '/health') return health;
  if (!path.startsWith('/v1/')) return notFound;
  if (reply.status === 401) return noDatabase;
  if (reply.status >= 400) return wrapped(settings, reply);
  return path === '/v1/models' ? models(settings) : reply;
}
