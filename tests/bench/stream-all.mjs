import { app, counter, floor } from './benched-pages.mjs';
import { headOf, lineOf, median, smoothness } from './text-table.mjs';
import { eventsOf, storyOf } from './stories.mjs';
import { streamInReads, streamOverHttp } from './stream-page.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Options } from './options.mjs' */
/** @import { BenchedPage } from './benched-pages.mjs' */
/** @import { Site } from './site.mjs' */
/** @import { Story } from './stories.mjs' */
/** @import { Cost } from './stream-page.mjs' */

/** @typedef {{ frames: number, speed: Options['speeds'][number] | 'letters', reader: string, cost: Cost }} StreamCost */

/** Limits for the counter-model, which would take minutes: it streams only the beginning of the shortest story. */
const COUNTER_SECONDS = 15;
const COUNTER_TOKENS = 200;
/** The other pages stream the whole story; seconds that are never reached. */
const NO_LIMIT = 600;

const COLUMNS = [
  { title: '', width: 24 },
  { title: 'tokens', width: 7 },
  { title: 'asking s', width: 8 },
  { title: 'busy s', width: 7 },
  { title: 'x floor', width: 7 },
  { title: 'tasks > 50', width: 10 },
  { title: 'longest ms', width: 10 },
  { title: 'frames', width: 6 },
  { title: '< 20 ms', width: 7 },
  { title: 'median ms', width: 9 },
  { title: 'lag ms', width: 6 },
  { title: 'nodes', width: 6 },
  { title: 'listeners', width: 9 },
  { title: 'heap MB', width: 7 },
];

/**
 * Streams each story to each page at each speed, and prints the cost.
 * @param {Browser} browser
 * @param {Site} site
 * @param {Options} options
 * @returns {Promise<StreamCost[]>}
 */
export async function streamAll(browser, site, { frames: lengths, speeds, seconds }) {
  /** @type {StreamCost[]} */
  const all = [];
  for (const frames of lengths) {
    const story = storyOf(frames);
    const { length } = story.text;
    console.log(`\n${frames} frames, ${length.toLocaleString('en')} characters\n${headOf(COLUMNS)}`);
    const isShortest = frames === Math.min(...lengths);
    for (const speed of speeds) {
      const isLeastPace = speed === Math.min(...speeds.filter((each) => typeof each === 'number'));
      const readers = isShortest && (isLeastPace || speed === 'turns') ? [floor, app, counter] : [floor, app];
      for (const reader of readers) {
        const cost =
          typeof speed === 'number'
            ? await streamOverHttp(browser, site.base, reader, story, {
                speed,
                seconds: secondsOf(reader, speed, seconds),
              })
            : await measureReads(browser, site, reader, story, speed);
        all.push({ frames, speed, reader: reader.name, cost });
        print(all);
      }
    }
    if (!isShortest || !speeds.includes('turns')) continue;
    const cost = await measureReads(browser, site, app, story, 'letters');
    all.push({ frames, speed: 'letters', reader: app.name, cost });
    print(all);
  }
  return all;
}

/** @param {BenchedPage} reader @param {number} speed @param {number} seconds */
function secondsOf(reader, speed, seconds) {
  return reader === counter ? Math.min(seconds, COUNTER_TOKENS / speed) : seconds;
}

/**
 * @param {Browser} browser
 * @param {Site} site
 * @param {BenchedPage} reader
 * @param {Story} story
 * @param {'reads' | 'turns' | 'letters'} speed
 */
async function measureReads(browser, { base, give }, reader, story, speed) {
  const address = give('/events.json', await eventsOf(story, speed === 'letters' ? 1 : 'tokens'));
  const seconds = reader === counter ? COUNTER_SECONDS : NO_LIMIT;
  return streamInReads(browser, base, reader, story, { address, turns: speed !== 'reads', seconds });
}

/** Prints the last row. @param {readonly StreamCost[]} all */
function print(all) {
  const last = all.at(-1);
  if (last === undefined) return;
  const { frames, speed, reader, cost } = last;
  const floored = all.find((row) => row.reader === 'floor' && row.frames === frames && row.speed === speed)?.cost;
  const stopped = typeof speed !== 'number' && !cost.whole;
  const isLess = floored === undefined || cost.tokens < floored.tokens;
  const times = isLess || reader === 'floor' ? '' : (cost.busy / floored.busy).toFixed(1);
  console.log(
    lineOf(COLUMNS, [
      `${typeof speed === 'number' ? `${speed} tokens/s` : speed}, ${reader}`,
      String(cost.tokens),
      cost.asking.toFixed(2),
      cost.busy.toFixed(2),
      times,
      String(cost.longTasks.length),
      cost.longTasks.length === 0 ? '' : Math.max(...cost.longTasks).toFixed(0),
      String(cost.intervals.length),
      `${smoothness(cost.intervals).toFixed(1)} %`,
      median(cost.intervals).toFixed(1),
      cost.lag === null ? '' : String(Math.max(0, cost.lag)),
      String(cost.nodes),
      String(cost.listeners),
      cost.heap.toFixed(1),
    ]) + (stopped ? `  stopped after ${COUNTER_SECONDS} s` : ''),
  );
}
