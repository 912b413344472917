import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames, png } from '../helpers/journey-pictures.ts';
import type { Sent } from '../helpers/journey-requests.ts';
import { configure, lastPost, picturesOf, rolesOf } from '../helpers/journey-requests.ts';
import { expect, harbour, test as alone, testOfRuns as test } from '../helpers/journey-test.ts';

/** Expects the same request with the same bytes of pictures, but with another seed. */
function expectAgain(again: Sent, first: Sent): void {
  expect(again).not.toBe(first);
  const { seed, ...firstBody } = first.body;
  const { seed: another, ...secondBody } = again.body;
  expect(picturesOf(again)).toHaveLength(3);
  expect(secondBody).toEqual(firstBody);
  expect(Number.isInteger(another)).toBe(true);
  expect(another).not.toBe(seed);
}

test('Regenerate sends the same request with another seed', async ({ app, replay }) => {
  configure(replay, {});
  await app.generate.click();
  await app.done();
  const first = lastPost(replay);
  await app.button('Regenerate').click();
  await expect.poll(() => lastPost(replay)).not.toBe(first);
  await app.done();
  expectAgain(lastPost(replay), first);
  await app.expectCompletion(harbour);
});

test('Regenerate after an answer that broke off sends the whole request again', async ({ app, replay }) => {
  configure(replay, { fault: { kind: 'error-event', after: { chars: IN_STORY } } });
  await app.generate.click();
  await expect(app.alert).toBeVisible();
  const broken = lastPost(replay);
  configure(replay, {});
  await app.button('Regenerate').click();
  await app.done();
  expectAgain(lastPost(replay), broken);
  await expect(app.alert).toHaveCount(0);
  await app.expectCompletion(harbour);
});

test('Regenerate after Continue requests the whole answer, not only its rest', async ({ app, replay }) => {
  configure(replay, { fault: { kind: 'error-event', after: { chars: IN_STORY } } });
  await app.generate.click();
  await expect(app.alert).toBeVisible();
  const broken = lastPost(replay);
  configure(replay, {});
  await app.button('Continue').click();
  await app.done();
  const rest = lastPost(replay);
  await app.button('Regenerate').click();
  await expect.poll(() => lastPost(replay)).not.toBe(rest);
  await app.done();
  expectAgain(lastPost(replay), broken);
});

const thinking = harbour.slice(0, harbour.indexOf('<gdi image1>'));
const another = `${thinking}<gdi image1>\n<gdo char2>Tom</gdo> flew a kite.\n</gdi>\n`;

test('“Regenerate the story only” keeps the thinking unchanged and writes another story', async ({ app, replay }) => {
  configure(replay, {});
  await app.generate.click();
  await app.done();
  const first = lastPost(replay);
  configure(replay, { text: another });
  await app.button('Regenerate the story only').click();
  await expect(app.page.locator('[data-tag]')).toHaveText(['Tom']);
  await app.done();
  const second = lastPost(replay);
  expect(rolesOf(second)).toEqual(['system', 'user', 'assistant']);
  expect(second.body.messages.slice(0, 2)).toEqual(first.body.messages);
  expect(second.body.messages[2].content).toBe(thinking);
  expect(second.body).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
  expect(second.body.seed).not.toBe(first.body.seed);
  await expect(app.page.getByRole('tab', { name: /^Image \d+$/ })).toHaveCount(3);
  await app.expectCompletion(another);

  await app.button('Back to the previous story').click();
  await expect(app.page.locator('[data-tag]')).toHaveCount(12);
  await app.expectCompletion(harbour);
});

test('“Regenerate the story only” is shown if the story broke off, but not if the thinking did', async ({
  app,
  replay,
}) => {
  const breakOff = async (chars: number) => {
    configure(replay, { fault: { kind: 'error-event', after: { chars } } });
    await app.generate.click();
    await expect(app.alert).toBeVisible();
  };
  await breakOff(harbour.indexOf('## Image 3'));
  await expect(app.button('Continue')).toBeVisible();
  await expect(app.button('Regenerate the story only')).toHaveCount(0);
  await breakOff(IN_STORY);
  configure(replay, { text: another });
  await app.button('Regenerate the story only').click();
  await app.done();
  await app.expectCompletion(another);
});

test('the user can reuse the seed of the last run and clear it again', async ({ app, replay }) => {
  configure(replay, {});
  await app.generate.click();
  await app.done();
  const { seed } = lastPost(replay).body;
  await app.openSampling();
  await expect(app.field('Seed')).toHaveAccessibleDescription(`The last run used ${seed}.`);
  await app.button('Use the same seed').click();
  await expect(app.field('Seed')).toHaveValue(String(seed));
  await app.generate.click();
  await app.done();
  expect(lastPost(replay).body.seed).toBe(seed);

  await app.openSampling();
  await app.button('Clear the seed').click();
  await app.generate.click();
  await app.done();
  expect(lastPost(replay).body.seed).not.toBe(seed);
});

alone('Regenerate sends the pictures of the story even if the filmstrip has changed', async ({ app, page, replay }) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  const first = lastPost(replay);
  await app.tiles.nth(0).focus();
  await page.keyboard.press('Delete');
  await app.add([png('later.png')]);
  await app.expectFrames(['frame-2.png', 'frame-3.png', 'later.png']);
  await app.button('Regenerate').click();
  await expect.poll(() => lastPost(replay)).not.toBe(first);
  await app.done();
  expectAgain(lastPost(replay), first);
});
