// Installs the browser for `.ci/run` on a bare machine. This file must not import packages: they are not installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BROWSER_COMMANDS } from './browser-commands.mjs';

/**
 * Installs Chromium with apt if no browser is found. It is not a failure if apt is missing or has no browser: one of the
 * npm packages contains a browser, and the tests find it.
 * @returns {Promise<import('./test-report.mjs').Tally>} without counts
 */
export async function installBrowser() {
  if (!process.env['CHROMIUM_PATH'] && !isInstalled()) {
    console.log('Installing a browser …');
    const error = install();
    if (error !== null) console.log(`${error}\napt could not install a browser; the tests use the one from npm.`);
  }
  return { passed: 0, failures: [], skipped: 0, times: [] };
}

function isInstalled() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => BROWSER_COMMANDS.some((command) => existsSync(join(folder, command))));
}

/** @returns {string | null} the last lines of apt's output if it failed, else null */
function install() {
  for (const args of [
    ['-qq', 'update'],
    ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'],
  ]) {
    const options = /** @type {const} */ ({
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const { status, error, stdout, stderr } = spawnSync('apt-get', args, options);
    if (error) return error.message;
    if (status !== 0) return `${stdout}${stderr}`.trimEnd().split('\n').slice(-5).join('\n');
  }
  return null;
}
