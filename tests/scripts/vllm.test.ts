import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/setup.mjs';
import { killAll, membersOf, remember } from '../../scripts/vllm/groups.mjs';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storylens-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process with a child, in a group of their own that is remembered in a folder; both would run for ever. */
function startFamily(folder: string): number {
  const forever = 'process.stdin.resume()';
  const parent = `require('node:child_process').spawn(process.execPath, ['-e', "${forever}"], { stdio: ['pipe', 'ignore', 'ignore'] })`;
  const child = spawn(process.execPath, ['-e', parent], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const { pid } = child;
  if (pid === undefined) throw new Error('Node could not be started.');
  remember(folder, pid);
  return pid;
}

test.runIf(process.platform === 'linux')('a process that a run has started is ended with its children', async () => {
  const folder = emptyFolder();
  const group = startFamily(folder);
  await expect.poll(() => membersOf(group).length).toBe(2);
  killAll(folder);
  await expect.poll(() => membersOf(group)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'when the run itself is killed, its keeper ends what it has started',
  async () => {
    const folder = emptyFolder();
    const group = startFamily(folder);
    await expect.poll(() => membersOf(group).length).toBe(2);
    const keeper = spawn(process.execPath, [join(root, 'scripts/vllm/keeper.mjs'), folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // A run that ends, in whatever way, closes its end of the pipe.
    keeper.stdin.end();
    await expect.poll(() => membersOf(group)).toEqual([]);
  },
);

test('where Python is missing, npm run test:vllm says so and exits with a status of its own', () => {
  const nothing = emptyFolder();
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/vllm/test.mjs')], {
    encoding: 'utf8',
    env: { PATH: nothing, XDG_CACHE_HOME: nothing },
  });
  expect(stderr).toMatch(/^The tests with a real vLLM cannot run here\. .*(?:Python 3\.11|Linux)/);
  expect(status).toBe(3);
});
