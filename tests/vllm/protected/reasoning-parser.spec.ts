import { frames } from '../../helpers/journey-pictures.ts';
import { LOCKED, KEY } from '../flags.ts';
import { texts } from '../texts.ts';
import { done, expect, generate, test } from '../test.ts';

test.use({ flags: LOCKED });

test('with a reasoning parser on the server, thinking and story still arrive', async ({ app, page }) => {
  await app.setUp({ 'API key': KEY });
  await generate(app, 'short', frames(2));
  await done(app);
  // This parser leaves out the line breaks around </think>, and of the end of the answer the tokens that it still holds
  // back then, here the last `>`. All else is the text, to the byte.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.showRaw();
  const raw = page.getByRole('tabpanel', { name: 'Raw' });
  await raw.getByRole('button', { name: /^Cop(?:y|ied)$/ }).click();
  await expect(raw.getByRole('button', { name: 'Copied' })).toBeVisible();
  const arrived = joined(await page.evaluate(() => navigator.clipboard.readText()));
  expect(arrived).toBe(joined(texts.short).slice(0, arrived.length));
  expect(joined(texts.short).length - arrived.length).toBeLessThan(5);
  await expect(page.locator('[data-tag]')).toHaveCount(12);
});

/** A completion without the white space around the end of the thinking. */
const joined = (completion: string): string =>
  completion
    .trim()
    .replace(/^<think>\s*/, '<think>')
    .replace(/\s*<\/think>\s*/, '</think>');
