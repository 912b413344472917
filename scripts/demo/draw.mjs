// Draws the demo's six pictures, and writes its completion with boxes measured on them. Run with `npm run demo:draw`.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findChromium } from '../chromium.mjs';
import { completionOf } from './completion.mjs';
import { frame1 } from './frames/frame-1.mjs';
import { frame2 } from './frames/frame-2.mjs';
import { frame3 } from './frames/frame-3.mjs';
import { frame4 } from './frames/frame-4.mjs';
import { frame5 } from './frames/frame-5.mjs';
import { frame6 } from './frames/frame-6.mjs';
import { measure, paint } from './measure.mjs';
import { HEIGHT, WIDTH } from './sky.mjs';
import { CHAPTERS, NARRATIVE } from './story.mjs';

// Six pictures in 187 kB; at 0.9 they took 279 kB, with no visible difference at twice their size.
const QUALITY = 0.8;

const target = fileURLToPath(new URL('../../src/app/demo/', import.meta.url));
const size = { width: WIDTH, height: HEIGHT };
const root = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`;
const pictures = [frame1, frame2, frame3, frame4, frame5, frame6].map((frame) => `${root}${frame()}</svg>`);

const { executablePath, args, env } = findChromium();
const browser = await chromium.launch({ executablePath, args, env });
try {
  const page = await browser.newPage();
  const boxes = await Promise.all(pictures.map(async (picture) => page.evaluate(measure, { picture, ...size })));
  const images = await Promise.all(
    pictures.map(async (picture) => page.evaluate(paint, { picture, ...size, quality: QUALITY })),
  );
  const files = images.map((image) => Buffer.from(image, 'base64'));
  await mkdir(target, { recursive: true });
  await Promise.all(files.map(async (bytes, i) => writeFile(`${target}frame-${i + 1}.webp`, bytes)));
  const completion = completionOf(
    CHAPTERS,
    NARRATIVE,
    boxes.map((found) => new Map(found)),
  );
  await writeFile(`${target}completion.txt`, completion);
  console.log(`Drew ${files.map((bytes) => `${(bytes.length / 1000).toFixed(1)} kB`).join(', ')} into ${target}`);
} finally {
  await browser.close();
}
