// Installs the browser for `.ci/run` on a bare machine. This file must not import packages: they are not installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BROWSER_COMMANDS, HEADLESS_SHELL } from './browser-commands.mjs';

/**
 * Installs Chromium and its headless shell with apt, if they are missing. It is not a failure if apt is missing or does
 * not have them: one of the npm packages contains a browser, and the tests find it.
 * @returns {Promise<import('./test-report.mjs').Tally>} without counts
 */
export async function installBrowser() {
  const missing = [
    ...(existsSync(HEADLESS_SHELL) ? [] : ['chromium-headless-shell']),
    ...(isInstalled() ? [] : ['chromium']),
  ];
  if (!process.env['CHROMIUM_PATH'] && missing.length > 0) {
    console.log(`Installing ${missing.join(' and ')} …`);
    const errors = [apt('update'), ...missing.map((name) => apt('install', '-y', '--no-install-recommends', name))];
    for (const error of errors)
      if (error !== null) console.log(`${error}\napt failed; the tests look for another browser.`);
  }
  return { passed: 0, failures: [], skipped: 0, times: [] };
}

function isInstalled() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => BROWSER_COMMANDS.some((command) => existsSync(join(folder, command))));
}

/** @param {string[]} args @returns {string | null} the last lines of its output if it failed, else null */
function apt(...args) {
  const { status, error, stdout, stderr } = spawnSync('apt-get', ['-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error) return error.message;
  return status === 0 ? null : `${stdout}${stderr}`.trimEnd().split('\n').slice(-5).join('\n');
}
