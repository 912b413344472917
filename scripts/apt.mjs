// Debian's package manager. This file must not import packages: they may not be installed yet.
import { spawnSync } from 'node:child_process';

/**
 * Runs apt-get without questions.
 * @param {string[]} args
 * @returns {string | null} the last lines of its output if it failed, else null
 */
function apt(...args) {
  const { status, error, stdout, stderr } = spawnSync('apt-get', ['-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error) return error.message;
  return status === 0 ? null : `${stdout}${stderr}`.trimEnd().split('\n').slice(-5).join('\n');
}

/**
 * Updates apt's lists and installs packages, one after the other, so that one that is missing does not keep the others.
 * @param {readonly string[]} names
 * @returns {string[]} why something failed
 */
export function aptInstall(names) {
  const results = [apt('update'), ...names.map((name) => apt('install', '-y', '--no-install-recommends', name))];
  return results.filter((error) => error !== null);
}
