import { startReplay } from '../../scripts/replay/server.mjs';
import { openPage } from './bench-page.mjs';
import { installOwnReads } from './own-reads.mjs';
import { lastWordsOf } from './stories.mjs';

/** @import { Browser, Page } from 'playwright' */
/** @import { BenchPage, Held } from './bench-page.mjs' */
/** @import { OwnReadsWindow } from './own-reads.mjs' */
/** @import { BenchedPage } from './benched-pages.mjs' */
/** @import { Record, RecordedWindow } from './recorder.mjs' */
/** @import { Story } from './stories.mjs' */

/**
 * The cost of streaming a story, or the end of one, to a page.
 * @typedef {Record & Held & {
 *   asking: number, busy: number, lag: number | null, tokens: number, whole: boolean
 * }} Cost `asking`: seconds of main thread from the click until the answer begins, sending pictures included.
 *   `busy`: from then until everything is painted and the thread is idle. `lag`: milliseconds from sending the last token
 *   to the frame that painted its words; null if the page stopped before the end.
 */

/**
 * Streams the end of a story over HTTP, at `speed` tokens a second for `seconds`. The text before it is sent first, as one
 * token, and is not measured: the interesting case is a page that already shows much text.
 * @param {Browser} browser
 * @param {string} base
 * @param {BenchedPage} reader
 * @param {Story} story
 * @param {{ speed: number, seconds: number }} pace
 * @returns {Promise<Cost>}
 */
export async function streamOverHttp(browser, base, reader, story, { speed, seconds }) {
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
  const bench = await openPage(browser, base + reader.path, reader.before);
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
  // Do not query the page before the last half second, because queries cost time.
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
 * Streams a story from inside the page, each token in its own read, as fast as the page reads.
 * @param {Browser} browser
 * @param {string} base
 * @param {BenchedPage} reader
 * @param {Story} story
 * @param {{ address: string, turns: boolean, seconds: number }} options After `seconds` the stream ends.
 * @returns {Promise<Cost>}
 */
export async function streamInReads(browser, base, reader, story, options) {
  const server = await startReplay();
  const bench = await openPage(browser, base + reader.path, async (page) => {
    await page.addInitScript(installOwnReads, options);
  });
  const { page } = bench;
  await reader.prepare(page, server.url, story.frames);
  await page.waitForFunction(() => /** @type {OwnReadsWindow} */ (window).ownReads.ready);
  await bench.idle();
  const before = await bench.busy();
  await reader.ask(page, server.url);
  await page.waitForFunction(() => /** @type {OwnReadsWindow} */ (window).ownReads.asked);
  await bench.idle();
  const asking = (await bench.busy()) - before;

  await record(page);
  const { given, whole, lag } = await page.evaluate(
    async (words) => {
      const { recorder, ownReads } = /** @type {RecordedWindow & OwnReadsWindow} */ (window);
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
 * Resolves when the last words of a text are on the page, with the time in epoch milliseconds.
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
 * @returns {Promise<T>} the first result of `look` that is not null
 * @throws {Error} after ten minutes without a result
 */
async function waitFor(look) {
  for (const until = performance.now() + 600_000; performance.now() < until;) {
    const found = look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The page stopped reading.');
}
