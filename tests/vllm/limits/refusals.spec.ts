import { frames, png } from '../../helpers/journey-pictures.ts';
import { LIMITED, MAX_PIXELS } from '../flags.ts';
import { expect, expectWhole, generate, test } from '../test.ts';

test.use({ flags: LIMITED });

test('too many pictures: the page says how many the server accepts, and with fewer it works', async ({ app, page }) => {
  await app.setUp({ 'Max tokens': '2000' });
  await generate(app, 'short', frames(3));
  await expect(app.status).toHaveText('Failed');
  await expect(app.sentence).toHaveText('The server takes at most 2 images in a request; this one has 3.');
  await expect(app.said).toHaveText('At most 2 image(s) may be provided in one prompt.');
  await app.tiles.last().focus();
  await page.keyboard.press('Delete');
  await expect(app.tiles).toHaveCount(2);
  await app.generate.click();
  await expectWhole(app, 'short');
});

test('an answer longer than the context: the page says how long that is', async ({ app }) => {
  await generate(app, 'short', frames(2));
  await expect(app.status).toHaveText('Failed');
  await expect(app.sentence).toContainText('4,096 tokens');
  await expect(app.said).toHaveText(
    'max_tokens=8192 cannot be greater than max_model_len=4096. Please request fewer output tokens.',
  );
});

test('a prompt longer than the context: the page says how long that is', async ({ app }) => {
  await app.setUp({ 'Max tokens': '100', Prompt: 'Tell the story of the lamp. '.repeat(700) });
  await generate(app, 'short', frames(2));
  await expect(app.status).toHaveText('Failed');
  await expect(app.sentence).toContainText('4,096 tokens');
  await expect(app.said).toContainText("This model's maximum context length is 4096 tokens.");
});

test('pictures that the server shrinks: the page finds the limit of the server', async ({ app, page }) => {
  await app.setUp({ 'Max tokens': '2000' });
  await generate(app, 'short', [png('large.png', [90, 140, 110], 1120, 840)]);
  await expectWhole(app, 'short');
  await expect(page.getByText(`accepts at most ${MAX_PIXELS.toLocaleString('en')} pixels per picture`)).toBeVisible();
});
