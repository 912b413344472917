import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure, lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// A server that refuses the fields that only vLLM knows, and that lists no models, as `transformers serve` does.

test('the server gets the request again without the fields, and the page names them', async ({ app, replay }) => {
  configure(replay, { strict: 'transformers', listsModels: false });
  await app.field('Server URL').fill(replay.url);
  await expect(app.connection).toContainText(
    'The server lists no models. It may load them on demand: Generate asks it for “daniel3303/QwenStoryteller”.',
  );
  await expect(app.connection).not.toContainText('does not serve');
  await app.tell(frames(3), replay.url);
  await app.done();
  await expect(
    app.page.getByText('It refused the request until StoryLens left out Top-k, Min-p, and Repetition penalty.'),
  ).toBeVisible();
  expect(lastPost(replay).body).toMatchObject({ model: 'daniel3303/QwenStoryteller', temperature: 0.7 });
  await app.expectCompletion(harbour);
});

test('Continue is not offered, and the page says why', async ({ app, replay }) => {
  configure(replay, { strict: 'pydantic', fault: { kind: 'finish', reason: 'length', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText(/^Cut off/);
  await expect(app.page.getByText('Continue is not offered, because this server refuses the fields')).toBeVisible();
  await expect(app.button('Regenerate')).toBeVisible();
  await expect(app.button('Continue')).toHaveCount(0);
  await expect(app.button('Regenerate the story only')).toHaveCount(0);
});

test('a text that another server began cannot be continued, and the failure says so', async ({ app, replay }) => {
  configure(replay, { fault: { kind: 'finish', reason: 'length', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.button('Continue')).toBeVisible();
  configure(replay, { strict: 'transformers' });
  await app.button('Continue').click();
  await expect(app.sentence).toHaveText('This server cannot continue an answer.');
  await expect(app.page.locator('[data-tag]').first()).toBeVisible();
  await expect(app.button('Continue')).toHaveCount(0);
});
