/** Answers that a configured fault sends instead of the normal answer. */

import {
  engineDead,
  json,
  methodNotAllowed,
  queueFull,
  refuse,
  scaling,
  unauthorized,
  unknownModel,
} from './errors.mjs';
import { tooManyImages } from './limits.mjs';
import { namesOf } from './models.mjs';
import { isObject } from './prompt.mjs';
import { shapeOf } from './version.mjs';

/** @import { Refusal, Reply } from './errors.mjs' */
/** @import { Obstacle } from './faults.mjs' */
/** @import { Settings } from './options.mjs' */

/** @type {Record<number, string>} */
const proxyTitles = {
  413: 'Request Entity Too Large',
  502: 'Bad Gateway',
  504: 'Gateway Time-out',
};

/** @param {number} status @param {string} title @returns {Reply} an error page of nginx */
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
 * The most likely answer of this version with this status, if the fault has no body.
 * @param {string} version
 * @param {number} status
 * @param {{ model: string, known: readonly string[], imageRefusal: Refusal }} context
 * @returns {Reply}
 */
function usualReply(version, status, { model, known, imageRefusal }) {
  const proxyTitle = proxyTitles[status];
  if (proxyTitle !== undefined) return proxyPage(status, proxyTitle);
  switch (status) {
    case 400:
      return refuse(version, imageRefusal);
    case 401:
      return unauthorized;
    case 404:
      return refuse(version, unknownModel(version, model, known));
    case 405:
      return methodNotAllowed('POST');
    case 500:
      return { status, type: 'text/plain; charset=utf-8', body: 'Internal Server Error', cors: false };
    case 503:
      return scaling;
    default:
      return refuse(version, { message: `The server answered ${status}.`, type: 'APIError', status });
  }
}

/**
 * @param {Settings} settings
 * @param {Extract<Obstacle, { kind: 'status' }>} fault
 * @param {unknown} body Of the request.
 * @returns {Reply}
 */
export function orderedStatus(settings, fault, body) {
  const { version, model, imageLimit } = settings;
  const asked = isObject(body) && typeof body['model'] === 'string' ? body['model'] : model;
  const limit = imageLimit ?? shapeOf(version).imageLimit;
  const usual = usualReply(version, fault.status, {
    model: asked,
    known: namesOf(settings),
    imageRefusal: tooManyImages(version, limit),
  });
  const reply = { ...usual, cors: fault.cors ?? usual.cors };
  if (fault.body === undefined) return reply;
  if (typeof fault.body !== 'string') return { ...reply, ...json(fault.status, fault.body, reply.cors) };
  const type = fault.body.trimStart().startsWith('<') ? 'text/html' : 'text/plain; charset=utf-8';
  return { ...reply, type, body: fault.body };
}

/**
 * The answer to a completion if a fault replaces the normal one.
 * @param {Settings} settings
 * @param {unknown} body Of the request.
 * @returns {Reply | null}
 */
export function orderedReply(settings, body) {
  const { fault, version } = settings;
  if (fault?.kind === 'status') return orderedStatus(settings, fault, body);
  if (fault?.kind === 'refuse') return refuse(version, { raised: (fault.status ?? 400) === 400, ...fault });
  if (fault?.kind === 'full') return refuse(version, queueFull);
  return fault?.kind === 'dead' ? engineDead(version) : null;
}
