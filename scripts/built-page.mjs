// Opens the built page in Chromium, for the scripts that make screenshots and the recording.
import { chromium } from 'playwright';
import { preview } from 'vite';
import { findChromium } from './chromium.mjs';

/** @typedef {import('playwright').Page} Page */

/**
 * Serves `dist` and opens a browser; closes both when `work` is done.
 *
 * @param {(browser: import('playwright').Browser, url: string) => Promise<void>} work
 */
export async function withBuiltPage(work) {
  const server = await preview({ preview: { port: 0 }, logLevel: 'silent' });
  const { executablePath, args, env } = findChromium();
  const browser = await chromium.launch({ executablePath, args, env });
  try {
    await work(browser, server.resolvedUrls?.local[0] ?? '');
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * Plays the demo to its end.
 *
 * @param {Page} page
 */
export async function playDemo(page) {
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await page
    .getByRole('banner')
    .getByText(/^Done in/)
    .waitFor({ timeout: 120_000 });
}
