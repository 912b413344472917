import type { Changes } from '../helpers/journey-requests.ts';
import { expect, testOfSetup as test } from '../helpers/journey-test.ts';

// What the setup says of a server, each as a person reads it after typing the address and nothing more. A server that
// never answers is looked at in the tests of the probe: here it would take its eight seconds.

interface Case {
  readonly when: string;
  readonly options?: Changes;
  readonly key?: string;
  /** URL stands for the server's address, PAGE for the origin of the page. */
  readonly says: string;
  /** The server's own words. */
  readonly said?: string;
  readonly advice: string;
}

const everywhere = (status: number, cors: boolean, body?: string | object): Changes => ({
  fault: { kind: 'status', status, cors, everywhere: true, ...(body !== undefined && { body }) },
});

const CORS = 'Something answers at URL, but it does not let this page (PAGE) read its answers.';
const NO_LANGUAGE = 'Something answers at URL, but it is no server of language models.';
const ENTER_KEY = 'Enter the key with which vLLM was started (--api-key, or VLLM_API_KEY in its environment).';

const cases: readonly Case[] = [
  {
    when: 'its --allowed-origins lack this page',
    options: { cors: { origins: ['https://elsewhere.example'] } },
    says: CORS,
    advice: 'vLLM 0.32 and later do so unless they are started with this page among their --allowed-origins.',
  },
  {
    when: 'its --allowed-headers lack those of a request',
    options: { cors: { origins: ['*'], headers: ['x-own'] } },
    says: 'The server at URL lets this page look, but refuses the headers that every request carries.',
    advice: 'Restart vLLM without --allowed-headers, or with authorization and content-type in it',
  },
  {
    when: 'it is scaling: 503 everywhere, without CORS headers',
    options: { fault: { kind: 'scaling' } },
    says: CORS,
    advice: 'A vLLM that is scaling hides its answers, too: then wait a little.',
  },
  {
    when: 'its key is missing: 401 without CORS headers, /health with them',
    options: { apiKey: 'sesame' },
    says: 'The server wants an API key.',
    advice: ENTER_KEY,
  },
  {
    when: 'its key is another',
    options: { apiKey: 'sesame' },
    key: 'simsim',
    says: 'The server does not accept this API key.',
    advice: ENTER_KEY,
  },
  {
    when: 'a proxy before it shows the 401',
    options: everywhere(401, true),
    says: 'The server wants an API key.',
    said: 'Unauthorized',
    advice: ENTER_KEY,
  },
  {
    when: 'a proxy before it shows a 403',
    options: everywhere(403, true, '<html><head><title>403 Forbidden</title></head></html>'),
    key: 'sesame',
    says: 'The server does not accept this API key.',
    said: '403 Forbidden',
    advice: ENTER_KEY,
  },
  {
    when: 'its engine has died: /health is 503',
    options: { fault: { kind: 'dead' } },
    says: 'The server runs, but its engine has died.',
    advice: 'Restart vLLM; the cause stands in its log, often a lack of GPU memory (see --max-model-len).',
  },
  {
    when: 'it fails on every path with a readable 500',
    options: everywhere(500, true),
    says: 'The server failed on this request (HTTP 500).',
    said: 'Internal Server Error',
    advice: 'Its log says why.',
  },
  {
    when: 'it fails on every path with a 500 that cannot be read',
    options: everywhere(500, false),
    says: CORS,
    advice: 'Behind a proxy, let the proxy add Access-Control-Allow-Origin.',
  },
  {
    when: 'a proxy gets no answer from it, and shows its page',
    options: everywhere(502, true),
    says: 'A proxy before the server got no answer from it (HTTP 502).',
    said: '502 Bad Gateway',
    advice: 'Check that vLLM runs behind it, and that the proxy waits long enough (nginx: proxy_read_timeout).',
  },
  {
    when: 'a proxy gets no answer from it, and hides its page',
    options: everywhere(504, false),
    says: CORS,
    advice: 'Behind a proxy, let the proxy add Access-Control-Allow-Origin.',
  },
  {
    when: 'a website listens there, which lets all pages read it',
    options: everywhere(200, true, '<!doctype html><title>My photos</title>'),
    says: NO_LANGUAGE,
    advice: 'Check the address and the port: vLLM listens on port 8000 unless it is told otherwise',
  },
  {
    when: 'a website listens there, which lets no page read it',
    options: everywhere(200, false, '<!doctype html><title>My photos</title>'),
    says: CORS,
    advice: 'vLLM 0.32 and later do so',
  },
  {
    when: 'an API of another kind listens there',
    options: everywhere(200, true, { photos: [] }),
    says: NO_LANGUAGE,
    advice: 'and its URL ends in /v1.',
  },
  {
    when: 'another website listens there, without this path',
    options: everywhere(404, true, '<html><head><title>404 Not Found</title></head></html>'),
    says: 'The server has no chat completions at URL.',
    said: '404 Not Found',
    advice: 'The Server URL of vLLM ends in /v1. Check it, and that vLLM is what listens on this port.',
  },
];

test.describe('of a server the page says, when', () => {
  for (const { when, options, key = '', says, said, advice } of cases) {
    test(`${when}: “${says}”`, async ({ app, serve }) => {
      const server = await serve(options);
      await app.field('API key').fill(key);
      await app.field('Server URL').fill(server.url);
      const here = await app.page.evaluate(() => globalThis.origin);
      await expect(app.connection).toContainText(says.replace('URL', server.url).replace('PAGE', here));
      await expect(app.connection).toContainText(advice);
      await expect(app.connection.getByRole('blockquote')).toHaveText(said === undefined ? [] : [said]);
    });
  }
});
