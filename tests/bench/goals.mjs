/**
 * A goal, the measured value, and whether the goal is met.
 * @typedef {{ readonly wanted: string, readonly measured: string, readonly met: boolean }} Goal
 */

/** @import { StreamCost } from './stream-all.mjs' */
/** @import { Hover, Hovers } from './hover.mjs' */
/** @import { LibraryCost } from './library.mjs' */
/** @import { Scroll } from './scroll.mjs' */
/** @import { Cost } from './stream-page.mjs' */

import { sayTimes } from './library.mjs';
import { median, smoothness } from './text-table.mjs';

const TIMES_FLOOR = 5;
const LONG_TASK = 50;
const SMOOTH = 95;
/** Percent. */
const SAVING = 3;
const IDLE = 10;
const STREAMING = 20;
const LIST = 300;
const STORY = 200;

/** @param {readonly StreamCost[]} costs @returns {Goal[]} */
export function goalsOfStreaming(costs) {
  /** @type {Goal[]} */
  const goals = [];
  const apps = costs.filter(({ reader }) => reader === 'app');
  for (const { frames, speed, cost } of apps) {
    const floor = costs.find((other) => other.reader === 'floor' && other.frames === frames && other.speed === speed);
    if (typeof speed === 'number' || floor === undefined) continue;
    const times = cost.busy / floor.cost.busy;
    goals.push({
      wanted: `each token in its own read (${speed}), ${frames} frames: at most ${TIMES_FLOOR} times the floor`,
      measured: `${times.toFixed(1)} times`,
      met: times <= TIMES_FLOOR,
    });
  }
  const paced = costs.filter(({ speed }) => typeof speed === 'number');
  const ours = paced.filter(({ reader }) => reader === 'app').map(({ cost }) => cost);
  const floors = paced.filter(({ reader }) => reader === 'floor').map(({ cost }) => cost);
  if (ours.length > 0) {
    // If the floor misses the goal, too, the machine is busy with other programs.
    goals.push({
      wanted: `at every speed no task over ${LONG_TASK} ms`,
      measured: `${formatTasks(ours)} (the floor: ${formatTasks(floors)})`,
      met: ours.every(({ longTasks }) => longTasks.length === 0),
    });
    const least = leastSmooth(ours);
    goals.push({
      wanted: `at every speed ${SMOOTH} % of frame intervals under 20 ms`,
      measured: `${least.toFixed(1)} % (the floor: ${leastSmooth(floors).toFixed(1)} %)`,
      met: least >= SMOOTH,
    });
  }
  return [...goals, ...goalsOfGrowth(apps)];
}

/** @param {readonly Cost[]} costs */
function formatTasks(costs) {
  const tasks = costs.flatMap(({ longTasks }) => longTasks);
  return tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${Math.max(...tasks).toFixed(0)} ms`;
}

/** @param {readonly Cost[]} costs */
function leastSmooth(costs) {
  return Math.min(...costs.map(({ intervals }) => smoothness(intervals)));
}

/** Letter by letter, the same story has three and a half times as many tokens. @param {readonly StreamCost[]} apps @returns {Goal[]} */
function goalsOfGrowth(apps) {
  return apps
    .filter(({ speed }) => speed === 'letters')
    .flatMap(({ frames, cost: many }) => {
      const few = apps.find((other) => other.frames === frames && other.speed === 'turns')?.cost;
      if (few === undefined) return [];
      const grown = Math.max(many.nodes / few.nodes, many.listeners / few.listeners) - 1;
      return {
        wanted: `listeners and nodes do not grow with tokens, ${frames} frames`,
        measured: `${few.tokens} tokens: ${few.listeners} and ${few.nodes}, ${many.tokens}: ${many.listeners} and ${many.nodes}`,
        met: grown < 0.01,
      };
    });
}

/** @param {Hovers} hovers @returns {Goal[]} */
export function goalsOfHovers({ idle, streaming, mentions }) {
  return [goalOfHovers('idle', idle, IDLE, mentions), goalOfHovers('while streaming', streaming, STREAMING, mentions)];
}

/**
 * @param {string} when
 * @param {readonly (Hover | null)[]} hovers
 * @param {number} limit
 * @param {number} mentions
 * @returns {Goal}
 */
function goalOfHovers(when, hovers, limit, mentions) {
  const times = hovers.map((hover) => hover?.late ?? Infinity);
  const within = times.filter((time) => time <= limit).length;
  return {
    wanted: `a hover paints its box within ${limit} ms ${when}, ${hovers.length} of ${hovers.length}, among ${mentions} mentions`,
    measured: `${within} of ${hovers.length}, median ${median(times).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`,
    met: within === hovers.length,
  };
}

/** @param {readonly Scroll[]} scrolls @returns {Goal[]} */
export function goalsOfScrolling(scrolls) {
  return scrolls.map(({ name, intervals }) => {
    const smooth = smoothness(intervals);
    return {
      wanted: `scrolling at 60 frames a second (${SMOOTH} % of intervals under 20 ms), ${name}`,
      measured: `${smooth.toFixed(1)} %`,
      met: smooth >= SMOOTH,
    };
  });
}

/** @param {LibraryCost} cost @returns {Goal[]} */
export function goalsOfLibrary({ list, opening, scroll }) {
  const within = (
    /** @type {string} */ wanted,
    /** @type {LibraryCost['list']} */ times,
    /** @type {number} */ limit,
  ) => ({
    wanted: `library of 500 sequences: ${wanted} within ${limit} ms of the click`,
    measured: sayTimes(times),
    met: times.every(({ took }) => took <= limit),
  });
  return [
    within('the list appears', list, LIST),
    within('a story appears', opening, STORY),
    ...goalsOfScrolling([scroll]),
  ];
}

/** @param {import('./saving.mjs').Savings} savings @returns {Goal[]} */
export function goalsOfSaving({ streaming, unsaved, adding, addingUnsaved }) {
  const more = (100 * (median(streaming) - median(unsaved))) / median(unsaved);
  const tasks = median(adding.map(({ length }) => length));
  const without = median(addingUnsaved.map(({ length }) => length));
  return [
    {
      wanted: `saving a stream costs at most ${SAVING} % of the main thread's time`,
      measured: `${more.toFixed(1)} %`,
      met: more <= SAVING,
    },
    {
      wanted: `saving a sequence of 200 frames adds no task over ${LONG_TASK} ms`,
      measured: `${tasks} with saving, ${without} without`,
      met: tasks <= without,
    },
  ];
}
