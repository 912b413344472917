import { frames } from '../helpers/journey-pictures.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// A model that says the same again and again, until its tokens are used up.

const row = '| char2 | Tom | Boy running | Happy | Runs | Carries the turn | 100,90,220,310 |\n';
const once = harbour.slice(0, harbour.indexOf(row) + row.length);
const looping = once + row.repeat(30);
const fault = { kind: 'stall' as const, after: { chars: looping.length } };

test('a model that repeats itself: “The model repeats itself: N times so far.”; who stops it goes on from the first time', async ({
  app,
  page,
  replay,
}) => {
  replay.set({ text: `${looping}${row.repeat(20)}`, fault });
  await app.tell(frames(3), replay.url);
  await expect(
    page.getByRole('main').getByText(/^The model repeats itself: (?:2\d|3[01]) times so far\.$/),
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

test('who always stops it has the next one stopped by itself: “The model was stopped: it repeated itself.”', async ({
  app,
  page,
  replay,
}) => {
  replay.set({ text: `${looping}${row.repeat(20)}`, fault });
  await app.tell(frames(3), replay.url);
  await app.button('Always stop it').click();
  await expect(app.status).toHaveText(/^Stopped after/);
  await app.button('Regenerate').click();
  await expect(app.status).toHaveText(/^Stopped for repeating itself after/);
  await expect(app.sentence).toHaveText('The model was stopped: it repeated itself. What had arrived stays.');
  await lastPost(replay).closed;
  expect(lastPost(replay).aborted).toBe(true);
  await app.openSetup();
  await expect(page.getByLabel('Stop a model that repeats itself')).toBeChecked();
});

test('who lets it go on is not asked again, and gets all of it', async ({ app, page, replay }) => {
  replay.set({ text: looping, fault: { kind: 'stall', after: { chars: looping.length - row.length } } });
  await app.tell(frames(3), replay.url);
  const notice = page.getByRole('main').getByText(/^The model repeats itself/);
  await expect(notice).toBeVisible();
  await app.button('Let it go on').click();
  await expect(notice).toHaveCount(0);
  replay.resume();
  await app.done();
  await app.expectCompletion(looping);
});
