// A worker thread of the audit: takes lists of tasks and returns their results.
import { parentPort } from 'node:worker_threads';
import { createScorer } from './score.mjs';
import { runTasks } from './pool.mjs';

const score = createScorer();
parentPort?.on('message', (/** @type {import('./score.mjs').Task[]} */ tasks) => {
  void runTasks(tasks, score).then((outcomes) => parentPort?.postMessage(outcomes));
});
