import { deliveries, deliveriesOfRest } from '../fixtures/deliveries.ts';
import { named } from '../fixtures/named.ts';
import { configure, lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, testOfRuns as test } from '../helpers/journey-test.ts';

// However a server hands the answer over, the page holds the same text, to the last character, and so the same story: here
// one of each shape. All are in tests/app/deliveries.test.ts, from the same table.

const shapes = named(
  deliveries,
  'vLLM 0.7.3',
  'vLLM 0.12.0 with --reasoning-parser: the thinking in reasoning and reasoning_content, twice',
  'chunks without text, with --reasoning-parser',
  'a chunk for each character',
  'each byte in a packet of its own',
);

test.describe('the same story:', () => {
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

const shapesOfRest = named(
  deliveriesOfRest,
  'the rest of the thinking comes as content',
  'the rest of the story comes as thinking',
);

test.describe('the same story after Continue, of a server with --reasoning-parser:', () => {
  for (const { when, chars, options } of shapesOfRest) {
    test(when, async ({ app, replay }) => {
      configure(replay, { ...options, fault: { kind: 'error-event', after: { chars } } });
      await app.generate.click();
      await expect(app.alert).toBeVisible();
      configure(replay, options);
      await app.button('Continue').click();
      await app.done();
      // A parser takes the tags away; the model gets them back.
      expect(lastPost(replay).body.messages[2].content).toMatch(/^<think>\n## Image 1\n/);
      await app.expectCompletion(harbour);
    });
  }
});
