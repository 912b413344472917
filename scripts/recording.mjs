// `npm run recording`: makes a short video of the demo in the built page, .github/media/recording.webm. The browser
// captures its own frames and encodes the video, so that no other tool is needed.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playDemo, withBuiltPage } from './built-page.mjs';

/** @typedef {import('playwright').Page} Page */
/** @typedef {{ readonly jpeg: string; readonly at: number }} Shot one painted frame; `at` in seconds of the video */

const SIZE = { width: 1280, height: 800 };
/** How many times faster the video shows the stream, which takes half a minute. The rest is shown at normal speed. */
const FASTER = 6;

await withBuiltPage(async (browser, url) => {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' });
  await page.goto(url);
  const film = await startFilm(page);
  await page.getByRole('button', { name: 'Try the demo' }).waitFor();
  await rest(page, 800);
  film.speed(FASTER);
  await playDemo(page);
  film.speed(1);
  await act(page);
  const shots = await film.stop();
  await page.close();

  const studio = await browser.newPage();
  const webm = await studio.evaluate(develop, { shots, size: SIZE });
  const file = fileURLToPath(new URL('../.github/media/recording.webm', import.meta.url));
  writeFileSync(file, Buffer.from(webm, 'base64'));
  console.log(`${file}: ${Math.round(Buffer.from(webm, 'base64').length / 1000)} kB, ${shots.length} frames`);
});

/** Shows what a user does with the story: hovers, pins, steps through mentions, opens the matrix. @param {Page} page */
async function act(page) {
  const story = page.getByRole('region', { name: 'Story', exact: true });
  await story.hover();
  await page.mouse.wheel(0, -20_000);
  await rest(page, 700);
  for (const words of ['the lighthouse', 'Biscuit', 'Mara']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a user does
    await page.locator('[data-told="1"]').getByRole('button', { name: words }).first().hover();
    // oxlint-disable-next-line no-await-in-loop
    await rest(page, 900);
  }
  await page.locator('[data-told="1"]').getByRole('button', { name: 'Mara' }).first().click();
  await page.getByRole('tab', { name: 'Identities' }).click();
  await rest(page, 900);
  for (let i = 0; i < 12; i++) {
    // oxlint-disable-next-line no-await-in-loop
    await page.keyboard.press('n');
    // oxlint-disable-next-line no-await-in-loop
    await rest(page, 350);
  }
  await rest(page, 900);
}

/** A pause for the viewer. @param {Page} page @param {number} ms */
async function rest(page, ms) {
  await page.waitForTimeout(ms);
}

/** Captures every frame that the page paints. @param {Page} page */
async function startFilm(page) {
  const cdp = await page.context().newCDPSession(page);
  /** @type {Shot[]} */
  const shots = [];
  let faster = 1;
  let before = 0;
  let at = 0;
  cdp.on('Page.screencastFrame', ({ data, sessionId, metadata }) => {
    const now = metadata.timestamp ?? 0;
    if (before > 0) at += (now - before) / faster;
    before = now;
    // 25 frames a second are enough; a frame is shown until the next.
    if (at - (shots.at(-1)?.at ?? -1) >= 0.04) shots.push({ jpeg: data, at });
    void cdp.send('Page.screencastFrameAck', { sessionId });
  });
  await cdp.send('Page.startScreencast', { format: 'jpeg', quality: 92 });
  return {
    speed: (/** @type {number} */ times) => {
      faster = times;
    },
    async stop() {
      await cdp.send('Page.stopScreencast');
      return shots;
    },
  };
}

/**
 * Draws the frames on a canvas at their times and records the canvas. Runs in a page of its own.
 *
 * @param {{ shots: Shot[]; size: { width: number; height: number } }} film
 * @returns {Promise<string>} WebM as base64
 */
async function develop({ shots, size }) {
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(25), {
    mimeType: 'video/webm;codecs=vp9',
    videoBitsPerSecond: 900_000,
  });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const ended = new Promise((resolve) => {
    recorder.addEventListener('stop', resolve);
  });
  recorder.start();
  const began = performance.now();
  for (const { jpeg, at } of shots) {
    const image = new Image();
    image.src = `data:image/jpeg;base64,${jpeg}`;
    // oxlint-disable-next-line no-await-in-loop -- each frame must be drawn at its time
    await image.decode();
    const wait = began + at * 1000 - performance.now();
    // oxlint-disable-next-line no-await-in-loop
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    context?.drawImage(image, 0, 0, size.width, size.height);
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
