import type { Refused } from '../helpers/journey-refusals.ts';
import { expectRecovery, expectRefused } from '../helpers/journey-refusals.ts';
import type { Changes } from '../helpers/journey-requests.ts';
import { testOfRuns as test } from '../helpers/journey-test.ts';

// Servers and proxies that fail, as a run meets them. A browser lets a page read some of that and hides the rest; then the
// run asks the server about itself before it says anything.

const status = (code: number, cors: boolean, body?: string | object): Changes => ({
  fault: { kind: 'status', status: code, cors, ...(body !== undefined && { body }) },
});

const ENTER_KEY = 'Enter the key with which vLLM was started (--api-key, or VLLM_API_KEY in its environment).';
const LOG = 'Its log says why. Generate again; if it fails again, use fewer frames or restart vLLM.';
const MEMORY = 'Restart vLLM; the cause stands in its log, often a lack of GPU memory (see --max-model-len).';
const WAIT = 'Wait a little and generate again.';
const BUSY = 'The server cannot take the request now: it is overloaded, loading or scaling.';
const command = 'vllm serve daniel3303/QwenStoryteller';

test.describe('what a page can read:', () => {
  const cases: readonly Refused[] = [
    {
      when: '401, behind a proxy that shows it',
      options: status(401, true),
      sentence: 'The server wants an API key.',
      said: 'Unauthorized',
      advice: ENTER_KEY,
    },
    {
      when: '404, another path',
      options: status(404, true, { detail: 'Not Found' }),
      sentence: 'The server has no chat completions at URL.',
      said: 'Not Found',
      advice: 'The Server URL of vLLM ends in /v1. Check it, and that vLLM is what listens on this port.',
    },
    {
      when: '405, another method',
      options: status(405, true),
      sentence: 'The server has no chat completions at URL.',
      said: 'Method Not Allowed',
      advice: 'The Server URL of vLLM ends in /v1. Check it, and that vLLM is what listens on this port.',
    },
    {
      when: '413 of a proxy',
      options: status(413, true),
      sentence: 'The request is larger than the server, or a proxy before it, allows.',
      said: '413 Request Entity Too Large',
      advice: 'Use fewer frames or fewer pixels, or raise the proxy’s limit (nginx: client_max_body_size).',
    },
    {
      when: '429 of a proxy',
      options: status(429, true, { error: { message: 'Rate limit reached', type: 'rate_limit', code: 429 } }),
      sentence: BUSY,
      said: 'Rate limit reached',
      advice: WAIT,
    },
    {
      when: '500 of an old vLLM',
      options: { version: '0.7.3', imageLimit: 3, ...status(500, true) },
      sentence: 'The server failed on this request (HTTP 500).',
      said: 'Internal Server Error',
      advice: LOG,
      command,
    },
    {
      when: '500 of a dead engine, vLLM 0.16.0: no word',
      options: { version: '0.16.0', fault: { kind: 'dead' } },
      sentence: 'The server failed on this request (HTTP 500).',
      advice: LOG,
      command,
    },
    {
      when: '500 of a dead engine, vLLM 0.18.0',
      options: { version: '0.18.0', fault: { kind: 'dead' } },
      sentence: 'The engine of the server has crashed.',
      said: 'EngineCore encountered an issue. See stack trace (above) for the root cause.',
      advice: MEMORY,
      command,
    },
    {
      when: '502 of a proxy',
      options: status(502, true),
      sentence: 'A proxy before the server got no answer from it (HTTP 502).',
      said: '502 Bad Gateway',
      advice: 'Check that vLLM runs behind it, and that the proxy waits long enough (nginx: proxy_read_timeout).',
    },
    {
      when: '503, the queue is full (--max-num-queued-reqs)',
      options: { version: '0.31.0', fault: { kind: 'full' } },
      sentence: BUSY,
      said: 'The server is busy: too many requests are in flight. Please try again later.',
      advice: WAIT,
    },
    {
      when: '503, scaling, behind a proxy that shows it',
      options: status(503, true),
      sentence: BUSY,
      said: 'The model is currently scaling. Please try again later.',
      advice: WAIT,
    },
    {
      when: '504 of a proxy',
      options: status(504, true),
      sentence: 'A proxy before the server got no answer from it (HTTP 504).',
      said: '504 Gateway Time-out',
      advice: 'Check that vLLM runs behind it, and that the proxy waits long enough (nginx: proxy_read_timeout).',
    },
    {
      when: '200 with a page to log in',
      options: status(200, true, '<html><head><title>Log in</title></head></html>'),
      sentence: 'URL answered, but not with a stream of tokens.',
      said: 'Log in',
      advice:
        'Check the address and the port: something other than vLLM may listen there, or a proxy asks for a login.',
    },
    {
      when: '400 of a kind that nobody knows',
      options: { fault: { kind: 'refuse', message: 'The stars are not right.' } },
      sentence: 'The server refused the request (HTTP 400).',
      said: 'The stars are not right.',
      advice: 'Its own words or its log say why. Check the settings and the frames.',
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
  test('… and when that is put right, Try again tells the story', async ({ app, replay }) =>
    expectRecovery(app, replay, status(502, true)));
});

const HIDDEN = 'The server at URL is well, but its answer to this request could not be read.';
const PERHAPS =
  'It may have failed inside (its log says why), or a proxy before it refused the request, for example as too large ' +
  '(nginx: client_max_body_size). Try fewer frames or fewer pixels.';
const keeps = (version: string) => ({
  sentence: `The server refused the request, and vLLM ${version} keeps the reason from web pages (as v0.17 to v0.22 do).`,
  advice:
    'Its log has the reason: most often too many images (--limit-mm-per-prompt) or too long a prompt ' +
    '(--max-model-len). The command below sets both; a newer vLLM also says why.',
  command: `--limit-mm-per-prompt '{"image":3}'`,
});

test.describe('what a browser hides:', () => {
  const cases: readonly Refused[] = [
    {
      when: '400, too many images, vLLM 0.17.0',
      options: { version: '0.17.0', imageLimit: 1 },
      ...keeps('0.17.0'),
    },
    { when: '400, too long, vLLM 0.19.0', options: { version: '0.19.0', maxModelLen: 8192 }, ...keeps('0.19.0') },
    {
      when: '400, bad sampling, vLLM 0.22.1',
      options: { version: '0.22.1', fault: { kind: 'refuse', message: 'min_p must be in [0, 1], got 2.0.' } },
      ...keeps('0.22.1'),
    },
    {
      when: '401, a missing key',
      options: { apiKey: 'sesame' },
      sentence: 'The server wants an API key.',
      advice: ENTER_KEY,
    },
    {
      when: '401, a wrong key',
      options: { apiKey: 'sesame' },
      typed: { 'API key': 'simsim' },
      sentence: 'The server does not accept this API key.',
      advice: ENTER_KEY,
    },
    { when: '413 of a proxy', options: status(413, false), sentence: HIDDEN, advice: PERHAPS, command },
    { when: '500 of vLLM', options: status(500, false), sentence: HIDDEN, advice: PERHAPS, command },
    { when: '502 of a proxy', options: status(502, false), sentence: HIDDEN, advice: PERHAPS, command },
    { when: '504 of a proxy', options: status(504, false), sentence: HIDDEN, advice: PERHAPS, command },
    {
      when: '503, scaling',
      options: { fault: { kind: 'scaling' } },
      sentence: 'Something answers at URL, but it does not let this page (PAGE) read its answers.',
      advice:
        'vLLM 0.32 and later do so unless they are started with this page among their --allowed-origins. Behind a proxy, ' +
        'let ' +
        'the proxy add Access-Control-Allow-Origin. A vLLM that is scaling hides its answers, too: then wait a little.',
      command: '--allowed-origins',
    },
    {
      when: 'all answers, for --allowed-origins lack this page',
      options: { cors: { origins: ['https://elsewhere.example'] } },
      sentence: 'Something answers at URL, but it does not let this page (PAGE) read its answers.',
      advice:
        'vLLM 0.32 and later do so unless they are started with this page among their --allowed-origins. Behind a proxy, ' +
        'let ' +
        'the proxy add Access-Control-Allow-Origin. A vLLM that is scaling hides its answers, too: then wait a little.',
      command: '--allowed-origins',
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
  test('… and when that is put right, Try again tells the story', async ({ app, replay }) =>
    expectRecovery(app, replay, { apiKey: 'sesame' }));
});
