import { openPage } from './bench-page.mjs';
import { addFrames } from './benched-pages.mjs';
import { printScrolls, scroll } from './scroll.mjs';
import { storyOf } from './stories.mjs';
import { median } from './text-table.mjs';

/** @import { Browser, Locator, Page } from 'playwright' */
/** @import { BenchPage } from './bench-page.mjs' */
/** @import { RecordedWindow } from './recorder.mjs' */
/** @import { Scroll } from './scroll.mjs' */

/**
 * Milliseconds from a click to the paint, and the processor time of the main thread in them: on a busy machine, the rest is
 * time of other programs.
 * @typedef {{ took: number, busy: number }} Time
 */

/** @typedef {{ list: readonly Time[], scroll: Scroll, opening: readonly Time[] }} LibraryCost */

const SEQUENCES = 500;
const FRAMES = 17;
const OPENINGS = 10;

/**
 * Opens the list of 500 sequences of 17 frames each, scrolls it, and opens sequences, each on a page that has just loaded.
 * @param {Browser} browser
 * @param {string} base
 * @returns {Promise<LibraryCost>}
 */
export async function measureLibrary(browser, base) {
  const bench = await openPage(browser, `${base}/`);
  const { page } = bench;
  await fill(page);
  /** @type {Time[]} */
  const list = [];
  /** @type {Time[]} */
  const opening = [];
  for (let i = 0; i < OPENINGS; i++) {
    await page.goto(`${base}/?${i}`);
    await page.locator('[data-tag]').first().waitFor();
    await bench.idle();
    await bench.idle();
    list.push(
      await timeTo(bench, page.getByRole('button', { name: 'Library' }), '[aria-label=Sequences] li:nth-child(8)'),
    );
    const row = page
      .getByRole('list', { name: 'Sequences' })
      .getByRole('listitem')
      .nth(3 + i);
    opening.push(await timeTo(bench, row.getByRole('button').first(), '[data-tag]'));
  }
  await page.getByRole('button', { name: 'Library' }).click();
  const scrolled = await scroll(bench, 'library', page.getByRole('list', { name: 'Sequences' }), 'y');
  await bench.close();
  return { list, opening, scroll: scrolled };
}

/** @param {LibraryCost} cost */
export function printLibrary({ list, opening, scroll: scrolled }) {
  console.log(`\nLibrary of ${SEQUENCES} sequences of ${FRAMES} frames each, ${OPENINGS} visits`);
  for (const [name, times] of /** @type {const} */ ([
    ['list appears', list],
    ['story appears', opening],
  ]))
    console.log(`  ${name} ${sayTimes(times)}`);
  printScrolls([scrolled]);
}

/** @param {readonly Time[]} times */
export function sayTimes(times) {
  const [took, busy] = [times.map((time) => time.took), times.map((time) => time.busy)];
  return `after ${median(took).toFixed(0)} ms, at most ${Math.max(...took).toFixed(0)} ms, of which ${median(busy).toFixed(0)} ms are processor time`;
}

/**
 * The milliseconds from a click to the paint of an element that appears.
 * @param {BenchPage} bench
 * @param {Locator} button
 * @param {string} selector
 * @returns {Promise<Time>}
 */
async function timeTo({ page, busy }, button, selector) {
  const before = await busy();
  const appeared = page.evaluate(
    async (wanted) =>
      new Promise((/** @type {(time: number) => void} */ resolve) => {
        addEventListener(
          'click',
          (event) => {
            const { recorder } = /** @type {RecordedWindow} */ (window);
            const look = async () => {
              do await recorder.painted();
              while (document.querySelector(wanted) === null);
              resolve(performance.now() - event.timeStamp);
            };
            void look();
          },
          { capture: true, once: true },
        );
      }),
    selector,
  );
  await button.click();
  return { took: await appeared, busy: 1000 * ((await busy()) - before) };
}

/**
 * Makes one sequence with the app and copies it in the database. Each copy has the pictures of its thumbnails of its own.
 * @param {Page} page
 */
async function fill(page) {
  await addFrames(page, FRAMES);
  await page.getByRole('button', { name: 'Open an output' }).click();
  const file = { name: 'story.txt', mimeType: 'text/plain', buffer: Buffer.from(storyOf(FRAMES).text) };
  await page.getByLabel('Output files').setInputFiles(file);
  await page.getByText('story.txt', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.locator('[data-tag]').first().waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  while (!(await page.evaluate(copySequences, { copies: SEQUENCES - 1, frames: FRAMES })));
}

/**
 * Runs in the page. Returns false if the page has not stored all frames yet.
 * @param {{ copies: number, frames: number }} given
 */
async function copySequences({ copies, frames: count }) {
  /** @param {IDBRequest} request @returns {Promise<any>} */
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('The database failed')));
    });
  /** @type {IDBDatabase} */
  const database = await done(indexedDB.open('storylens'));
  const names = ['sequences', 'runs', 'entries', 'texts', 'pictures'];
  const transaction = database.transaction(names, 'readwrite');
  const store = (/** @type {string} */ name) => transaction.objectStore(name);
  const [sequence] = await done(store('sequences').getAll());
  if (sequence?.frames.length !== count) {
    database.close();
    return false;
  }
  const [run] = await done(store('runs').getAll());
  const [entry] = await done(store('entries').getAll());
  const [text] = await done(store('texts').getAll());
  const pictures = new Map(
    (await done(store('pictures').getAll())).map((/** @type {{ id: string }} */ each) => [each.id, each]),
  );
  for (let i = 0; i < copies; i++) {
    const id = `copy${i}`;
    /** @param {{ picture: string, sent: string }} frame @param {number} index */
    const own = (frame, index) => (index < 4 ? { ...frame, sent: `${frame.sent}-${i}-${index}` } : frame);
    const frames = sequence.frames.map(own);
    for (const index of [0, 1, 2, 3])
      store('pictures').put({ ...pictures.get(sequence.frames[index].sent), id: frames[index].sent });
    store('sequences').put({ ...sequence, id, frames, runs: [`${id}run`], title: `Copy ${i}` });
    store('runs').put({ ...run, id: `${id}run`, sequence: id });
    const shown = frames.slice(0, 4).map((/** @type {{ sent: string }} */ { sent }) => sent);
    store('entries').put({ ...entry, id, title: `Copy ${i}`, pictures: shown, updatedAt: entry.updatedAt - i * 1000 });
    store('texts').put(text, id);
  }
  await new Promise((resolve, reject) => {
    transaction.addEventListener('complete', resolve);
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('The database failed')));
  });
  database.close();
  return true;
}
