import { IN_STORY, IN_THINKING } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';
import { translate } from '../helpers/journey-translate.ts';

// A browser translates the page while the story arrives.

for (const [place, chars] of [
  ['in the thinking', IN_THINKING],
  ['in the story', IN_STORY],
] as const) {
  test(`translated ${place}, the story grows, words and boxes link, and the story is read translated`, async ({
    app,
    replay,
  }) => {
    configure(replay, { fault: { kind: 'stall', after: { chars } }, cut: 3 });
    await app.tell(frames(3), replay.url);
    await app.expectArrived(chars);
    await app.page.evaluate(translate);
    await expect(app.generate.or(app.stop)).toHaveText(/^\[.*\]$/);
    replay.resume();
    const story = app.page.getByRole('region', { name: 'Story' });
    await expect(story).toContainText(/\[[^\]]*\]/);
    await expect(app.page.locator('[data-tag]')).toHaveCount(12);
    await expect(app.status).toHaveText(/^\[?Done in/);
    const words = harbour
      .slice(harbour.indexOf('</think>') + '</think>'.length)
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, '');
    await expect
      .poll(async () => (await story.locator('p').allTextContents()).join('').replaceAll(/[[\]\s]+/g, ''))
      .toContain(words);
    await expect.poll(async () => story.locator('[data-tag] font').count()).toBeGreaterThanOrEqual(12);

    const mention = app.page.locator('[data-tag="gdo"][data-entities="char1"]').first();
    await mention.hover();
    await app.expectLit(['char1']);
    await mention.click();
    await expect(mention).toHaveAttribute('aria-pressed', 'true');
    await app.leave();
    await app.page.keyboard.press('Escape');

    configure(replay, {});
    await app.page.getByRole('button', { name: /Regenerate\]?$/ }).click();
    await expect(app.status).toHaveText(/^\[?Done in/);
    await expect(app.page.locator('[data-tag]')).toHaveCount(12);
  });
}
