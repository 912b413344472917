// `npm start`: installs and builds what is missing, and serves the app with a relay to vLLM. The options are in
// server/arguments.mjs.
import { join } from 'node:path';
import { announcement, busyPort } from './server/announce.mjs';
import { USAGE, commandWithPort, readArguments } from './server/arguments.mjs';
import { freePortAfter } from './server/listen.mjs';
import { isStoryLensAt } from './server/neighbour.mjs';
import { buildIfStale, giveUp, prepare, root } from './setup.mjs';

prepare();
const args = process.argv.slice(2);
const options = read();
buildIfStale();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

// Imported here, because `prepare` may have installed the package that it needs only just now.
const { startServer } = await import('./server/server.mjs');
const { port } = await startServer({ ...options, folder: join(root, 'dist') }).catch(explain);
console.log(announcement(options, port).join('\n'));

function read() {
  try {
    return readArguments(args, process.env);
  } catch (error) {
    return giveUp(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** @param {NodeJS.ErrnoException} error @returns {Promise<never>} */
async function explain(error) {
  if (error.code === 'EACCES') giveUp(`Port ${options.port} needs more rights than you have; take one above 1023.`);
  if (error.code !== 'EADDRINUSE') throw error;
  const free = await freePortAfter(options.port, options.network);
  const situation = {
    port: options.port,
    isStoryLens: await isStoryLensAt(options.port),
    command: free === 0 ? null : commandWithPort(args, free),
  };
  return giveUp(busyPort(situation).join('\n'));
}
