import { openPage } from './bench-page.mjs';
import { addFrames, app } from './benched-pages.mjs';
import { storyOf } from './stories.mjs';
import { streamOverHttp } from './stream-page.mjs';
import { headOf, lineOf, median } from './text-table.mjs';

/** @import { Browser, Page } from 'playwright' */
/** @import { BenchedPage } from './benched-pages.mjs' */
/** @import { RecordedWindow } from './recorder.mjs' */

/**
 * What saving costs. Lists have one value for each round, with and without saving in turn.
 * @typedef {object} Savings
 * @property {readonly number[]} streaming Seconds of processor time of the main thread for a stream that is saved.
 * @property {readonly number[]} unsaved The same for a stream that is not saved.
 * @property {readonly (readonly number[])[]} adding Milliseconds of each task over 50 ms while 200 frames are added and saved.
 * @property {readonly (readonly number[])[]} addingUnsaved
 */

const ROUNDS = 3;
const FRAMES = 17;
const SPEED = 1000;
const MANY = 200;

/** Keeps the app from loading the code that saves. @param {Page} page */
async function saveNothing(page) {
  await page.route(/\/assets\/start-[^/]+\.js$/, async (route) => route.abort());
}

/** @type {BenchedPage} */
const unsavedApp = { ...app, name: 'app without saving', before: saveNothing };

/**
 * @param {Browser} browser
 * @param {string} base
 * @param {number} seconds how long each story is streamed
 * @returns {Promise<Savings>}
 */
export async function measureSaving(browser, base, seconds) {
  const story = storyOf(FRAMES);
  /** @type {{ streaming: number[], unsaved: number[], adding: (readonly number[])[], addingUnsaved: (readonly number[])[] }} */
  const savings = { streaming: [], unsaved: [], adding: [], addingUnsaved: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const pace = { speed: SPEED, seconds };
    savings.streaming.push((await streamOverHttp(browser, base, app, story, pace)).busy);
    savings.unsaved.push((await streamOverHttp(browser, base, unsavedApp, story, pace)).busy);
    savings.adding.push(await addMany(browser, base));
    savings.addingUnsaved.push(await addMany(browser, base, saveNothing));
  }
  return savings;
}

/**
 * The tasks over 50 ms while 200 frames are added, and until they are saved.
 * @param {Browser} browser
 * @param {string} base
 * @param {(page: Page) => Promise<void>} [before]
 */
async function addMany(browser, base, before) {
  const bench = await openPage(browser, `${base}/`, before);
  await bench.idle();
  await bench.page.evaluate(() => /** @type {RecordedWindow} */ (window).recorder.begin());
  await addFrames(bench.page, MANY);
  if (before === undefined) await waitUntilSaved(bench.page);
  await bench.idle();
  const { longTasks } = await bench.page.evaluate(() => /** @type {RecordedWindow} */ (window).recorder.end());
  await bench.close();
  return longTasks;
}

/** Resolves when the database has a sequence with all frames. @param {Page} page */
async function waitUntilSaved(page) {
  await page.waitForFunction(
    async (frames) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('storylens');
        opening.addEventListener('success', () => {
          const database = opening.result;
          const reading = database.transaction('sequences').objectStore('sequences').getAll();
          reading.addEventListener('success', () => {
            database.close();
            resolve(reading.result.some((sequence) => sequence.frames.length === frames));
          });
        });
      }),
    MANY,
    { polling: 500, timeout: 120_000 },
  );
}

const COLUMNS = [
  { title: '', width: 30 },
  { title: 'saved', width: 16 },
  { title: 'not saved', width: 16 },
];

/** @param {Savings} savings */
export function printSaving({ streaming, unsaved, adding, addingUnsaved }) {
  console.log(`\nSaving, medians of ${ROUNDS} rounds\n${headOf(COLUMNS)}`);
  console.log(lineOf(COLUMNS, [`busy s, ${SPEED} tokens/s`, median(streaming).toFixed(2), median(unsaved).toFixed(2)]));
  const say = (/** @type {readonly (readonly number[])[]} */ rounds) =>
    rounds.map((tasks) => `${tasks.length} (${Math.max(0, ...tasks).toFixed(0)})`).join(', ');
  console.log(lineOf(COLUMNS, [`tasks > 50 ms, ${MANY} frames added`, say(adding), say(addingUnsaved)]));
}
