// Reads what the test runners report, as they count in different ways.

/** @typedef {{ passed: number, failures: string[], skipped: number }} Tally `failures` by name */

/**
 * @param {readonly { name: string, status: string }[]} results with a runner's own word for the status
 * @param {{ passed: readonly string[], failed: readonly string[] }} words
 * @returns {Tally}
 */
function tally(results, { passed, failed }) {
  const failures = results.filter(({ status }) => failed.includes(status)).map(({ name }) => name);
  const good = results.filter(({ status }) => passed.includes(status)).length;
  return { passed: good, failures, skipped: results.length - good - failures.length };
}

/**
 * @param {{ testResults: { name: string, status: string,
 *   assertionResults: { fullName: string, status: string }[] }[] }} report Vitest's JSON
 * @param {string} folder what paths are to be shown without
 * @returns {Tally}
 */
export function tallyVitest({ testResults }, folder) {
  const results = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = name.replace(folder, '');
    const tests = assertionResults.map((test) => ({ name: `${file}: ${test.fullName}`, status: test.status }));
    // A file that breaks before its first test, or after its last.
    const broke = status === 'failed' && tests.every((test) => test.status !== 'failed');
    return broke ? [...tests, { name: file, status }] : tests;
  });
  return tally(results, { passed: ['passed'], failed: ['failed'] });
}

/**
 * @typedef {{ file: string, specs?: { title: string, tests: { status: string }[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {{ suites: PlaywrightSuite[], errors: { message?: string }[] }} report Playwright's JSON
 * @returns {Tally}
 */
export function tallyPlaywright({ suites, errors }) {
  /** @type {(suite: PlaywrightSuite) => { name: string, status: string }[]} */
  const resultsOf = ({ file, specs = [], suites: inner = [] }) => [
    ...specs.flatMap(({ title, tests }) => tests.map(({ status }) => ({ name: `${file}: ${title}`, status }))),
    ...inner.flatMap(resultsOf),
  ];
  const outside = errors.map(({ message = 'an error' }) => ({ name: message, status: 'unexpected' }));
  return tally([...suites.flatMap(resultsOf), ...outside], { passed: ['expected', 'flaky'], failed: ['unexpected'] });
}
