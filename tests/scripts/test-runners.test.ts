import { expect, test } from 'vitest';
import { runProgram } from '../../scripts/test-runners.mjs';

const node = async (script: string) => runProgram(process.execPath, ['--eval', script]);

test('a program runs until it ends, and its output is kept', async () => {
  expect(await node('console.log("7 passed, 0 failed"); process.exitCode = 3')).toEqual({
    status: 3,
    output: '7 passed, 0 failed\n',
  });
});

test('a program that a signal ends, or that does not exist, has no status and throws no error', async () => {
  expect(await node('process.kill(process.pid, "SIGKILL")')).toEqual({ status: null, output: '' });
  expect(await runProgram('there-is-no-such-program', [])).toEqual({ status: null, output: '' });
});
