import { copyFileSync } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';

/** Collects all errors and warnings of a page, including policy violations. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

/** Tries to pass strings to sinks that could run them, and returns what happens. */
const tryStrings = (page: Page) =>
  page.evaluate(() => {
    const sinks: Record<string, () => unknown> = {
      nothing: () => (document.createElement('div').innerHTML = ''),
      markup: () => (document.createElement('div').innerHTML = '<b>bold</b>'),
      script: () => (document.createElement('script').textContent = 'document.title = "caught"'),
      'data worker': () => new Worker('data:text/javascript,0'),
      'blob worker': () => new Worker(URL.createObjectURL(new Blob(['0']))),
      'foreign worker': () => new Worker('https://example.com/worker.js'),
      'file worker': () => new Worker('file:///worker.js'),
    };
    return Object.entries(sinks).flatMap(([name, write]) => {
      try {
        write();
        return [name];
      } catch {
        return [];
      }
    });
  });

test('the page opens without errors, and no string becomes markup or code', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  expect(complaints).toEqual([]);
  expect(await tryStrings(page)).toEqual(['nothing']);
});

test('a script from another host does not load, and a missing file is not answered with the page', async ({ page }) => {
  const missing = await page.request.get('/assets/nothing.js');
  expect(missing.status()).toBe(404);

  await page.goto('/');
  const blocked = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
      }),
  );
  await page.evaluate(`import('https://example.com/script.js').catch(() => null)`);
  expect(await blocked).toBe('script-src-elem');
});

test('the single file works from disk, without a network or other files', async ({ browser }, testInfo) => {
  const alone = testInfo.outputPath('alone.html');
  copyFileSync(new URL('../../dist/storylens.html', import.meta.url), alone);

  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`file://${alone}`);
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);

  expect(asked.filter((url) => !/^(?:data|blob):/.test(url))).toEqual([`file://${alone}`]);
  expect(complaints).toEqual([]);
  expect(await tryStrings(page)).toEqual(['nothing']);
  await context.close();
});
