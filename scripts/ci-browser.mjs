// Installs the browser for `.ci/run` on a bare machine. This file must not import packages: they are not installed yet.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from './apt.mjs';
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
    for (const error of aptInstall(missing)) console.log(`${error}\napt failed; the tests look for another browser.`);
  }
  return { passed: 0, failures: [], skipped: 0, times: [] };
}

function isInstalled() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => BROWSER_COMMANDS.some((command) => existsSync(join(folder, command))));
}
