// `npm run screenshots`: the README's pictures, taken of the demo in the built page.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { findChromium } from './chromium.mjs';

const server = await preview({ preview: { port: 0 }, logLevel: 'silent' });
const { executablePath, args, env } = findChromium();
const browser = await chromium.launch({ executablePath, args, env });
for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  // oxlint-disable-next-line no-await-in-loop -- one page after the other
  await shoot(colorScheme);
}
await browser.close();
await server.close();

/** @param {'light' | 'dark'} colorScheme */
async function shoot(colorScheme) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await page.getByText(/^Done in/).waitFor({ timeout: 120_000 });
  await page.getByRole('region', { name: 'Story' }).evaluate((story) => story.scrollTo(0, 0));
  await page.locator('[data-frame="2"][data-entities="char1 char2"]').first().click();
  await page.getByRole('group', { name: 'Image 2 with its boxes' }).waitFor();
  const png = await page.screenshot();
  // WebP, a tenth of the PNG, made by the browser at hand.
  const webp = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.9).split(',')[1] ?? '';
  }, png.toString('base64'));
  const file = fileURLToPath(new URL(`../public/screenshot-${colorScheme}.webp`, import.meta.url));
  writeFileSync(file, Buffer.from(webp, 'base64'));
  console.log(`${file}: ${Math.round(readFileSync(file).length / 1000)} kB`);
  await page.close();
}
