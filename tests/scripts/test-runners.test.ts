import { expect, test } from 'vitest';
import { runProgram } from '../../scripts/test-runners.mjs';

const node = async (script: string) => runProgram(process.execPath, ['--eval', script]);

test('a program is run to its end, and what it printed is kept', async () => {
  expect(await node('console.log("7 passed, 0 failed"); process.exitCode = 3')).toEqual({
    status: 3,
    output: '7 passed, 0 failed\n',
  });
});

test('a program that a signal ends, or that is not there, has no status and stops nothing', async () => {
  expect(await node('process.kill(process.pid, "SIGKILL")')).toEqual({ status: null, output: '' });
  expect(await runProgram('there-is-no-such-program', [])).toEqual({ status: null, output: '' });
});
