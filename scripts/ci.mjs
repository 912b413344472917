// `.ci/run`: all checks that must pass before a change is merged. Every stage runs, also after a failed one. At the end it
// prints the time of each stage, the slowest tests, the failures, and as the last line the counts of all tests together:
// "N passed, N failed[, N skipped]". `--quick` leaves out the stages that need PyPI.
import { parseArgs } from 'node:util';
import { installBrowser } from './ci-browser.mjs';
import { giveUp } from './setup.mjs';
import { slowestOf, summaryOf, total } from './test-report.mjs';
import { runCounting, runPlaywright, runProgram, runVitest } from './test-runners.mjs';

/** @typedef {import('./test-report.mjs').Tally} Tally */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {() => Promise<Tally | null>} run null if this machine lacks something that the stage needs
 * @property {boolean} [slow] needs PyPI
 */

/** A stage without test counts: it passes or fails as a whole. @param {string} name @param {string[]} command */
function command(name, ...[program = '', ...args]) {
  return {
    name,
    run: async () => {
      const { status } = await runProgram(program, args);
      return { passed: 0, failures: status === 0 ? [] : [`${name}; see above`], skipped: 0, times: [] };
    },
  };
}

/** @type {readonly Stage[]} */
const stages = [
  { name: 'browser', run: installBrowser },
  command('packages', 'npm', 'ci', '--prefer-online', '--no-audit', '--no-fund'),
  command('style, types, unused code', 'npm', 'run', '--silent', 'check'),
  command('build and its size budget', 'npm', 'run', '--silent', 'build'),
  { name: 'tests in Node', run: () => runVitest('node') },
  { name: 'tests of components', run: () => runVitest('browser') },
  { name: 'journeys', run: () => runPlaywright('journeys') },
  { name: 'tests of a real vLLM', run: () => runCounting('test:vllm'), slow: true },
];

const SLOWEST = 20;

process.env['CI'] = 'true';
const { quick } = readArguments();
/** @type {Tally[]} */
const tallies = [];
const lines = [];
for (const { name, run, slow = false } of stages) {
  if (quick && slow) {
    lines.push(`left out  ${name} (--quick)`);
    continue;
  }
  console.log(`\n=== ${name}`);
  const began = performance.now();
  const tally = await run().catch(failedAs(name));
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`.padStart(8);
  if (tally === null) lines.push(`left out  ${name} (this machine lacks what it needs; see above)`);
  else {
    tallies.push(tally);
    lines.push(`${seconds}  ${name}${tally.failures.length ? ' (FAILED)' : ''}`);
  }
}

const all = total(tallies);
console.log(`\nThe stages:\n${lines.join('\n')}`);
console.log(`\nThe ${SLOWEST} slowest tests:`);
for (const { name, milliseconds } of slowestOf(all.times, SLOWEST)) {
  console.log(`${`${(milliseconds / 1000).toFixed(1)} s`.padStart(8)}  ${name}`);
}
console.log(['', ...all.failures.map((failure) => `FAILED ${failure}`)].join('\n'));
console.log(summaryOf(all));
process.exitCode = all.failures.length ? 1 : 0;

/** @param {string} name @returns {(error: unknown) => Tally} */
function failedAs(name) {
  return (error) => {
    console.error(error);
    return { passed: 0, failures: [`${name}; see above`], skipped: 0, times: [] };
  };
}

/** @returns {{ quick: boolean }} */
function readArguments() {
  try {
    return parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return giveUp(`${reason}\nUsage: .ci/run [--quick]`);
  }
}
