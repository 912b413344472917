// `npm test`: all tests, with all that they need, from a fresh clone on. `npm test -- stage` runs those whose path
// holds "stage". The last line is for machines: "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale, giveUp, prepare, root } from './setup.mjs';
import { tallyPlaywright, tallyVitest } from './test-report.mjs';

const filters = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'storylens-tests-'));

prepare();
buildIfStale();
await sayWhichBrowser();

const tallies = [vitest('node'), vitest('browser'), playwright()];
rmSync(reports, { recursive: true });

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const skipped = tallies.reduce((sum, tally) => sum + tally.skipped, 0);
const failures = tallies.flatMap((tally) => tally.failures);
if (passed + failures.length === 0) failures.push(`No test ran${filters.length ? ` for ${filters.join(' ')}` : ''}`);
console.log(['', ...failures.map((failure) => `FAILED ${failure}`)].join('\n'));
console.log(`${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failures.length ? 1 : 0;

async function sayWhichBrowser() {
  // It asks Playwright, which is a package.
  const { findChromium } = await import('./chromium.mjs');
  try {
    console.log(`Browser: ${findChromium().source}`);
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

/** @param {'node' | 'browser'} project */
function vitest(project) {
  const report = join(reports, `${project}.json`);
  const how = `--project ${project} --passWithNoTests --silent=passed-only --reporter default --reporter json`;
  const status = node(
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts'],
    [...how.split(' '), `--outputFile.json=${report}`, ...filters],
  );
  return judge(`the ${project} tests`, status, report, (json) => tallyVitest(json, root));
}

function playwright() {
  const report = join(reports, 'journeys.json');
  const status = node(
    ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/playwright.config.ts'],
    ['--pass-with-no-tests', '--reporter', 'list,json', ...filters],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  return judge('the journeys', status, report, tallyPlaywright);
}

/** @param {string[]} runner @param {string[]} args @param {Record<string, string>} env */
function node(runner, args, env = {}) {
  const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit' });
  return spawnSync(process.execPath, [...runner, ...args], { ...options, env: { ...process.env, ...env } }).status;
}

/**
 * The tally of one runner. One that ends badly without a failed test has failed as a whole: it crashed, or an error
 * escaped between the tests.
 * @param {string} what
 * @param {number | null} status
 * @param {string} report
 * @param {(json: any) => import('./test-report.mjs').Tally} read
 */
function judge(what, status, report, read) {
  const tally = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failures: [], skipped: 0 };
  if (status !== 0 && tally.failures.length === 0) tally.failures.push(`${what}, as a whole; see above`);
  return tally;
}
