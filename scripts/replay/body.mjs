/** Reads the body of a POST request. */

import { invalid } from './shape.mjs';
import { shapeOf } from './version.mjs';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Refusal } from './errors.mjs' */

/**
 * @param {string} version
 * @param {IncomingMessage} request
 * @param {string} text
 * @returns {{ body: unknown } | { refusal: Refusal }}
 */
export function parseBody(version, request, text) {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    const known = "Unsupported Media Type: Only 'application/json' is allowed";
    const message = shapeOf(version).namesPaths ? `1 validation error:\n  ${known}` : known;
    return { refusal: { message, type: 'Bad Request' } };
  }
  try {
    return { body: JSON.parse(text) };
  } catch {
    // The message of Python's parser for a text that is not JSON at all; other mistakes have another message and offset.
    const context = "{'error': 'Expecting value'}";
    return {
      refusal: invalid(version, [{ type: 'json_invalid', at: 0, message: 'JSON decode error', input: {}, context }]),
    };
  }
}
