// Serves the built page.
import sirv from 'sirv';
import { sendSentence } from './answers.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

/**
 * @param {string} folder
 * @returns {(request: IncomingMessage, response: ServerResponse) => void}
 */
export function staticFiles(folder) {
  // `dev` reads the disk for each request, so a new build is served without a restart. With an etag the browser checks
  // each time whether its copy is current. A missing file is a 404, not the index page.
  const serve = sirv(folder, { dev: true, etag: true, extensions: ['html'] });
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      sendSentence(response, 405, 'StoryLens only serves files here.');
      return;
    }
    // sirv throws on a range that ends before it starts. The page needs only whole files.
    delete request.headers.range;
    serve(request, response);
  };
}
