// The set-up before `npm start` and `npm test`, so that a clone and Node are all that a newcomer needs. This file must not
// import packages: they may not be installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends the process with a sentence instead of a stack trace. @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a program until it ends. Its output goes to stderr: stdout is for the result of a command. @param {string} command @param {string[]} args */
function run(command, args) {
  // On Windows npm is a batch file, which needs a shell.
  const shell = process.platform === 'win32' && command === 'npm';
  const { error, status } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], shell });
  if (error) giveUp(`${command} could not be started: ${error.message}`);
  if (status !== 0) giveUp(`"${command} ${args.join(' ')}" failed; see its output above.`);
}

/** @param {string} path @returns {any} */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/**
 * Whether a version of Node satisfies a range of the form "^20.19.0 || ^22.12.0 || >=24.0.0".
 * @param {string} version
 * @param {string} range
 */
export function satisfies(version, range) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const [, sign = '', from = '', minimum = ''] = /^(\^|>=)(\d+)\.(\d+)\.0$/.exec(part.trim()) ?? [];
    if (sign === '>=' && major > Number(from)) return true;
    return major === Number(from) && minor >= Number(minimum);
  });
}

/** "^20.19.0 || >=24.0.0" as "20.19+ or 24.0+". @param {string} range */
const inWords = (range) => range.replace(/[\^>=]+(\d+\.\d+)\.0/g, '$1+').replace(/ \|\|/g, ' or');

function requireNode() {
  const { node: range } = readJson('package.json').engines;
  if (satisfies(process.versions.node, range)) return;
  giveUp(
    `StoryLens needs Node.js ${inWords(range)}; this is ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org and try again.',
  );
}

/** @type {(list: string[] | undefined, mine: string) => boolean} */
const admits = (list, mine) => !list || list.includes(mine);

/**
 * Whether node_modules has the packages of the lock file. npm keeps a record of the packages that it installed there.
 * Comparing it with the lock file takes some milliseconds, but asking npm takes a second.
 */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = readJson('node_modules/.package-lock.json').packages;
  const wanted = readJson('package-lock.json').packages;

  const fromHere = Object.values(installed).every(
    // A folder copied or mounted from another machine has the binaries of that machine.
    ({ os, cpu }) => admits(os, process.platform) && admits(cpu, process.arch),
  );
  const complete = Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
    if (place === '') return true;
    if (!installed[place]) return Boolean(optional ?? devOptional);
    return installed[place].version === version && existsSync(join(root, place));
  });
  return fromHere && complete;
}

/** Ends the process if Node is too old, and installs the packages if they are missing. */
export function prepare() {
  requireNode();
  if (isInstalled()) return;
  console.error('Installing the packages …');
  // NODE_ENV=production would leave out the tools that build and serve the app.
  run('npm', ['ci', '--include=dev', '--prefer-online', '--no-audit', '--no-fund']);
}

/**
 * The time of the last change under a path, in milliseconds since 1970. Folders count, too: removing a file changes
 * only its folder.
 * @param {string} path
 * @returns {number}
 */
function lastChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  const below = stats.isDirectory() ? readdirSync(path).map((name) => lastChange(join(path, name))) : [];
  return Math.max(stats.mtimeMs, ...below);
}

/** The sources of the built page. */
const SOURCES = ['src', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts/build.mjs'];

/** Builds dist/ unless it is newer than all its sources. */
export function buildIfStale() {
  // The build writes this file last, so it is missing or old if a build failed half-way.
  const built = lastChange(join(root, 'dist/storylens.html'));
  if (built > Math.max(...SOURCES.map((source) => lastChange(join(root, source))))) return;
  console.error('Building the app …');
  run(process.execPath, [join(root, 'scripts/build.mjs'), '--quiet']);
}

/** The sources of the terminal commands. A package that is installed from a registry has only the bundles. */
const TERMINAL_SOURCES = [
  'src',
  'package-lock.json',
  'scripts/audit',
  'scripts/argument-error.mjs',
  'scripts/terminal.mjs',
];

/** Installs what is missing and bundles the terminal commands, unless the bundles are newer than all their sources. */
export async function buildTerminalIfStale() {
  const built = lastChange(join(root, 'dist-terminal/storylens-audit.mjs'));
  if (built > Math.max(...TERMINAL_SOURCES.map((source) => lastChange(join(root, source))))) return;
  prepare();
  const { buildTerminal } = await import('./terminal.mjs');
  await buildTerminal();
}
