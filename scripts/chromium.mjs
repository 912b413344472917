// Finds a browser for the tests, also on a machine that has none installed.
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { BROWSER_COMMANDS, HEADLESS_SHELL } from './browser-commands.mjs';

/**
 * @typedef {object} Chromium
 * @property {string} executablePath
 * @property {string[]} args flags on top of Playwright's own
 * @property {Record<string, string>} env the whole environment of the browser process
 * @property {string} source where it was found, for the log
 */

const root = fileURLToPath(new URL('..', import.meta.url));

// CI machines have no graphics card. Software rendering and unhinted glyphs make screenshots the same on all machines.
const ARGS = ['--disable-gpu', '--font-render-hinting=none'];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The paths at which this system may have a browser. */
function systemPaths() {
  const { env, platform } = process;
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(Boolean);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return programs.flatMap((program) => folders.map((folder) => join(String(folder), program)));
  }
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), '/snap/bin'];
  return [HEADLESS_SHELL, ...BROWSER_COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)))];
}

/**
 * The browser inside the npm package @sparticuz/chromium (Linux on x64 only), unpacked on first use (1.5 s, 207 MB).
 * @returns {{ executablePath: string, env: Record<string, string> } | undefined}
 */
function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(root, 'node_modules/.cache/chromium');
  const executablePath = join(folder, 'chromium');
  if (!isExecutable(executablePath)) {
    execFileSync(process.execPath, [join(root, 'scripts/unpack-chromium.mjs'), folder], { stdio: 'inherit' });
  }
  // The package has the shared libraries that a server may lack. They are used only if those of the system are incomplete.
  const lacksLibraries = execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found');
  return {
    executablePath,
    env: {
      FONTCONFIG_PATH: join(folder, 'fonts'),
      ...(lacksLibraries && { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
    },
  };
}

/**
 * A Chromium, Chrome or Edge of the system with all that a user's browser has, such as its permission for the local network,
 * which the headless shell lacks.
 * @returns {string | undefined} its path, if the system has one
 */
export function findWholeBrowser() {
  return systemPaths().find((path) => path !== HEADLESS_SHELL && isExecutable(path));
}

/**
 * The browser that the tests drive: the one named by CHROMIUM_PATH, else Debian's headless shell, Chrome, Chromium or Edge
 * of the system, else the one that Playwright downloaded, else the one from npm.
 * @returns {Chromium}
 * @throws {Error} with a sentence for the user, if there is none
 */
export function findChromium() {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  /** @type {(executablePath: string, source: string, env?: Record<string, string>) => Chromium} */
  const found = (executablePath, source, env = {}) => ({
    executablePath,
    args: ARGS,
    env: { ...Object.fromEntries(inherited), ...env },
    source,
  });

  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not an executable program.`);
    return found(named, 'CHROMIUM_PATH');
  }
  const system = systemPaths().find(isExecutable);
  if (system) return found(system, system);
  const downloaded = chromium.executablePath();
  if (isExecutable(downloaded)) return found(downloaded, "Playwright's download");
  const packaged = packagedBrowser();
  if (packaged) return found(packaged.executablePath, 'the npm package @sparticuz/chromium', packaged.env);
  throw new Error(
    'The tests need a browser and found none. Install Chrome, Chromium or Edge, or run ' +
      '"npx playwright install chromium", or set CHROMIUM_PATH to the program.',
  );
}
