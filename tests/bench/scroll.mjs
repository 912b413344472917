import { openPage } from './bench-page.mjs';
import { addFrames } from './benched-pages.mjs';
import { headOf, lineOf, smoothness } from './text-table.mjs';
import { storyOf } from './stories.mjs';

/** @import { Browser, Locator } from 'playwright' */
/** @import { BenchPage } from './bench-page.mjs' */
/** @import { Record, RecordedWindow } from './recorder.mjs' */

/** @typedef {Record & { name: string, distance: number, busy: number }} Scroll `distance` in CSS pixels; `busy`: the share of the main thread's time */

const FRAMES = 200;
/** CSS pixels a second: a wheel turned quickly. */
const SPEED = 2500;
/** CSS pixels of one scroll; it scrolls down and up, twice. */
const STROKE = 2000;

/**
 * Scrolls the long panes of an output with 200 frames and 200 objects.
 * @param {Browser} browser
 * @param {string} base
 * @returns {Promise<Scroll[]>}
 */
export async function measureScrolling(browser, base) {
  const story = storyOf(FRAMES, { objects: FRAMES });
  const bench = await openPage(browser, `${base}/`);
  const { page } = bench;
  await addFrames(page, FRAMES);
  await page.getByRole('button', { name: 'Open an output' }).click();
  const file = { name: 'story.txt', mimeType: 'text/plain', buffer: Buffer.from(story.text) };
  await page.getByLabel('Output files').setInputFiles(file);
  await page.getByText('story.txt', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.locator('[data-tag]').first().waitFor();

  const scrolls = [
    await scroll(bench, 'filmstrip', page.getByRole('region', { name: 'Filmstrip' }).getByRole('list'), 'x'),
    await scroll(bench, 'story', page.getByRole('region', { name: 'Story' }), 'y'),
  ];
  await page.getByRole('tab', { name: 'Analysis' }).click();
  scrolls.push(await scroll(bench, 'tables', page.getByRole('table').first(), 'y'));
  await page.getByRole('tab', { name: 'Identities' }).click();
  const matrix = page.getByRole('grid', { name: 'Identities by image' });
  scrolls.push(await scroll(bench, 'matrix, down', matrix, 'y'), await scroll(bench, 'matrix, along', matrix, 'x'));
  await bench.close();
  return scrolls;
}

const COLUMNS = [
  { title: '', width: 16 },
  { title: 'pixels', width: 6 },
  { title: 'busy', width: 6 },
  { title: 'tasks > 50', width: 10 },
  { title: 'longest ms', width: 10 },
  { title: 'frames', width: 6 },
  { title: '< 20 ms', width: 7 },
];

/** @param {readonly Scroll[]} scrolls */
export function printScrolls(scrolls) {
  console.log(`\nScrolled by wheel at ${SPEED} pixels a second\n${headOf(COLUMNS)}`);
  for (const { name, distance, busy, longTasks, intervals } of scrolls) {
    const cells = [
      name,
      String(Math.round(distance)),
      `${Math.round(100 * busy)} %`,
      String(longTasks.length),
      longTasks.length === 0 ? '' : Math.max(...longTasks).toFixed(0),
      String(intervals.length),
      `${smoothness(intervals).toFixed(1)} %`,
    ];
    console.log(lineOf(COLUMNS, cells));
  }
}

/**
 * Scrolls the pane around an element with the wheel.
 * @param {BenchPage} bench
 * @param {string} name
 * @param {Locator} inside
 * @param {'x' | 'y'} axis
 * @returns {Promise<Scroll>}
 */
export async function scroll(bench, name, inside, axis) {
  const { page, cdp } = bench;
  const scroller = await inside.evaluateHandle((element, along) => {
    for (let each = /** @type {Element | null} */ (element); each !== null; each = each.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(each);
      const rolls = /auto|scroll/.test(along === 'x' ? overflowX : overflowY);
      const longer = along === 'x' ? each.scrollWidth > each.clientWidth : each.scrollHeight > each.clientHeight;
      if (rolls && longer) return each;
    }
    return element;
  }, axis);
  const place = await scroller.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await page.mouse.move(place.x, place.y);
  await bench.idle();
  const before = await bench.busy();
  const began = performance.now();
  const gone = await scroller.evaluateHandle((element) => {
    const { recorder } = /** @type {RecordedWindow} */ (window);
    recorder.begin();
    const far = { x: element.scrollLeft, y: element.scrollTop, distance: 0 };
    const moved = () => {
      far.distance += Math.abs(element.scrollLeft - far.x) + Math.abs(element.scrollTop - far.y);
      far.x = element.scrollLeft;
      far.y = element.scrollTop;
    };
    element.addEventListener('scroll', moved, { passive: true });
    return { far, stop: () => element.removeEventListener('scroll', moved) };
  });
  for (const way of [-1, 1, -1, 1]) {
    await cdp.send('Input.synthesizeScrollGesture', {
      ...place,
      [axis === 'x' ? 'xDistance' : 'yDistance']: way * STROKE,
      speed: SPEED,
      gestureSourceType: 'mouse',
    });
  }
  const took = performance.now() - began;
  const { distance, ...record } = await gone.evaluate(({ far, stop }) => {
    stop();
    const { recorder } = /** @type {RecordedWindow} */ (window);
    return { ...recorder.end(), distance: far.distance };
  });
  return { name, distance, ...record, busy: ((await bench.busy()) - before) / (took / 1000) };
}
