import { demoFrames } from '../texts.ts';
import { expect, expectWhole, test } from '../test.ts';

test('frames and Generate, nothing else: the story of the demo arrives byte for byte', async ({ app, page }) => {
  await app.add(demoFrames);
  await app.expectFrames(demoFrames.map(({ name }) => name));
  await app.generate.click();
  await expect(app.status).toHaveText(/^Thinking: image \d of 6$/, { timeout: 60_000 });
  await expectWhole(app, 'demo');
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await expect(page.locator('[data-tag]').first()).toBeVisible();
});
