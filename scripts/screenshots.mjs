// `npm run screenshots`: takes the README's pictures of the demo in the built page, light and dark.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playDemo, withBuiltPage } from './built-page.mjs';

/** @typedef {import('playwright').Page} Page */

await withBuiltPage(async (browser, url) => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    /* oxlint-disable no-await-in-loop -- one picture after the other */
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
    await page.goto(url);
    await playDemo(page);
    await showStory(page);
    await shoot(page, `screenshot-${colorScheme}`);
    await showMatrix(page);
    await shoot(page, `matrix-${colorScheme}`);
    await page.close();
    /* oxlint-enable no-await-in-loop */
  }
});

/** The beginning of the story, with two entities pinned by one mention. @param {Page} page */
async function showStory(page) {
  await page.getByRole('region', { name: 'Story', exact: true }).evaluate((story) => story.scrollTo(0, 0));
  await page.locator('[data-frame="2"][data-entities="char1 char2"]').first().click();
  await page.getByRole('group', { name: 'Image 2 with its boxes' }).waitFor();
}

/** The identities of all frames, and the card of one entity. @param {Page} page */
async function showMatrix(page) {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await page.getByRole('tab', { name: 'Identities' }).click();
  const row = page.locator('[data-matrix] [data-entity="char2"]').first();
  await row.getByRole('gridcell').nth(1).click();
  await page.getByRole('region', { name: 'Cards of the pinned' }).waitFor();
  await page.mouse.move(5, 5);
  await page.evaluate(() => document.fonts.ready);
}

/**
 * Saves a screenshot as WebP, a tenth of the PNG's size. The browser converts it.
 *
 * @param {Page} page
 * @param {string} name
 */
async function shoot(page, name) {
  const png = await page.screenshot();
  const webp = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.9).split(',')[1] ?? '';
  }, png.toString('base64'));
  // The light screenshot is also the picture of link previews, so it is part of the page.
  const folder = name === 'screenshot-light' ? '../public' : '../.github/media';
  const file = fileURLToPath(new URL(`${folder}/${name}.webp`, import.meta.url));
  writeFileSync(file, Buffer.from(webp, 'base64'));
  console.log(`${file}: ${Math.round(readFileSync(file).length / 1000)} kB`);
}
