import { IN_STORY, endEarly, endings } from '../helpers/journey-ends.ts';
import { posts } from '../helpers/journey-requests.ts';
import { expect, testOfRuns as test } from '../helpers/journey-test.ts';

// Every way in which an answer can end too early, here in the middle of the story: what the page says, and that nothing
// of what had arrived is lost in any view.

for (const ending of endings) {
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
