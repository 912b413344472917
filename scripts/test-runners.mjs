// Runs the test runners and reads their reports. This file must not import packages: on a fresh clone `.ci/run` installs
// them.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { readCounts, tallyPlaywright, tallyVitest } from './test-report.mjs';

/** @typedef {import('./test-report.mjs').Tally} Tally */

/** The exit status of a stage that cannot run on this machine, because a program or the network is missing. */
export const LEFT_OUT = 3;

/**
 * Runs a program in the folder of the repository until it ends, with its output on the terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} env added to the environment of this process
 * @returns {Promise<{ status: number | null, output: string }>} `status` is null if the program could not be started
 *   or a signal ended it
 */
export async function runProgram(command, args, env = {}) {
  // On Windows npm is a batch file, which needs a shell.
  const shell = process.platform === 'win32' && command === 'npm';
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    shell,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  /** @type {string[]} */
  const output = [];
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    process.stdout.write(text);
    output.push(text);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve({ status: null, output: '' });
    });
    child.once('close', (status) => resolve({ status, output: output.join('') }));
  });
}

/**
 * @param {'node' | 'browser' | 'long'} project of tests/vitest.config.ts
 * @param {readonly string[]} filters parts of the paths of test files; without filters all run
 */
export async function runVitest(project, filters = []) {
  const command = 'node_modules/vitest/vitest.mjs run --config tests/vitest.config.ts';
  const how = `--project ${project} --passWithNoTests --silent=passed-only --reporter default --reporter json`;
  return withReport(
    `the ${project} tests`,
    async (report) => runNode(`${command} ${how}`, [`--outputFile.json=${report}`, ...filters]),
    (json) => tallyVitest(json, root),
  );
}

/** The suites that Playwright runs. */
const SUITES = {
  journeys: { name: 'the journeys', config: 'tests/playwright.config.ts --project journeys' },
  long: { name: 'the long journeys', config: 'tests/playwright.config.ts --project long' },
  browsers: { name: 'the tests in Firefox and WebKit', config: 'tests/browsers/playwright.config.ts' },
};

/**
 * @param {keyof typeof SUITES} suite
 * @param {readonly string[]} filters as for runVitest
 */
export async function runPlaywright(suite, filters = []) {
  const { name, config } = SUITES[suite];
  const command = `node_modules/@playwright/test/cli.js test --config ${config} --pass-with-no-tests --reporter list,json`;
  return withReport(
    name,
    async (report) => runNode(command, filters, { PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    tallyPlaywright,
  );
}

/**
 * @param {string} command a Node script with its fixed arguments, all without spaces
 * @param {readonly string[]} more
 * @param {Record<string, string>} [env]
 */
async function runNode(command, more, env) {
  return runProgram(process.execPath, [...command.split(' '), ...more], env);
}

/**
 * Runs an npm script whose last line is its own test counts.
 * @param {string} script
 * @returns {Promise<Tally | null>} null if this machine lacks something that the script needs (status LEFT_OUT)
 */
export async function runCounting(script) {
  const { status, output } = await runProgram('npm', ['run', '--silent', script]);
  if (status === LEFT_OUT) return null;
  const counts = readCounts(output);
  const failed = counts?.failed ?? 0;
  const failures = Array.from({ length: failed }, (_, i) => `${script}, test ${i + 1} of ${failed}; see above`);
  if (failed === 0 && (status !== 0 || counts === null)) failures.push(`${script}, as a whole; see above`);
  return { passed: counts?.passed ?? 0, failures, skipped: counts?.skipped ?? 0, times: [] };
}

/**
 * The tally of one runner. If it exits with an error but no test failed, the runner as a whole counts as failed: it
 * crashed, or an error was thrown between the tests.
 * @param {string} what
 * @param {(report: string) => Promise<{ status: number | null }>} run
 * @param {(json: any) => Tally} read
 * @returns {Promise<Tally>}
 */
async function withReport(what, run, read) {
  const folder = mkdtempSync(join(tmpdir(), 'storylens-tests-'));
  const report = join(folder, 'report.json');
  const { status } = await run(report);
  const tally = readReport(report, read);
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0 && tally.failures.length === 0) tally.failures.push(`${what}, as a whole; see above`);
  return tally;
}

/** @param {string} report @param {(json: any) => Tally} read */
function readReport(report, read) {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    // A killed runner leaves no report or an incomplete one.
    const reason = error instanceof Error ? error.message : String(error);
    return { passed: 0, failures: [`No report: ${reason}`], skipped: 0, times: [] };
  }
}
