import { named } from '../fixtures/named.ts';
import type { Refused } from '../fixtures/refused.ts';
import * as ofLength from '../fixtures/refusals-of-length.ts';
import * as ofRequest from '../fixtures/refusals-of-request.ts';
import * as ofServer from '../fixtures/refusals-of-server.ts';
import { expectRecovery, expectRefused } from '../helpers/journey-refusals.ts';
import { testOfRuns as test } from '../helpers/journey-test.ts';

// One refusal of each kind in a real browser. tests/app/refusals.test.ts has all known error messages, from the same
// tables.

const shapes: readonly (readonly [shape: string, rows: readonly Refused[], when: string])[] = [
  ['refused, with a server command that fixes it', ofLength.tooManyImages, 'vLLM 0.16.0'],
  ['refused, with a message that depends on the prompt', ofLength.tooLong, 'vLLM 0.16.0'],
  ['refused in an event of the stream', ofLength.picturesTooLong, 'vLLM 0.8.5, as an event of the stream'],
  ['refused with HTTP 404', ofRequest.otherModels, 'vLLM 0.16.0'],
  ['refused for one field of the setup', ofRequest.parameters, 'vLLM 0.23.0, temperature'],
  [
    'refused with a very long message',
    ofRequest.parameters,
    'vLLM 0.10.0, a wrong type, where it repeats the whole request with its pictures',
  ],
  ['refused because of Extra JSON', ofRequest.extraFields, 'vLLM 0.16.0, priority'],
  ['failed, with a page of HTML', ofServer.readableFailures, '502 of a proxy'],
  ['refused in JSON with status 200', ofServer.readableFailures, '200 with an error of JSON about the pictures'],
  ['refused by the server behind LiteLLM', ofServer.readableFailures, '400 that LiteLLM has wrapped'],
  ['failed because the server is loading', ofServer.readableFailures, '503 of llama.cpp: loading'],
  ['failed without a message', ofServer.readableFailures, '500 of a dead engine, vLLM 0.16.0: no message'],
  [
    'hidden by the browser: a version of vLLM without CORS headers',
    ofServer.hiddenFailures,
    '400, too many images, vLLM 0.17.0',
  ],
  ['hidden by the browser: the key', ofServer.hiddenFailures, '401, a wrong key'],
  ['hidden by the browser: a proxy', ofServer.hiddenFailures, '413 of a proxy'],
  [
    'hidden by the browser: every answer',
    ofServer.hiddenFailures,
    'all answers, because --allowed-origins does not include this page',
  ],
];

for (const [shape, rows, when] of shapes) {
  for (const row of named(rows, when)) {
    test(`${shape}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
}

test('Try again gives the story after the reason of a refusal is fixed', async ({ app, replay }) =>
  expectRecovery(app, replay, { imageLimit: 1 }));

test('Try again gives the story after the server stops requiring a key', async ({ app, replay }) =>
  expectRecovery(app, replay, { apiKey: 'sesame' }));
