// The command line of `npm start`.
import { parseArgs } from 'node:util';
import { DEFAULT_SERVER, readTargets } from './targets.mjs';

/** @import { Target } from './targets.mjs' */

/**
 * @typedef {object} StartOptions
 * @property {number} port
 * @property {boolean} network whether other machines may connect (`--host`)
 * @property {string[]} names
 * @property {Target[]} targets
 * @property {string | null} key that the relay sends
 * @property {boolean} keyWithheld whether there is a key that the relay does not send
 */

export const USAGE = `Usage: npm start -- [options]
  --port NUMBER   the port (default 5173); 0 takes any free port
  --server URL    the vLLM server to relay to (default ${DEFAULT_SERVER}; none for no relay);
                  may be given several times
  --host          let other machines connect; they can use the relay only if --server is given, too
  --share-key     with --host: other machines use the key in VLLM_API_KEY, too
  --name NAME     a name of this machine that pages may use in the address; may be given several times`;

/**
 * @param {string[]} args
 * @param {{ readonly [name: string]: string | undefined }} env
 * @returns {StartOptions}
 * @throws {Error} with a sentence for the user
 */
export function readArguments(args, env) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '5173' },
      server: { type: 'string', multiple: true },
      host: { type: 'boolean', default: false },
      'share-key': { type: 'boolean', default: false },
      name: { type: 'string', multiple: true, default: [] },
    },
  });
  const { host: network, 'share-key': shareKey } = values;
  const targets = readTargets(values.server ?? (network ? ['none'] : [DEFAULT_SERVER]));
  if (shareKey && !(network && targets.length)) throw new Error('--share-key needs --host and --server.');
  const key = readKey(env['VLLM_API_KEY']);
  const mayUse = targets.length > 0 && (!network || shareKey);
  return {
    port: readPort(values.port),
    network,
    names: values.name.map(readName),
    targets,
    key: mayUse ? key : null,
    keyWithheld: targets.length > 0 && key !== null && !mayUse,
  };
}

/** @param {string} text */
function readPort(text) {
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new Error(`--port ${text} is not a port: it must be a number from 0 to 65535.`);
  return port;
}

/** @param {string} name */
function readName(name) {
  if (!/^[a-z\d._-]+$/i.test(name)) throw new Error(`--name ${name} is not a name: leave out http:// and the port.`);
  return name.toLowerCase();
}

/** @param {string | undefined} text */
function readKey(text = '') {
  const key = text.trim();
  // Other characters cannot be in a header. The message must not contain the key.
  if (!/^[\x21-\x7e]*$/.test(key)) throw new Error('VLLM_API_KEY has characters that a key cannot have.');
  return key === '' ? null : key;
}

/**
 * The command that starts StoryLens with the same options on another port.
 * @param {readonly string[]} args
 * @param {number} port
 */
export function commandWithPort(args, port) {
  const others = args.filter((arg, i) => !/^--port(?:=|$)/.test(arg) && args[i - 1] !== '--port');
  return ['npm start -- --port', port, ...others].join(' ');
}
