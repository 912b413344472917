import { expect, test } from 'vitest';
import { readCounts, slowestOf, summaryOf, tallyPlaywright, tallyVitest, total } from '../../scripts/test-report.mjs';

const file = (name: string, status: string, ...tests: string[]) => ({
  name: `/home/x/tests/${name}`,
  status,
  assertionResults: tests.map((word, index) => ({
    fullName: `test ${index}`,
    status: word,
    // Vitest gives no time for a test that did not run.
    duration: /passed|failed/.test(word) ? 10 * (index + 1) : undefined,
  })),
});

test('the results of Vitest are counted, and a file that fails outside its tests is a failure', () => {
  const testResults = [
    file('a.test.ts', 'failed', 'passed', 'failed', 'skipped', 'todo'),
    file('b.test.ts', 'failed'),
    file('c.test.ts', 'passed', 'passed'),
  ];
  expect(tallyVitest({ testResults }, '/home/x/')).toEqual({
    passed: 2,
    failures: ['tests/a.test.ts: test 1', 'tests/b.test.ts'],
    skipped: 2,
    times: [
      { name: 'tests/a.test.ts: test 0', milliseconds: 10 },
      { name: 'tests/a.test.ts: test 1', milliseconds: 20 },
      { name: 'tests/c.test.ts: test 0', milliseconds: 10 },
    ],
  });
});

const spec = (title: string, status: string, ...durations: number[]) => ({
  title,
  tests: [{ status, results: durations.map((duration) => ({ duration })) }],
});

test('the results of Playwright are counted, and an error outside the tests is a failure', () => {
  const suites = [
    {
      file: 'a.test.ts',
      specs: [spec('one', 'expected', 700)],
      suites: [{ file: 'a.test.ts', specs: [spec('two', 'unexpected', 900)] }],
    },
    { file: 'b.test.ts', specs: [spec('three', 'flaky', 200, 300), spec('four', 'skipped')] },
  ];
  expect(tallyPlaywright({ suites, errors: [{ message: 'The server did not start' }] })).toEqual({
    passed: 2,
    failures: ['a.test.ts: two', 'The server did not start'],
    skipped: 1,
    times: [
      { name: 'a.test.ts: one', milliseconds: 700 },
      { name: 'a.test.ts: two', milliseconds: 900 },
      // The time of both tries.
      { name: 'b.test.ts: three', milliseconds: 500 },
    ],
  });
});

test.each([
  ['setting up …\n12 passed, 1 failed, 3 skipped\n', { passed: 12, failed: 1, skipped: 3 }],
  ['12 passed, 0 failed', { passed: 12, failed: 0, skipped: 0 }],
  ['12 passed, 0 failed\nSegmentation fault\n', null],
  ['', null],
])('the counts of a runner are those of its last line: %j', (output, counts) => {
  expect(readCounts(output)).toEqual(counts);
});

const one = { passed: 2, failures: ['a'], skipped: 0, times: [{ name: 'b', milliseconds: 5 }] };
const two = { passed: 3, failures: ['c'], skipped: 4, times: [{ name: 'd', milliseconds: 7 }] };

test('the counts of all runners are added up in one line', () => {
  expect(summaryOf(total([one, two]))).toBe('5 passed, 2 failed, 4 skipped');
  expect(summaryOf(one)).toBe('2 passed, 1 failed');
});

test('the slowest tests of all runners are listed, the slowest first', () => {
  const { times } = total([one, two]);
  expect(slowestOf(times, 5).map(({ name }) => name)).toEqual(['d', 'b']);
  expect(slowestOf(times, 1).map(({ name }) => name)).toEqual(['d']);
});
