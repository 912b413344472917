import { frames } from '../helpers/journey-pictures.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

declare global {
  var violations: string[];
}

test('a whole run violates no content security policy and leaves the console empty', async ({
  page,
  app,
  replay,
  complaints,
}) => {
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      globalThis.violations.push(`${violatedDirective}: ${blockedURI}`),
    );
  });
  await app.open();
  await app.tell(frames(3), replay.url);
  await app.done();
  await app.mention('They', 1).click();
  await app.leave();
  await page.getByRole('tab', { name: 'Narrative structure' }).click();
  await app.showRaw();
  await app.tiles.nth(0).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Setup' }).click();
  await app.openText(harbour);
  await expect(page.locator('[data-tag]')).toHaveCount(12);
  expect(await page.evaluate(() => globalThis.violations)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the API key goes to the server and nowhere else', async ({ app, page, replay }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith('http')) asked.push(request.url());
  });
  await page.getByLabel('Server URL').fill(replay.url);
  await page.getByLabel('API key').fill('sesame');
  await expect(page.getByLabel('API key')).toHaveAttribute('type', 'password');
  await app.tell(frames(1), replay.url);
  await app.done();
  await page.getByRole('button', { name: 'Setup' }).click();
  await expect(app.connection).toContainText('answers in');
  expect(lastPost(replay).headers.authorization).toBe('Bearer sesame');
  const origins = asked.map((url) => new URL(url).origin);
  expect(new Set(origins)).toEqual(new Set([new URL(page.url()).origin, new URL(replay.url).origin]));
  expect(asked.join(' ')).not.toContain('sesame');
  expect(page.url()).not.toContain('sesame');
  expect(await page.evaluate(() => JSON.stringify([localStorage, document.cookie]))).not.toContain('sesame');
});
