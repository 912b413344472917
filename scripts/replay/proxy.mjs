/** Proxies between the page and the server. */

import { throughLiteLlm } from './litellm.mjs';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Reply } from './errors.mjs' */
/** @import { Settings } from './options.mjs' */

/** @type {Reply} the page that ngrok shows to browsers, much shortened */
const warning = {
  status: 200,
  type: 'text/html',
  body: '<!DOCTYPE html><html><title>ERR_NGROK_6024</title><p>You are about to visit a site served through a tunnel.</html>',
  cors: false,
};

/**
 * @param {Settings} settings
 * @param {IncomingMessage} request
 * @param {Reply} reply of the server
 * @returns {Reply} that reaches the page
 */
export function throughProxy(settings, request, reply) {
  switch (settings.proxy) {
    case 'litellm':
      return throughLiteLlm(settings, request, reply);
    case 'tunnel':
      return request.method === 'GET' && request.headers['ngrok-skip-browser-warning'] === undefined ? warning : reply;
    case null:
      return reply;
  }
}
