import { deliveries, restDeliveries } from '../fixtures/deliveries.ts';
import { named } from '../fixtures/named.ts';
import { configure, lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, testOfRuns as test } from '../helpers/journey-test.ts';

// The page shows the same story whichever way the server delivers the answer: one way of each kind. All ways are in
// tests/app/deliveries.test.ts, from the same table.

const shapes = named(
  deliveries,
  'vLLM 0.7.3',
  'vLLM 0.12.0 with --reasoning-parser: the thinking in reasoning and reasoning_content, twice',
  'some chunks have no text, with --reasoning-parser',
  'a chunk for each character',
  'one JSON object although the request streams',
  'a stream with the content type of JSON',
  'the finish reason is “”',
  'the finish reason is “eos_token”',
  'the text is in message instead of delta',
  'the thinking is in content parts of its own',
  'LiteLLM in front of vLLM',
  'each byte in a separate packet',
);

test.describe('the story is complete:', () => {
  for (const { when, options } of shapes) {
    test(when, async ({ app, replay }) => {
      configure(replay, options);
      await app.generate.click();
      await app.done();
      await expect(app.page.locator('[data-tag]')).toHaveCount(12);
      await expect(app.page.getByRole('tab', { name: /^Image \d+$/ })).toHaveCount(3);
      await app.expectCompletion(harbour);
    });
  }
});

const restShapes = named(
  restDeliveries,
  'the rest of the thinking comes as content',
  'the rest of the story comes as reasoning',
);

test.describe('the story is complete after Continue on a server with --reasoning-parser:', () => {
  for (const { when, chars, options } of restShapes) {
    test(when, async ({ app, replay }) => {
      configure(replay, { ...options, fault: { kind: 'error-event', after: { chars } } });
      await app.generate.click();
      await expect(app.alert).toBeVisible();
      configure(replay, options);
      await app.button('Continue').click();
      await app.done();
      // The reasoning parser removes the tags of the thinking. The model must get them back.
      expect(lastPost(replay).body.messages[2].content).toMatch(/^<think>\n## Image 1\n/);
      await app.expectCompletion(harbour);
    });
  }
});

test('an answer without a word is a failure, and its sentence says so', async ({ app, replay }) => {
  configure(replay, { text: '', finishReason: 'eos_token' });
  await app.generate.click();
  await expect(app.sentence).toHaveText('The server ended the answer without a word.');
  await expect(app.status).toHaveText(/^Failed/);
});
