// Reads the reports of the test runners, which count in different ways.

/** @typedef {{ name: string, milliseconds: number }} TimedTest */

/** @typedef {{ passed: number, failures: string[], skipped: number, times: TimedTest[] }} Tally `failures` by name */

/**
 * @param {readonly { name: string, status: string, milliseconds?: number }[]} results with the runner's own word for the
 *   status; without a time if no test ran
 * @param {{ passed: readonly string[], failed: readonly string[] }} words
 * @returns {Tally}
 */
function tally(results, { passed, failed }) {
  const failures = results.filter(({ status }) => failed.includes(status)).map(({ name }) => name);
  const good = results.filter(({ status }) => passed.includes(status)).length;
  const times = results.flatMap(({ name, milliseconds }) =>
    milliseconds === undefined ? [] : [{ name, milliseconds }],
  );
  return { passed: good, failures, skipped: results.length - good - failures.length, times };
}

/**
 * @param {{ testResults: { name: string, status: string,
 *   assertionResults: { fullName: string, status: string, duration?: number | undefined }[] }[] }} report Vitest's JSON
 * @param {string} folder the folder to cut off from the paths
 * @returns {Tally}
 */
export function tallyVitest({ testResults }, folder) {
  const results = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = name.replace(folder, '');
    const tests = assertionResults.map((test) => ({
      name: `${file}: ${test.fullName}`,
      status: test.status,
      ...(test.duration !== undefined && { milliseconds: test.duration }),
    }));
    // Vitest reports a failed file without a failed test if an error occurs before the first test or after the last
    // one.
    const broke = status === 'failed' && tests.every((test) => test.status !== 'failed');
    return broke ? [...tests, { name: file, status }] : tests;
  });
  return tally(results, { passed: ['passed'], failed: ['failed'] });
}

/**
 * @typedef {{ status: string, results?: { duration: number }[] }} PlaywrightTest
 * @typedef {{ file: string, specs?: { title: string, tests: PlaywrightTest[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {{ suites: PlaywrightSuite[], errors: { message?: string }[] }} report Playwright's JSON
 * @returns {Tally}
 */
export function tallyPlaywright({ suites, errors }) {
  /** @type {(suite: PlaywrightSuite) => { name: string, status: string, milliseconds?: number }[]} */
  const resultsOf = ({ file, specs = [], suites: inner = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests.map(({ status, results = [] }) => ({
        name: `${file}: ${title}`,
        status,
        ...(results.length > 0 && { milliseconds: results.reduce((sum, { duration }) => sum + duration, 0) }),
      })),
    ),
    ...inner.flatMap(resultsOf),
  ];
  const outside = errors.map(({ message = 'an error' }) => ({ name: message, status: 'unexpected' }));
  return tally([...suites.flatMap(resultsOf), ...outside], { passed: ['expected', 'flaky'], failed: ['unexpected'] });
}

/**
 * The counts in a runner's last line, "N passed, N failed" with ", N skipped" if there are any.
 * @param {string} output all its output
 * @returns {{ passed: number, failed: number, skipped: number } | null} null if its last line is different
 */
export function readCounts(output) {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const counts = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last.trim());
  if (counts === null) return null;
  const [, passed, failed, skipped = '0'] = counts;
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

/** The sum of several tallies. @param {readonly Tally[]} tallies @returns {Tally} */
export function total(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
    skipped: tallies.reduce((sum, { skipped }) => sum + skipped, 0),
    times: tallies.flatMap(({ times }) => times),
  };
}

/** The last line of every test command, for programs to read: "N passed, N failed[, N skipped]". @param {Tally} tally */
export function summaryOf({ passed, failures, skipped }) {
  return `${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** The tests that took longest, slowest first. @param {readonly TimedTest[]} times @param {number} count */
export function slowestOf(times, count) {
  return times.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, count);
}
