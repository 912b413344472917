import { expect, test } from 'vitest';
import { tallyPlaywright, tallyVitest } from '../../scripts/test-report.mjs';

const file = (name: string, status: string, ...tests: string[]) => ({
  name: `/home/x/tests/${name}`,
  status,
  assertionResults: tests.map((word, index) => ({ fullName: `test ${index}`, status: word })),
});

test('the results of Vitest are counted, a file that broke by itself among the failures', () => {
  const testResults = [
    file('a.test.ts', 'failed', 'passed', 'failed', 'skipped', 'todo'),
    file('b.test.ts', 'failed'),
    file('c.test.ts', 'passed', 'passed'),
  ];
  expect(tallyVitest({ testResults }, '/home/x/')).toEqual({
    passed: 2,
    failures: ['tests/a.test.ts: test 1', 'tests/b.test.ts'],
    skipped: 2,
  });
});

const spec = (title: string, status: string) => ({ title, tests: [{ status }] });

test('the results of Playwright are counted, an error outside the tests among the failures', () => {
  const suites = [
    {
      file: 'a.test.ts',
      specs: [spec('one', 'expected')],
      suites: [{ file: 'a.test.ts', specs: [spec('two', 'unexpected')] }],
    },
    { file: 'b.test.ts', specs: [spec('three', 'flaky'), spec('four', 'skipped')] },
  ];
  expect(tallyPlaywright({ suites, errors: [{ message: 'The server did not start' }] })).toEqual({
    passed: 2,
    failures: ['a.test.ts: two', 'The server did not start'],
    skipped: 1,
  });
});
