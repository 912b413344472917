import { frames } from '../helpers/journey-pictures.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// A model that repeats the same text until it reaches Max tokens.

const row = '| char2 | Tom | Boy running | Happy | Runs | Carries the turn | 100,90,220,310 |\n';
const once = harbour.slice(0, harbour.indexOf(row) + row.length);
const looping = once + row.repeat(30);
const fault = { kind: 'stall' as const, after: { chars: looping.length } };

test('“The model has repeated itself N times so far.” After Stop here, Continue goes on from the start of the repetition', async ({
  app,
  page,
  replay,
}) => {
  replay.set({ text: `${looping}${row.repeat(20)}`, fault });
  await app.tell(frames(3), replay.url);
  await expect(
    page.getByRole('main').getByText(/^The model has repeated itself (?:2\d|3[01]) times so far\.$/),
  ).toBeVisible();
  await expect(page.getByRole('blockquote')).toHaveText(row.trim());
  await app.button('Stop here').click();
  await expect(app.status).toHaveText(/^Stopped after/);
  await app.expectArrived(looping.length);

  replay.set({ text: harbour, fault: null });
  await app.button('Continue').click();
  await app.done();
  expect(lastPost(replay).body.messages[2].content).toBe(once);
  await app.expectCompletion(harbour);
});

test('after Always stop repetition, StoryLens stops the next one: “StoryLens stopped the model because it repeated itself.”', async ({
  app,
  page,
  replay,
}) => {
  replay.set({ text: `${looping}${row.repeat(20)}`, fault });
  await app.tell(frames(3), replay.url);
  await app.button('Always stop repetition').click();
  await expect(app.status).toHaveText(/^Stopped after/);
  await app.button('Regenerate').click();
  await expect(app.status).toHaveText(/^Stopped because of repetition after/);
  await expect(app.sentence).toHaveText(
    'StoryLens stopped the model because it repeated itself. The text so far is kept.',
  );
  await lastPost(replay).closed;
  expect(lastPost(replay).aborted).toBe(true);
  await app.openSetup();
  await expect(page.getByLabel('Stop the model when it repeats itself')).toBeChecked();
});

test('after Keep going, the page does not ask again and shows the whole answer', async ({ app, page, replay }) => {
  replay.set({ text: looping, fault: { kind: 'stall', after: { chars: looping.length - row.length } } });
  await app.tell(frames(3), replay.url);
  const notice = page.getByRole('main').getByText(/^The model has repeated itself/);
  await expect(notice).toBeVisible();
  await app.button('Keep going').click();
  await expect(notice).toHaveCount(0);
  replay.resume();
  await app.done();
  await app.expectCompletion(looping);
});
