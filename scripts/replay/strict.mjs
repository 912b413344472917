/** Servers that refuse the fields of a request that they do not know. */

/** @import { Reply } from './errors.mjs' */
/** @import { Settings } from './options.mjs' */
/** @import { Json } from './prompt.mjs' */

import { json } from './errors.mjs';

/** The fields of OpenAI's API that StoryLens or a test sends. */
const known = new Set('model messages stream stream_options temperature top_p max_tokens seed stop'.split(' '));

/**
 * @param {Settings} settings
 * @param {Json} body
 * @returns {Reply | null} null if the server takes the request
 */
export function refuseUnknown({ strict }, body) {
  const fields = Object.keys(body).filter((field) => !known.has(field));
  if (strict === null || fields.length === 0) return null;
  switch (strict) {
    case 'transformers': {
      const list = fields.map((field) => `'${field}'`).join(', ');
      return json(422, { detail: `Unexpected fields in the request: {${list}}` });
    }
    case 'pydantic': {
      const msg = 'Extra inputs are not permitted';
      const detail = fields.map((field) => ({
        type: 'extra_forbidden',
        loc: ['body', field],
        msg,
        input: body[field],
      }));
      return json(422, { detail });
    }
    case 'first': {
      const message = `Unrecognized request argument supplied: ${fields[0]}`;
      return json(400, { error: { message, type: 'invalid_request_error', param: null, code: null } });
    }
  }
}
