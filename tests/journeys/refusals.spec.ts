import { named } from '../fixtures/named.ts';
import type { Refused } from '../fixtures/refused.ts';
import * as ofLength from '../fixtures/refusals-of-length.ts';
import * as ofRequest from '../fixtures/refusals-of-request.ts';
import * as ofServer from '../fixtures/refusals-of-server.ts';
import { expectRecovery, expectRefused } from '../helpers/journey-refusals.ts';
import { testOfRuns as test } from '../helpers/journey-test.ts';

// One refusal of each shape, on the page of a real browser. Every wording that is known is asserted in
// tests/app/refusals.test.ts, from the same tables.

const shapes: readonly (readonly [shape: string, rows: readonly Refused[], when: string])[] = [
  ['refused, with a command that cures it', ofLength.tooManyImages, 'vLLM 0.16.0'],
  ['refused, where the words depend on the prompt', ofLength.tooLong, 'vLLM 0.16.0'],
  ['refused in an event of the stream', ofLength.picturesTooLong, 'vLLM 0.8.5, as an event of the stream'],
  ['refused with HTTP 404', ofRequest.otherModels, 'vLLM 0.16.0'],
  ['refused for one field of the setup', ofRequest.parameters, 'vLLM 0.23.0, temperature'],
  [
    'refused in very many words',
    ofRequest.parameters,
    'vLLM 0.10.0, a wrong type, where it repeats the whole request with its pictures',
  ],
  ['refused for what was typed as Extra JSON', ofRequest.extraFields, 'vLLM 0.16.0, priority'],
  ['failed, with a page of HTML', ofServer.readableFailures, '502 of a proxy'],
  ['failed without a word', ofServer.readableFailures, '500 of a dead engine, vLLM 0.16.0: no word'],
  ['hidden by the browser: the version keeps it', ofServer.hiddenFailures, '400, too many images, vLLM 0.17.0'],
  ['hidden by the browser: the key', ofServer.hiddenFailures, '401, a wrong key'],
  ['hidden by the browser: a proxy', ofServer.hiddenFailures, '413 of a proxy'],
  ['hidden by the browser: every answer', ofServer.hiddenFailures, 'all answers, for --allowed-origins lack this page'],
];

for (const [shape, rows, when] of shapes) {
  for (const row of named(rows, when)) {
    test(`${shape}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
}

test('when a refusal is put right, Try again tells the story', async ({ app, replay }) =>
  expectRecovery(app, replay, { imageLimit: 1 }));

test('when a key is no longer asked for, Try again tells the story', async ({ app, replay }) =>
  expectRecovery(app, replay, { apiKey: 'sesame' }));
