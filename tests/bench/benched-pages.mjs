import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @import { Page } from 'playwright' */

/**
 * A page that can stream a story, for comparison.
 * @typedef {object} BenchedPage
 * @property {string} name
 * @property {string} path
 * @property {(page: Page) => Promise<void>} [before] Runs before the page's own scripts.
 * @property {(page: Page, url: string, frames: number) => Promise<void>} prepare
 * @property {(page: Page, url: string) => Promise<void>} ask Requests the story from the server at this URL.
 */

/** @param {string} name @returns {BenchedPage} */
const plain = (name) => ({
  name,
  path: `/${name}.html`,
  prepare: async () => {},
  async ask(page, url) {
    await page.evaluate((to) => {
      const { run } = /** @type {{ run: (url: string) => Promise<void> }} */ (/** @type {unknown} */ (window));
      void run(to);
    }, url);
  },
});

/** Appends the text to one text node, once a frame: the least work. */
export const floor = plain('floor');

/** Renders everything again at each token. */
export const counter = plain('counter');

/** The built app. Only it sends pictures. @type {BenchedPage} */
export const app = {
  name: 'app',
  path: '/',
  async prepare(page, url, frames) {
    await addFrames(page, frames);
    await page.getByLabel('Server URL').fill(url);
    await page.getByLabel('Max tokens').fill('1000000');
  },
  async ask(page) {
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
  },
};

/** Adds the demo's pictures, repeated up to the number of frames. @param {Page} page @param {number} frames */
export async function addFrames(page, frames) {
  const files = Array.from({ length: frames }, (_, i) => ({
    name: `frame-${i + 1}.webp`,
    mimeType: 'image/webp',
    buffer: readFileSync(fileURLToPath(new URL(`../../src/app/demo/frame-${(i % 6) + 1}.webp`, import.meta.url))),
  }));
  await page.getByLabel('Add frames').setInputFiles(files);
  await page.getByText(`${frames} frames are ready.`).waitFor({ timeout: 120_000 });
}
