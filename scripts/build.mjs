// `npm run build`: builds dist/, a folder for any static host, and in it storylens.html, the same page as one file that
// also works from disk; and dist-terminal/, the terminal commands. Prints the sizes and fails if the page is too large; with --quiet it only builds.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { FIRST_LOAD_LIMIT, inKb, weigh } from './budget.mjs';
import { hostedPolicy, withPolicy } from './content-security.mjs';
import { buildTerminal } from './terminal.mjs';
import { joinIntoOneFile, singleFileBuild } from './single-file.mjs';

const quiet = process.argv.includes('--quiet');
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {import('vite').BuildOptions} options
 * @param {import('vite').Plugin[]} plugins
 */
async function outputOf(options, plugins = []) {
  const config = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
  const built = await build({
    root,
    configFile: config,
    logLevel: 'warn',
    mode: 'production',
    build: options,
    plugins,
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('Vite was expected to build one page.');
  return built.output;
}

/** @type {import('vite').Plugin} */
const contentSecurity = {
  name: 'content-security',
  transformIndexHtml: { order: 'post', handler: (html) => withPolicy(html, hostedPolicy) },
};

const hosted = await outputOf({ outDir: 'dist', emptyOutDir: true }, [contentSecurity]);
const oneFile = joinIntoOneFile(await outputOf(singleFileBuild));
writeFileSync(join(root, 'dist/storylens.html'), oneFile);
await buildTerminal();
// `npm start` builds with --quiet: a user who only starts the app does not need the size report.
if (!quiet) report();

function report() {
  const page = hosted.find((file) => file.fileName === 'index.html');
  const html = page?.type === 'asset' ? String(page.source) : '';
  const chunks = hosted.filter((file) => file.type === 'chunk');
  const { weights, total, violations } = weigh(html, chunks);
  for (const { file, gzipped, first } of weights) {
    console.log(`${inKb(gzipped).padStart(9)}  ${first ? 'first load' : 'lazy      '}  ${file}`);
  }
  console.log(`The first load takes ${inKb(total)} of script after gzip; the limit is ${inKb(FIRST_LOAD_LIMIT)}.`);
  console.log(`dist/storylens.html has everything in ${inKb(Buffer.byteLength(oneFile))}.`);
  if (violations.length === 0) return;
  console.error(violations.join('\n'));
  process.exitCode = 1;
}
