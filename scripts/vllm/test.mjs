// `npm run test:vllm`: drives the built app against a real vLLM, which is installed at the first run. `npm run test:vllm
// -- queue` runs the tests with "queue" in their path or title. The last line is for programs: "N passed, N failed".
// Exit status: 0 all passed, 1 a test failed, 3 this machine cannot run vLLM (no Python 3.11, no PyPI, no disk).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale, giveUp, prepare, root } from '../setup.mjs';
import { summaryOf, tallyPlaywright } from '../test-report.mjs';
import { killAll, saveGroup } from './groups.mjs';
import { Missing, installVllm } from './install.mjs';
import { installLiteLlm, installTransformers } from './install-others.mjs';

const NOT_HERE = 3;
const filters = process.argv.slice(2);

prepare();
const began = Date.now();
const home = install();
const others = {
  STORYLENS_LITELLM_HOME: tryTo(installLiteLlm),
  STORYLENS_TRANSFORMERS_HOME: tryTo(() => installTransformers(home)),
};
const installed = Date.now();
buildIfStale();

// The tests and this script share this folder: how long vLLM took to start, and which processes run.
const folder = mkdtempSync(join(tmpdir(), 'storylens-vllm-'));
const cleanUp = fileURLToPath(new URL('clean-up.mjs', import.meta.url));
spawn(process.execPath, [cleanUp, folder], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] }).unref();

const status = await playwright();
killAll(folder);
const failed = report(status);
if (!failed) rmSync(folder, { recursive: true });
process.exit(failed ? 1 : 0);

/** @returns {string} */
function install() {
  try {
    return installVllm();
  } catch (error) {
    if (!(error instanceof Missing)) return giveUp(error instanceof Error ? error.message : String(error));
    console.error(`The tests with a real vLLM cannot run here. ${error.message}`);
    return process.exit(NOT_HERE);
  }
}

/**
 * Installs another server.
 * @param {() => string} installing
 * @returns {string} its folder; empty if this machine cannot run it, and then its tests are skipped
 */
function tryTo(installing) {
  try {
    return installing();
  } catch (error) {
    if (!(error instanceof Missing)) return giveUp(error instanceof Error ? error.message : String(error));
    console.error(`The tests of one server are skipped. ${error.message}`);
    return '';
  }
}

/** @returns {Promise<number | null>} the exit status */
function playwright() {
  const runner = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/vllm/playwright.config.ts'];
  const env = {
    ...process.env,
    STORYLENS_VLLM_RUN: folder,
    STORYLENS_VLLM_HOME: home,
    ...others,
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(folder, 'report.json'),
  };
  // In its own process group, so that the clean-up process can kill it. Ctrl-C then reaches only this process, which
  // passes it on.
  const child = spawn(process.execPath, [...runner, '--reporter', 'list,json', ...filters], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (child.pid !== undefined) saveGroup(folder, child.pid);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
}

/** Prints how long each stage took, and the last line. @param {number | null} code @returns {boolean} failed */
function report(code) {
  const json = join(folder, 'report.json');
  /** @type {import('../test-report.mjs').Tally} */
  const none = { passed: 0, failures: [], skipped: 0, times: [] };
  const tally = existsSync(json) ? tallyPlaywright(JSON.parse(readFileSync(json, 'utf8'))) : none;
  if (code !== 0 && tally.failures.length === 0) tally.failures.push('the tests with vLLM, as a whole; see above');
  const starts = join(folder, 'starts.txt');
  const seconds = (/** @type {number} */ ms) => `${Math.round(ms / 1000)} s`;
  const lines = [
    '',
    `Set-up: ${seconds(installed - began)}`,
    existsSync(starts) ? readFileSync(starts, 'utf8').trimEnd() : 'vLLM was not started.',
    `All: ${seconds(Date.now() - began)}`,
    ...tally.failures.map((failure) => `FAILED ${failure}`),
    ...(tally.failures.length > 0 ? [`The logs of vLLM are in ${folder}`] : []),
    summaryOf(tally),
  ];
  console.log(lines.join('\n'));
  return tally.failures.length > 0;
}
