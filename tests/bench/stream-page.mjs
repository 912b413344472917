import { startReplay } from '../../scripts/replay/server.mjs';
import { openPage } from './bench-page.mjs';
import { installOwnReads } from './own-reads.mjs';
import { lastWordsOf } from './stories.mjs';

/** @import { Browser, Page } from 'playwright' */
/** @import { BenchPage, Held } from './bench-page.mjs' */
/** @import { ReadingWindow } from './own-reads.mjs' */
/** @import { Reader } from './readers.mjs' */
/** @import { Record, RecordedWindow } from './recorder.mjs' */
/** @import { Story } from './stories.mjs' */

/**
 * What it cost a page to be told a story, or the end of one.
 * @typedef {Record & Held & {
 *   asking: number, busy: number, lag: number | null, tokens: number, whole: boolean
 * }} Cost `asking`: seconds of main thread from the click until the answer begins, the sending of pictures with it.
 *   `busy`: from then until all is painted and nothing is left to do. `lag`: milliseconds from the last token's sending to
 *   the frame that painted its words; null where it was not waited for.
 */

/**
 * Tells the end of a story over HTTP, at so many tokens a second and for so many seconds. What stands before it comes
 * first, as one token, and is no part of what is measured: what matters is a page that has much to show already.
 * @param {Browser} browser
 * @param {string} base
 * @param {Reader} reader
 * @param {Story} story
 * @param {{ speed: number, seconds: number }} pace
 * @returns {Promise<Cost>}
 */
export async function tellOverHttp(browser, base, reader, story, { speed, seconds }) {
  const tokens = story.tokens.slice(-Math.ceil(speed * seconds));
  const whole = tokens.length === story.tokens.length;
  const head = story.text.slice(0, story.text.length - tokens.join('').length);
  const server = await startReplay({
    text: story.text,
    cut: [...(whole ? [] : [head.length]), ...tokens.map((token) => token.length)],
    tokensPerSecond: speed,
    fault: { kind: 'stall', after: whole ? 0 : 1 },
    maxModelLen: Infinity,
  });
  const bench = await openPage(browser, base + reader.path);
  const { page } = bench;
  await reader.prepare(page, server.url, story.frames);
  await bench.idle();
  const before = await bench.busy();
  await reader.ask(page, server.url);
  const entry = await waitFor(() =>
    server.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/chat/completions')),
  );
  await waitFor(() => entry.sent.length === head.length || null);
  await seen(page, head);
  await bench.idle();
  const asking = (await bench.busy()) - before;

  await record(page);
  server.resume();
  // The page is not asked what it shows before the last half second.
  await waitFor(() => entry.sent.length >= story.text.length - 100 - 2 * speed || null);
  const shown = seen(page, story.text);
  await entry.closed;
  const sentAt = Date.now();
  const lag = (await shown) - sentAt;
  const cost = { ...(await costOf(bench)), asking, lag, tokens: tokens.length, whole };
  await bench.close();
  await server.close();
  return { ...cost, busy: cost.busy - before - asking };
}

/**
 * Tells a story from within the page, each token a read of its own, as fast as they are read.
 * @param {Browser} browser
 * @param {string} base
 * @param {Reader} reader
 * @param {Story} story
 * @param {{ address: string, turns: boolean, seconds: number }} told After so many seconds no more is told.
 * @returns {Promise<Cost>}
 */
export async function tellInReads(browser, base, reader, story, told) {
  const server = await startReplay();
  const bench = await openPage(browser, base + reader.path, async (page) => {
    await page.addInitScript(installOwnReads, told);
  });
  const { page } = bench;
  await reader.prepare(page, server.url, story.frames);
  await page.waitForFunction(() => /** @type {ReadingWindow} */ (window).ownReads.ready);
  await bench.idle();
  const before = await bench.busy();
  await reader.ask(page, server.url);
  await page.waitForFunction(() => /** @type {ReadingWindow} */ (window).ownReads.asked);
  await bench.idle();
  const asking = (await bench.busy()) - before;

  await record(page);
  const { given, whole, lag } = await page.evaluate(
    async (words) => {
      const { recorder, ownReads } = /** @type {RecordedWindow & ReadingWindow} */ (window);
      ownReads.open();
      const at = await ownReads.over;
      const { given: count, left } = ownReads;
      return { given: count, whole: left === 0, lag: left === 0 ? (await recorder.seen(words)) - at : null };
    },
    lastWordsOf(story.text) ?? '',
  );
  const cost = { ...(await costOf(bench)), asking, lag, tokens: given, whole };
  await bench.close();
  await server.close();
  return { ...cost, busy: cost.busy - before - asking };
}

/**
 * When all that is told of a text was on the page.
 * @param {Page} page
 * @param {string} text
 */
async function seen(page, text) {
  return page.evaluate(
    async (words) => {
      const { recorder } = /** @type {RecordedWindow} */ (window);
      return recorder.seen(words);
    },
    lastWordsOf(text) ?? '',
  );
}

/** @param {Page} page */
async function record(page) {
  await page.evaluate(() => /** @type {RecordedWindow} */ (window).recorder.begin());
}

/** @param {BenchPage} bench */
async function costOf(bench) {
  await bench.idle();
  const recorded = await bench.page.evaluate(() => /** @type {RecordedWindow} */ (window).recorder.end());
  const busy = await bench.busy();
  return { ...recorded, busy, ...(await bench.held()) };
}

/**
 * @template T
 * @param {() => T | null | undefined} look
 * @returns {Promise<T>} what is looked for, when it is there
 * @throws {Error} if it is not there after ten minutes
 */
async function waitFor(look) {
  for (const until = performance.now() + 600_000; performance.now() < until;) {
    const found = look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The page did not read on.');
}
