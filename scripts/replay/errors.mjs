/** Error bodies: vLLM's two shapes and the exceptions to them. */

/** @import { HeaderList } from './cors.mjs' */
import { pythonJson } from './python.mjs';
import { atLeast, shapeOf } from './version.mjs';

/**
 * An answer that is not a stream.
 * @typedef {object} Reply
 * @property {number} status
 * @property {string | null} type The content type; null sends none.
 * @property {string} body
 * @property {HeaderList} [headers]
 * @property {boolean} cors Whether it passes the CORS middleware and gets its headers.
 * @property {string} [server] The `server` header, if not uvicorn.
 */

/**
 * Why vLLM refuses a request. `raised` errors are exceptions (ValueError) that reach a handler; the others are returned
 * or come from pydantic. Between v0.17 and v0.22 only the others have CORS headers. `late` errors are found in `generate()`,
 * after the headers of a stream have been sent.
 * @typedef {object} Refusal
 * @property {string} message
 * @property {string} [type]
 * @property {number} [status]
 * @property {string | null} [param]
 * @property {boolean} [raised]
 * @property {boolean} [late]
 */

/**
 * @param {string} version
 * @param {Refusal} refusal
 */
function errorFields(version, { message, type = 'BadRequestError', status = 400, param = null }) {
  const object = shapeOf(version).nestedErrors ? {} : { object: 'error' };
  return { ...object, message, type, param, code: status };
}

/** @param {number} status @param {unknown} value @param {boolean} [cors] @returns {Reply} */
export const json = (status, value, cors = true) => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  cors,
});

/**
 * A refusal as an HTTP answer, in the shape of this version.
 * @param {string} version
 * @param {Refusal} refusal
 * @returns {Reply}
 */
export function refuse(version, refusal) {
  const shape = shapeOf(version);
  const fields = errorFields(version, refusal);
  const cors = !(refusal.raised === true && shape.hidesValueErrors);
  return json(refusal.status ?? 400, shape.nestedErrors ? { error: fields } : fields, cors);
}

/**
 * The event for an error in the middle of a stream. Up to v0.10.0 its type is always bad request.
 * @param {string} version
 * @param {Refusal} refusal
 * @returns {string}
 */
export function errorEvent(version, refusal) {
  const { nestedErrors } = shapeOf(version);
  const fields = nestedErrors ? refusal : { message: refusal.message };
  return `data: ${pythonJson({ error: errorFields(version, fields) })}\n\n`;
}

/** @type {Refusal} EngineDeadError */
const engineFailure = {
  message: 'EngineCore encountered an issue. See stack trace (above) for the root cause.',
  type: 'InternalServerError',
  status: 500,
};

/**
 * The error of a configured fault, for an event or for an answer without a stream.
 * @param {{ message?: string, type?: string, status?: number }} fault
 * @returns {Refusal}
 */
export function orderedError({ message = engineFailure.message, status = 500, type }) {
  return { message, status, type: type ?? (status < 500 ? 'BadRequestError' : 'InternalServerError') };
}

/** @type {Refusal} for a full queue (`--max-num-queued-reqs`); from #49445, except the wording, which is a guess */
export const queueFull = {
  message: 'The server is busy: too many requests are in flight. Please try again later.',
  type: 'Service Unavailable',
  status: 503,
};

/** The words of llama.cpp. */
export const loadingModel = json(503, {
  error: { message: 'Loading model', type: 'unavailable_error', code: 503 },
});
export const scaling = json(503, { error: 'The model is currently scaling. Please try again later.' }, false);
export const unauthorized = json(401, { error: 'Unauthorized' }, false);
export const notFound = json(404, { detail: 'Not Found' });
/**
 * The answer to a completion after the engine has died: empty until vLLM got exception handlers (#31164).
 * @param {string} version
 * @returns {Reply}
 */
export const engineDead = (version) =>
  atLeast(version, '0.17.0') ? refuse(version, engineFailure) : { status: 500, type: null, body: '', cors: true };
/** @param {string} allow @returns {Reply} */
export const methodNotAllowed = (allow) => ({
  ...json(405, { detail: 'Method Not Allowed' }),
  headers: [['allow', allow]],
});

/** @param {string} version @param {string} model @param {readonly string[]} known @returns {Refusal} */
export const unknownModel = (version, model, known) => ({
  message: [
    `The model \`${model}\` does not exist.`,
    ...(shapeOf(version).namesAliases ? [`Valid aliases: ${known.join(', ')}.`] : []),
  ].join(' '),
  type: 'NotFoundError',
  status: 404,
  param: shapeOf(version).namesParameter ? 'model' : null,
});
