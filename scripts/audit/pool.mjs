// Runs the tasks of an audit: in this thread if there are few, else in worker threads.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createScorer } from './score.mjs';

/** @import { Result, Task } from './score.mjs' */
/** @typedef {{ index: number, result: Result } | { index: number, reason: string }} Outcome `reason`: why it failed */

/** It takes 150 ms to start a worker. In this time the main thread scores about 20 outputs. */
const FEW = 100;
const PER_MESSAGE = 16;
/** Half of Node's own: it takes no more time, and 20 MB less for each worker. */
const YOUNG_MEGABYTES = 24;

/**
 * Runs tasks one after the other.
 * @param {readonly Task[]} tasks @param {(task: Task) => Promise<Result>} score
 * @returns {Promise<Outcome[]>}
 */
export async function runTasks(tasks, score) {
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const task of tasks) {
    try {
      outcomes.push({ index: task.index, result: await score(task) });
    } catch (error) {
      outcomes.push({ index: task.index, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return outcomes;
}

/**
 * Runs all tasks. Each worker has one list at a time, so results never pile up.
 * @param {number} count
 * @param {(index: number) => Task} taskAt
 * @param {(outcome: Outcome) => void} take in no certain order
 */
export async function runAll(count, taskAt, take) {
  if (count <= FEW) {
    const score = createScorer();
    for (let index = 0; index < count; index++)
      for (const outcome of await runTasks([taskAt(index)], score)) take(outcome);
    return;
  }
  let next = 0;
  const workers = Math.min(availableParallelism(), Math.ceil(count / PER_MESSAGE));
  await Promise.all(Array.from({ length: workers }, async () => work()));

  async function work() {
    const worker = new Worker(new URL('./storylens-audit-worker.mjs', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    try {
      while (next < count) {
        const from = next;
        next = Math.min(count, next + PER_MESSAGE);
        const list = Array.from({ length: next - from }, (_, i) => taskAt(from + i));
        /** @type {Outcome[]} */
        const outcomes = await new Promise((resolve, reject) => {
          worker.once('message', resolve);
          worker.once('error', reject);
          worker.postMessage(list);
        });
        worker.removeAllListeners('error');
        for (const outcome of outcomes) take(outcome);
      }
    } finally {
      await worker.terminate();
    }
  }
}
