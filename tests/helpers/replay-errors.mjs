/** Error bodies: vLLM's two shapes, the exceptions to them, and what proxies say. */

/** @import { HeaderList } from './replay-cors.mjs' */
import { pythonJson } from './replay-python.mjs';
import { shapeOf } from './replay-version.mjs';

/**
 * An answer that is not a stream.
 * @typedef {object} Reply
 * @property {number} status
 * @property {string | null} type The content type; null sends none.
 * @property {string} body
 * @property {HeaderList} [headers]
 * @property {boolean} cors Whether it passes the CORS middleware on its way out.
 * @property {string} [server] Who answers, if not uvicorn.
 */

/**
 * Why vLLM refuses a request. `raised` errors are exceptions (ValueError) that reach a handler; the others are returned
 * or come from pydantic: between v0.17 and v0.22 only the latter carry CORS headers. `late` ones are found in
 * `generate()`, when the headers of a stream are out.
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
 * The event for an error in the middle of a stream. Up to v0.10.0 it always claims to be a bad request.
 * @param {string} version
 * @param {Refusal} refusal
 * @returns {string}
 */
export function errorEvent(version, refusal) {
  const { nestedErrors } = shapeOf(version);
  const told = nestedErrors ? refusal : { message: refusal.message };
  return `data: ${pythonJson({ error: errorFields(version, told) })}\n\n`;
}

/** @type {Refusal} */
export const engineFailure = {
  message: 'EngineCore encountered an issue. See stack trace (above) for the root cause.',
  type: 'InternalServerError',
  status: 500,
};

export const unauthorized = json(401, { error: 'Unauthorized' }, false);
export const notFound = json(404, { detail: 'Not Found' });
/** @param {string} allow @returns {Reply} */
export const methodNotAllowed = (allow) => ({
  ...json(405, { detail: 'Method Not Allowed' }),
  headers: [['allow', allow]],
});

/** @type {Record<number, string>} */
const proxyTitles = {
  413: 'Request Entity Too Large',
  502: 'Bad Gateway',
  504: 'Gateway Time-out',
};

/** @param {number} status @param {string} title @returns {Reply} a page of nginx */
function proxyPage(status, title) {
  const lines = [
    '<html>',
    `<head><title>${status} ${title}</title></head>`,
    '<body>',
    `<center><h1>${status} ${title}</h1></center>`,
    '<hr><center>nginx</center>',
    '</body>',
    '</html>',
    '',
  ];
  return { status, type: 'text/html', body: lines.join('\r\n'), cors: false, server: 'nginx' };
}

/**
 * What a server of this version most likely means by a status, if nothing more is known.
 * @param {string} version
 * @param {number} status
 * @param {{ model: string, imageRefusal: Refusal }} context
 * @returns {Reply}
 */
export function usualReply(version, status, { model, imageRefusal }) {
  const proxyTitle = proxyTitles[status];
  if (proxyTitle !== undefined) return proxyPage(status, proxyTitle);
  switch (status) {
    case 400:
      return refuse(version, imageRefusal);
    case 401:
      return unauthorized;
    case 404:
      return refuse(version, unknownModel(version, model));
    case 405:
      return methodNotAllowed('POST');
    case 500:
      return { status, type: 'text/plain; charset=utf-8', body: 'Internal Server Error', cors: false };
    case 503:
      return json(503, { error: 'The model is currently scaling. Please try again later.' }, false);
    default:
      return refuse(version, { message: `The server answered ${status}.`, type: 'APIError', status });
  }
}

/** @param {string} version @param {string} model @returns {Refusal} */
export const unknownModel = (version, model) => ({
  message: `The model \`${model}\` does not exist.`,
  type: 'NotFoundError',
  status: 404,
  param: shapeOf(version).namesParameter ? 'model' : null,
});
