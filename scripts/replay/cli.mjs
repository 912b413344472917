/** `npm run replay -- FILE`: starts a replay server from the command line; see `--help`. */

import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ArgumentError } from '../argument-error.mjs';
import { parseArguments } from './arguments.mjs';
import { help } from './help.mjs';
import { namesOf } from './models.mjs';
import { defaults } from './options.mjs';
import { startReplay } from './server.mjs';
import { cutText } from './tokens.mjs';

/** @import { Arguments } from './arguments.mjs' */
/** @import { LoggedRequest } from './log.mjs' */

const demoFile = fileURLToPath(new URL('../../src/app/demo/completion.txt', import.meta.url));

/** @param {string} file @returns {Promise<string>} */
async function read(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new ArgumentError(`There is no file '${file}'.`);
    if (code === 'EISDIR') throw new ArgumentError(`'${file}' is a folder; give a text file with the model's output.`);
    throw new ArgumentError(`'${file}' cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @param {Arguments} args @param {string} text */
async function start({ port, options }, text) {
  try {
    return await startReplay({ ...options, text, port, onRequest: (entry) => console.log(describe(entry)) });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is taken, perhaps by another server. Choose another: --port ${port + 1}`, {
        cause: error,
      });
    }
    throw new Error(`Cannot listen on port ${port}: ${error.message}`, { cause: error });
  }
}

/** @param {LoggedRequest} entry @returns {string} one line about an exchange that is over */
function describe({ method, path, aborted, finished, sent, body }) {
  let end = finished ? 'answered' : 'cut off';
  if (aborted) end = 'stopped by the client';
  const continued = body?.continue_final_message === true ? ', continuing' : '';
  const amount = sent === '' ? '' : `, ${sent.length.toLocaleString('en')} characters sent`;
  return `${method} ${path}: ${end}${continued}${amount}`;
}

/** @param {readonly string[]} argv */
async function main(argv) {
  const args = parseArguments(argv);
  if (args === 'help') {
    console.log(help);
    return;
  }
  const file = args.file ?? demoFile;
  const text = await read(file);
  const server = await start(args, text);
  const settings = { ...defaults, ...args.options };
  const { cut, fault, tokensPerSecond, apiKey } = settings;
  const count = cutText(text, cut).length;
  const speed = tokensPerSecond === Infinity ? 'as fast as can be' : `at ${tokensPerSecond} tokens/s`;
  console.log(`Replaying ${file}`);
  console.log(`  ${count.toLocaleString('en')} tokens, ${speed}`);
  console.log(`Server URL: http://localhost:${server.port}/v1`);
  console.log(`  Enter it in StoryLens, add any frames and press Generate. Model: ${namesOf(settings).join(' or ')}`);
  if (apiKey !== null) console.log(`  API key: ${apiKey}`);
  if (fault?.kind === 'stall' || fault?.kind === 'queue' || fault?.kind === 'silence') {
    console.log('  The answer will wait: press Enter here to let it go on.');
    createInterface({ input: process.stdin }).on('line', () => server.resume());
  }
  console.log('Ctrl+C ends it.');
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof ArgumentError ? '\nTry: npm run replay -- --help' : '';
  console.error(`${error instanceof Error ? error.message : String(error)}${usage}`);
  process.exitCode = error instanceof ArgumentError ? 2 : 1;
}
