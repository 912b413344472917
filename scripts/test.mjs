// `npm test`: installs and builds what is missing, and runs all tests. `npm test -- stage` runs those with "stage" in
// their path. `npm run test:long` runs the long tests instead. The last line is for programs: "N passed, N failed".
import { buildIfStale, giveUp, prepare } from './setup.mjs';
import { summaryOf, total } from './test-report.mjs';
import { runPlaywright, runVitest } from './test-runners.mjs';

const long = process.argv[2] === '--long';
const filters = process.argv.slice(long ? 3 : 2);

prepare();
buildIfStale();
await printBrowser();

const { failures, ...rest } = total(long ? await longTests() : await tests());
if (rest.passed + failures.length === 0)
  failures.push(`No test ran${filters.length ? ` for ${filters.join(' ')}` : ''}`);
console.log(['', ...failures.map((failure) => `FAILED ${failure}`)].join('\n'));
console.log(summaryOf({ failures, ...rest }));
process.exitCode = failures.length ? 1 : 0;

async function tests() {
  return [
    await runVitest('node', filters),
    await runVitest('browser', filters),
    await runPlaywright('journeys', filters),
  ];
}

async function longTests() {
  return [await runVitest('long', filters), await runPlaywright('long', filters)];
}

async function printBrowser() {
  // Imported here, because chromium.mjs imports Playwright, which may have been installed only just now.
  const { findChromium } = await import('./chromium.mjs');
  try {
    console.log(`Browser: ${findChromium().source}`);
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}
