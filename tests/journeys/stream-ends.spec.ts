import { IN_STORY, endings } from '../fixtures/early-ends.ts';
import { named } from '../fixtures/named.ts';
import { endEarly } from '../helpers/journey-ends.ts';
import { posts } from '../helpers/journey-requests.ts';
import { expect, testOfRuns as test } from '../helpers/journey-test.ts';

// One early end of each kind, in the middle of the story: the page shows the right texts, and all views keep the text so
// far. tests/app/early-ends.test.ts has all early ends, from the same table.

const shapes = named(
  endings,
  'vLLM 0.16.0, an error event: the engine is dead',
  'the connection breaks',
  'length, by Max tokens',
  'the user presses Stop',
);

for (const ending of shapes) {
  test(`${ending.when}: “${ending.sentence}”`, async ({ app, replay }) => {
    const { page } = app;
    const before = posts(replay).length;
    const { where, putBack } = await endEarly(app, replay, ending, IN_STORY);
    await expect(app.status).toHaveText(ending.status);
    const sentence = ending.sentence.replace('URL', replay.url).replace('COUNT', `${where.tokens} tokens`);
    await expect(page.getByText(sentence, { exact: true })).toBeInViewport();
    await expect(page.getByText(ending.advice, { exact: true })).toBeVisible();
    await expect(app.said).toHaveText(ending.said === undefined ? [] : [ending.said]);
    expect(posts(replay).length - before).toBe(1);

    await expect(page.locator('[data-tag]')).toHaveText(['Ines', 'watched', 'the clock tower', 'Tom']);
    await app.mention('Tom', 1).hover();
    await app.expectLit(['char2']);
    await app.leave();
    await expect(page.getByRole('tab', { name: /^Image \d+$/ })).toHaveCount(3);
    await app.expectArrived(where.chars);

    await expect(app.button('Continue')).toBeVisible();
    await expect(app.button('Regenerate')).toBeVisible();
    await expect(app.button('Regenerate the story only')).toBeVisible();
    await expect(app.button('Try again')).toHaveCount(0);
    await putBack();
  });
}
