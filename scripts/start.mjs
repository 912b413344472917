// `npm start`: from a fresh clone to the app in the browser. `npm start -- --port 8080 --host` to choose the port and
// to let other machines in.
import util from 'node:util';
import { buildIfStale, giveUp, prepare, root } from './setup.mjs';

prepare();
const { host, port } = readArguments();
buildIfStale();

// Only now is it certain to be there.
const { preview } = await import('vite');
const server = await preview({
  root,
  configFile: false,
  // A file that is missing is a 404, not the page once more.
  appType: 'mpa',
  logLevel: 'error',
  build: { outDir: 'dist' },
  // Open to other machines, it is called by whatever name they have for this one; nothing it serves is private.
  preview: { host, port, ...(host && { allowedHosts: true }) },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

const { local = [], network = [] } = server.resolvedUrls ?? {};
const [address] = local.length ? local : network;
console.log(`StoryLens is at ${address}${host ? ` and at ${network.join(' ')}` : ''} (Ctrl-C ends it)`);

/** @returns {{ host: boolean, port: number }} */
function readArguments() {
  try {
    const { values } = util.parseArgs({
      options: { port: { type: 'string', default: '5173' }, host: { type: 'boolean', default: false } },
    });
    const number = Number(values.port);
    if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error(`${values.port} is not a port.`);
    return { host: values.host, port: number };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return giveUp(`${reason}\nUsage: npm start -- [--port NUMBER] [--host]`);
  }
}
