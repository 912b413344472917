import { describe, expect, test } from 'vitest';
import * as failures from '../../src/inference/connection-failures.ts';
import * as unread from '../../src/inference/unread-failures.ts';
import type { Failure, FailureKind } from '../../src/inference/index.ts';
import { requestTo } from './request.ts';

const { server } = requestTo();
const withKey = { ...server, apiKey: 'k' };
const remote = { ...server, baseUrl: 'http://10.0.0.5:8000/v1' };

const ENTER_KEY = 'Enter the key that vLLM was started with (--api-key, or VLLM_API_KEY in its environment).';
const FAILED_OR_PROXY =
  'The server may have failed (its log says why), or a proxy in front of it refused the request, for example because it is too large (nginx: client_max_body_size). Try fewer frames or fewer pixels.';
const NOT_RUNNING =
  'Either no server runs there, or vLLM is still loading the model, which can take minutes. Start it, or check the address and the port.';

// Each failure with its exact texts: what happened, then the next step.
test.each<[string, Failure, FailureKind, string, string]>([
  [
    'no answer',
    failures.failureOfSilence(server, 'http:'),
    'unreachable',
    'Nothing answers at http://localhost:8000/v1.',
    NOT_RUNNING,
  ],
  [
    'no answer to a page over https, for which Safari blocks http servers',
    failures.failureOfSilence(server, 'https:'),
    'unreachable',
    'Nothing answers at http://localhost:8000/v1.',
    `${NOT_RUNNING} Safari always blocks http servers on https pages.`,
  ],
  [
    'a server over http and a page over https',
    failures.failureOfSilence(remote, 'https:'),
    'mixed-content',
    'This page was loaded over https, so the browser blocks http servers such as http://10.0.0.5:8000/v1.',
    'Open StoryLens over http (npm start on your machine) or as a file, or serve vLLM over https (--ssl-keyfile and --ssl-certfile). Chrome can allow a server in the local network: look for its permission prompt.',
  ],
  [
    'a server that sends nothing',
    failures.failureOfSlowness(remote, 8),
    'unreachable',
    'http://10.0.0.5:8000/v1 sent nothing for 8 seconds.',
    'A firewall may block the request, or the address belongs to another network. Check both. A vLLM that is reading ' +
      'many pictures can also be silent for some seconds, so check again.',
  ],
  [
    'a denied permission',
    failures.failureOfPermission(remote),
    'permission',
    'This browser does not let the page call 10.0.0.5:8000, which is in your own network.',
    'Click the icon beside the address of this page, set “Local network access” to Allow, and reload. Or open StoryLens ' +
      'from your own machine (npm start).',
  ],
  [
    'an origin that is not allowed',
    failures.failureOfCors(server, 'https://page.test'),
    'cors',
    'Something answers at http://localhost:8000/v1, but it does not let this page (https://page.test) read its answers.',
    'vLLM 0.32 and later allow only the pages in --allowed-origins: restart vLLM with this page among them. If vLLM is behind a proxy, let the proxy add Access-Control-Allow-Origin. A vLLM that is scaling hides its answers, too: then wait a little.',
  ],
  [
    'headers that are not allowed',
    failures.failureOfHeaders(server),
    'cors',
    'The server at http://localhost:8000/v1 answers this page, but refuses the headers that every request needs.',
    'Restart vLLM without --allowed-headers, or add authorization and content-type to it. A proxy in front of vLLM must allow these two headers as well.',
  ],
  ['no key', failures.failureOfKeyUnseen(server), 'unauthorized', 'The server needs an API key.', ENTER_KEY],
  [
    'a wrong key',
    failures.failureOfKeyUnseen(withKey),
    'unauthorized',
    'The server does not accept this API key.',
    ENTER_KEY,
  ],
  [
    'another server',
    failures.failureOfOtherServer(server),
    'other-server',
    'Something answers at http://localhost:8000/v1, but it does not serve language models.',
    'Check the address and the port: vLLM listens on port 8000 by default, and its URL ends in /v1.',
  ],
  [
    'a dead engine',
    unread.failureOfDeadEngine(),
    'server-error',
    'The server runs, but its engine has died.',
    'Restart vLLM. Its log has the cause, often a lack of GPU memory (see --max-model-len).',
  ],
  [
    'an answer that this version of vLLM hides',
    unread.failureOfHiddenAnswer('0.18.0', server),
    'hidden',
    'The server refused the request, and vLLM 0.18.0 hides the reason from web pages (as v0.17 to v0.22 do).',
    'Its log has the reason: most often too many images (--limit-mm-per-prompt) or a prompt that is too long (--max-model-len). The command below sets both. A newer vLLM also shows the reason here.',
  ],
  [
    'an answer that is hidden for another reason',
    unread.failureOfHiddenAnswer('0.16.0', server),
    'hidden',
    'The server at http://localhost:8000/v1 is healthy, but its answer to this request could not be read.',
    FAILED_OR_PROXY,
  ],
])('the texts of the failure: %s', (_, failure, kind, sentence, advice) => {
  expect(failure).toEqual({ kind, sentence, advice, said: null, status: kind === 'server-error' ? 503 : null });
});

test.each([
  ['0.16.2', false],
  ['0.17.0', true],
  ['v0.22.1', true],
  ['0.20.0rc1.dev12+g0123abc', true],
  ['0.23.0', false],
  ['0.7.3', false],
  ['1.18.0', false],
  ['0.180.0', false],
  ['dev', false],
  [null, false],
])('vLLM %s hides its reasons from pages: %s', (version, hides) => {
  const { sentence } = unread.failureOfHiddenAnswer(version, server);
  expect(sentence.includes('hides the reason from web pages')).toBe(hides);
});

describe('if no answer can be read', () => {
  test.each<[string, string, FailureKind]>([
    ['http:', 'http://localhost:8000/v1', 'unreachable'],
    ['', 'http://10.0.0.5:8000/v1', 'unreachable'],
    ['file:', 'http://10.0.0.5:8000/v1', 'unreachable'],
    ['https:', 'https://10.0.0.5:8000/v1', 'unreachable'],
    ['https:', 'http://localhost:8000/v1', 'unreachable'],
    ['https:', 'http://app.localhost:8000/v1', 'unreachable'],
    ['https:', 'http://127.0.0.1:8000/v1', 'unreachable'],
    ['https:', 'http://127.8.0.1:8000/v1', 'unreachable'],
    ['https:', 'http://[::1]:8000/v1', 'unreachable'],
    ['https:', 'http://10.0.0.5:8000/v1', 'mixed-content'],
    ['https:', 'http://localhost.example.org/v1', 'mixed-content'],
    ['https:', 'http://127.0.0.1.example.org/v1', 'mixed-content'],
    ['https:', 'http://mylocalhost/v1', 'mixed-content'],
  ])('a page with %s and the server %s give %s', (pageProtocol, baseUrl, kind) => {
    const failure = failures.failureOfSilence({ ...server, baseUrl }, pageProtocol);
    expect(failure).toMatchObject({ kind, said: null, status: null, sentence: expect.stringContaining(baseUrl) });
    const trusted = pageProtocol === 'https:' && kind === 'unreachable' && baseUrl.startsWith('http:');
    expect(failure.advice.includes('Safari')).toBe(trusted);
  });
});
