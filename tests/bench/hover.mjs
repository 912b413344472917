import { startReplay } from '../../scripts/replay/server.mjs';
import { openPage } from './bench-page.mjs';
import { app } from './readers.mjs';
import { median } from './sheet.mjs';
import { storyOf } from './stories.mjs';

/** @import { Browser } from 'playwright' */
/** @import { BenchPage } from './bench-page.mjs' */
/** @import { RecordedWindow } from './recorder.mjs' */

/**
 * One hover, in milliseconds.
 * @typedef {object} Hover
 * @property {number} heard From the pointer event's own time, which is that of the input in the browser's process, until
 *   the page's first listener ran. A browser hands over the moves of a pointer once a frame, whatever the page does.
 * @property {number} painted From then until the frame that shows the box had been committed: its listeners, rendering,
 *   style, layout, the drawing of the canvas, painting. What the compositor does with it afterwards is not in it.
 * @property {number} late What the page is answerable for: `painted`, and what it was too busy to hear beyond one frame.
 * @property {number} frames How many frames it took.
 */

/**
 * @typedef {object} Hovers
 * @property {number} mentions
 * @property {(Hover | null)[]} streaming null: no box was lit within a second.
 * @property {(Hover | null)[]} idle
 * @property {number[]} work What the main thread did for each idle hover until it had nothing more to do, later frames
 *   with it: milliseconds of processor time, so that what else runs on the machine is not counted.
 */

const FRAMES = 60;
const TELLINGS = 5;
const HOVERS = 24;
/** Tokens a second while it streams, and how many of them: the rest of the story is there before. */
const SPEED = 1000;
const TAIL = 20_000;
/** Milliseconds from one frame to the next. */
const FRAME = 1000 / 60;

/**
 * Points at 24 mentions, spread over a story of over 2,000, while the last of it comes in and when it is over.
 * @param {Browser} browser
 * @param {string} base
 * @returns {Promise<Hovers>}
 */
export async function measureHovers(browser, base) {
  const story = storyOf(FRAMES, { tellings: TELLINGS });
  const tail = story.tokens.slice(-TAIL);
  const head = story.text.length - tail.join('').length;
  const server = await startReplay({
    text: story.text,
    cut: [head, ...tail.map((token) => token.length)],
    tokensPerSecond: SPEED,
    fault: { kind: 'stall', after: 1 },
    maxModelLen: Infinity,
  });
  const bench = await openPage(browser, base + app.path);
  const { page } = bench;
  await app.prepare(page, server.url, story.frames);
  await app.ask(page, server.url);
  await page.locator('[data-tag]').nth(2000).waitFor({ timeout: 120_000 });
  await bench.idle();
  await page.evaluate(installHovers, FRAME);
  server.resume();
  const { hovers: streaming } = await hoverAll(bench);
  if (server.open === 0) throw new Error('The story was over before the last hover.');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByText(/^Stopped after/).waitFor();
  await bench.idle();
  const mentions = await page.locator('[data-tag]').count();
  const { hovers: idle, work } = await hoverAll(bench);
  await bench.close();
  await server.close();
  return { mentions, streaming, idle, work };
}

/** @param {Hovers} hovers */
export function printHovers({ mentions, streaming, idle, work }) {
  console.log(
    `\nA hover among ${mentions} mentions, from when the page hears of it until the frame with the box is committed:` +
      '\nlisteners, rendering, style, layout, canvas and painting are in it, the compositor and the screen are not.' +
      `\nA wait to be heard of more than a frame (${FRAME.toFixed(1)} ms) is added: then the page was busy.`,
  );
  printTimes('idle', idle);
  printTimes(`at ${SPEED} tokens/s`, streaming);
  console.log(`idle, processor time of all that follows from it, pictures and tables: ${sayTimes(work)}`);
}

/** @param {string} when @param {readonly (Hover | null)[]} hovers */
function printTimes(when, hovers) {
  const seen = hovers.filter((hover) => hover !== null);
  console.log(
    `${when}: ${seen.length} of ${hovers.length} lit, in ${Math.max(...seen.map(({ frames }) => frames))} frame at most; ` +
      `until the page hears ${sayTimes(seen.map(({ heard }) => heard))}, ` +
      `from there until the box is painted ${sayTimes(seen.map(({ late }) => late))}`,
  );
}

/** @param {readonly number[]} times in milliseconds */
function sayTimes(times) {
  return `${median(times).toFixed(1)} ms (most ${Math.max(...times).toFixed(1)})`;
}

/** @param {BenchPage} bench */
async function hoverAll({ page, busy, idle }) {
  /** @type {(Hover | null)[]} */
  const hovers = [];
  const work = [];
  for (let i = 0; i < HOVERS; i++) {
    await page.mouse.move(5, 5);
    const at = await page.evaluate(
      async (share) => /** @type {HoveredWindow} */ (window).hovers.prepare(share),
      (i + 0.5) / HOVERS,
    );
    const before = await busy();
    await page.mouse.move(at.x, at.y);
    hovers.push(await page.evaluate(async () => /** @type {HoveredWindow} */ (window).hovers.next()));
    await idle();
    work.push(1000 * ((await busy()) - before));
  }
  return { hovers, work };
}

/**
 * @typedef {object} InPage
 * @property {(share: number) => Promise<{ x: number, y: number }>} prepare Brings a mention that has a box in its frame
 *   into view, by its place in the story from 0 to 1, and lets the page come to rest.
 * @property {() => Promise<Hover | null>} next What became of the hover over it.
 */

/** @typedef {RecordedWindow & { hovers: InPage }} HoveredWindow */

/** To be run in the page. */
function installHovers(/** @type {number} */ frame) {
  const { recorder } = /** @type {RecordedWindow} */ (window);
  const REST = 100;
  const PATIENCE = 1000;
  const isShown = (/** @type {Element} */ mention, /** @type {number} */ since) => {
    const stage = document.querySelector('[data-stage]');
    const ids = mention.getAttribute('data-entities')?.split(' ') ?? [];
    const lit = ids.some((id) => stage?.querySelector(`[data-box="${id}"][data-lit="true"]`));
    return lit && recorder.drawnAt >= since;
  };
  /** @type {(pointed: PointerEvent) => Promise<Hover | null>} */
  const watch = async ({ target, timeStamp }) => {
    const began = performance.now();
    const heard = began - timeStamp;
    const mention = target instanceof Element ? target.closest('[data-grounded="here"]') : null;
    if (mention === null) return null;
    for (let frames = 1; performance.now() - began < PATIENCE; frames++) {
      await recorder.painted();
      const painted = performance.now() - began;
      if (isShown(mention, began)) return { heard, painted, late: painted + Math.max(0, heard - frame), frames };
    }
    return null;
  };
  /** @type {Promise<Hover | null>} */
  let hovered;
  /** @type {InPage} */
  const hovers = {
    async prepare(share) {
      const mentions = document.querySelectorAll('[data-grounded="here"]');
      const mention = mentions[Math.round(share * (mentions.length - 1))];
      mention?.scrollIntoView({ block: 'center' });
      await recorder.painted();
      await new Promise((resolve) => setTimeout(resolve, REST));
      // Before anybody of the page hears of it.
      hovered = new Promise((resolve) => {
        addEventListener('pointermove', (event) => resolve(watch(event)), { capture: true, once: true });
      });
      const { x, y, width, height } = mention?.getClientRects()[0] ?? new DOMRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    next: async () => hovered,
  };
  Object.assign(window, { hovers });
}
