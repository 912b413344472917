// The server of `npm start`: the built page, and the relay from it to the model servers. It needs no Vite.
import { sendFailure, sendJson, sendSentence } from './answers.mjs';
import { explainHost, isOwnHost } from './hosts.mjs';
import { listen } from './listen.mjs';
import { judge } from './relay-rules.mjs';
import { relay } from './relay.mjs';
import { staticFiles } from './static-files.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Target } from './targets.mjs' */

/** The time limit for connecting to a model server, in milliseconds. A machine that is switched off never refuses. */
const CONNECT_PATIENCE = 5000;

/**
 * @typedef {object} ServerOptions
 * @property {string} folder of the built page
 * @property {number} port 0 takes any free port
 * @property {boolean} network whether other machines may connect
 * @property {readonly string[]} names host names under which it answers, besides localhost and IP addresses
 * @property {readonly Target[]} targets of the relay
 * @property {string | null} key for the targets, if the page sends none
 * @property {number} [connectPatience] milliseconds
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 * @throws {Error} from the system, such as EADDRINUSE
 */
export async function startServer(options) {
  const { port, servers } = await listen(listener(options), options.port, options.network);
  return {
    port,
    close: async () => {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise((resolve) => {
              server.close(resolve);
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

/**
 * @param {ServerOptions} options
 * @returns {(request: IncomingMessage, response: ServerResponse) => void}
 */
function listener({ folder, names, targets, key, connectPatience = CONNECT_PATIENCE }) {
  const serveFile = staticFiles(folder);
  return (request, response) => {
    const { method = '', url = '', headers } = request;
    // It is not an error of this server if the page closes the connection during an answer.
    response.on('error', () => {});
    response.setHeader('x-content-type-options', 'nosniff');

    if (!isOwnHost(headers.host, names)) {
      sendSentence(response, 403, explainHost(headers.host));
    } else if (!url.startsWith('/')) {
      sendSentence(response, 400, 'StoryLens is not a proxy: it does not answer requests for a full URL.');
    } else if (url === '/relay.json' && method === 'GET') {
      sendJson(response, 200, { targets });
    } else if (url.startsWith('/relay/')) {
      const verdict = judge({ method, url, headers }, targets);
      if ('path' in verdict) relay(request, response, verdict, { key, connectPatience });
      else sendFailure(response, verdict.status, { reason: 'refused', ...verdict });
    } else {
      serveFile(request, response);
    }
  };
}
