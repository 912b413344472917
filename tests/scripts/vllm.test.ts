import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/setup.mjs';
import { killAll, membersOf, saveGroup } from '../../scripts/vllm/groups.mjs';

// Starting and ending Node takes seconds on a busy machine.
const PATIENT = { timeout: 30_000 };

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storylens-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process with a child, in their own process group, whose id is kept in a folder. Both would run forever. */
function startFamily(folder: string): number {
  const forever = 'process.stdin.resume()';
  const parent = `require('node:child_process').spawn(process.execPath, ['-e', "${forever}"], { stdio: ['pipe', 'ignore', 'ignore'] })`;
  const child = spawn(process.execPath, ['-e', parent], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const { pid } = child;
  if (pid === undefined) throw new Error('Node could not be started.');
  saveGroup(folder, pid);
  return pid;
}

test.runIf(process.platform === 'linux')(
  'a process that a test run has started is killed with its children',
  async () => {
    const folder = emptyFolder();
    const group = startFamily(folder);
    await expect.poll(() => membersOf(group).length, PATIENT).toBe(2);
    killAll(folder);
    await expect.poll(() => membersOf(group), PATIENT).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')(
  'when a test run is killed, the clean-up process kills what the run has started',
  async () => {
    const folder = emptyFolder();
    const group = startFamily(folder);
    await expect.poll(() => membersOf(group).length, PATIENT).toBe(2);
    const cleanUp = spawn(process.execPath, [join(root, 'scripts/vllm/clean-up.mjs'), folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // When a test run ends, for any reason, its end of the pipe is closed.
    cleanUp.stdin.end();
    await expect.poll(() => membersOf(group), PATIENT).toEqual([]);
  },
);

test('without Python, npm run test:vllm prints the reason and exits with its own status', () => {
  const nothing = emptyFolder();
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/vllm/test.mjs')], {
    encoding: 'utf8',
    env: { PATH: nothing, XDG_CACHE_HOME: nothing },
  });
  expect(stderr).toMatch(/^The tests with a real vLLM cannot run here\. .*(?:Python 3\.11|Linux)/);
  expect(status).toBe(3);
});
