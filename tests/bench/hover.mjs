import { startReplay } from '../../scripts/replay/server.mjs';
import { openPage } from './bench-page.mjs';
import { app } from './benched-pages.mjs';
import { median } from './text-table.mjs';
import { storyOf } from './stories.mjs';

/** @import { Browser } from 'playwright' */
/** @import { BenchPage } from './bench-page.mjs' */
/** @import { RecordedWindow } from './recorder.mjs' */

/**
 * One hover, in milliseconds.
 * @typedef {object} Hover
 * @property {number} heard From the pointer event's timestamp (when the browser's process got the input) until the
 *   page's first listener ran. A browser delivers pointer moves once a frame, whatever the page does.
 * @property {number} painted From `heard` until the frame with the box was committed: listeners, rendering, style, layout,
 *   canvas, painting. The compositor's later work is not included.
 * @property {number} late The delay that the page causes: `painted`, and the part of `heard` that is longer than one frame.
 * @property {number} frames How many frames it took.
 */

/**
 * @typedef {object} Hovers
 * @property {number} mentions
 * @property {(Hover | null)[]} streaming null if no box was highlighted within a second.
 * @property {(Hover | null)[]} idle
 * @property {number[]} work Processor time of the main thread for each idle hover until it was idle again, including later
 *   frames, in milliseconds. Other programs on the machine are not counted.
 */

const FRAMES = 60;
const PARAGRAPHS = 5;
const HOVERS = 24;
/** Tokens a second while the story streams, and the number of streamed tokens; the story before them arrives at once. */
const SPEED = 1000;
const TAIL = 20_000;
/** Milliseconds from one frame to the next. */
const FRAME = 1000 / 60;

/**
 * Hovers over 24 of more than 2,000 mentions, while the end of the story streams and again when the run is over.
 * @param {Browser} browser
 * @param {string} base
 * @returns {Promise<Hovers>}
 */
export async function measureHovers(browser, base) {
  const story = storyOf(FRAMES, { paragraphs: PARAGRAPHS });
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
    `\nA hover among ${mentions} mentions, from the page’s first listener until the frame with the box is committed:` +
      '\nthis includes listeners, rendering, style, layout, canvas and painting, but not the compositor and the screen.' +
      `\nIf the page was too busy to run the listener within a frame (${FRAME.toFixed(1)} ms), the time beyond it is added.`,
  );
  printTimes('idle', idle);
  printTimes(`at ${SPEED} tokens/s`, streaming);
  console.log(`idle, processor time of all work after a hover, pictures and tables included: ${formatTimes(work)}`);
}

/** @param {string} when @param {readonly (Hover | null)[]} hovers */
function printTimes(when, hovers) {
  const seen = hovers.filter((hover) => hover !== null);
  console.log(
    `${when}: ${seen.length} of ${hovers.length} lit, in ${Math.max(...seen.map(({ frames }) => frames))} frame at most; ` +
      `until the first listener ${formatTimes(seen.map(({ heard }) => heard))}, ` +
      `from there until the box is painted ${formatTimes(seen.map(({ late }) => late))}`,
  );
}

/** @param {readonly number[]} times in milliseconds */
function formatTimes(times) {
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
 * @property {(share: number) => Promise<{ x: number, y: number }>} prepare Scrolls to a mention that has a box in its
 *   frame, given by its position in the story from 0 to 1, and waits until the page is idle.
 * @property {() => Promise<Hover | null>} next The result of the hover over it.
 */

/** @typedef {RecordedWindow & { hovers: InPage }} HoveredWindow */

/** Runs in the page. */
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
      // Runs before the page's own listeners.
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
