import { copyFileSync, mkdirSync } from 'node:fs';
import type { Browser, TestInfo } from '@playwright/test';
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, listen, test } from '../helpers/journey-test.ts';

/** Opens the single file from a folder without other files. */
async function openFile(browser: Browser, info: TestInfo, offline: boolean) {
  mkdirSync(info.outputDir, { recursive: true });
  const file = info.outputPath('storylens.html');
  copyFileSync(new URL('../../dist/storylens.html', import.meta.url), file);
  const context = await browser.newContext({ offline, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const complaints = listen(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.install();
  await page.goto(`file://${file}`);
  const app = new App(page);
  const ofNetwork = () => asked.filter((url) => /^https?:/.test(url));
  return { app, page, complaints, ofNetwork, close: () => context.close() };
}

test('the single file plays the demo from disk, without a network and without errors', async ({ browser }, info) => {
  const { app, complaints, ofNetwork, close } = await openFile(browser, info, true);
  await app.playDemo();
  await expect(app.tiles).toHaveCount(6);
  await app.mention('All three', 3).hover();
  await app.expectLit(['char1', 'char2', 'char3']);
  await app.showRaw();
  await expect(app.page.getByRole('region', { name: 'Raw completion' })).toContainText('<think>');
  await app.openDialog();
  await app.page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
  expect(ofNetwork()).toEqual([]);
  await close();
});

test('the single file, opened from disk, sends requests only to the server', async ({ browser, replay }, info) => {
  const { app, page, complaints, ofNetwork, close } = await openFile(browser, info, false);
  await app.tell(frames(3), replay.url);
  await app.done();
  await expect(page.locator('[data-tag]')).toHaveCount(12);
  expect(complaints).toEqual([]);
  expect(new Set(ofNetwork().map((url) => new URL(url).origin))).toEqual(new Set([new URL(replay.url).origin]));
  expect(lastPost(replay).headers.origin).toBe('null');
  await close();
});
