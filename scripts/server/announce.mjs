// The lines that `npm start` prints.
import { networkInterfaces } from 'node:os';

/** @import { StartOptions } from './arguments.mjs' */

/** @param {number} port */
const localAddress = (port) => `http://localhost:${port}/`;

/** @param {number} port @returns {string[]} the addresses by which other machines reach this one */
function networkAddresses(port) {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}/`);
}

/**
 * @param {StartOptions} options
 * @param {number} port the port that it listens on
 * @param {readonly string[]} [addresses] by which other machines reach this one
 * @returns {string[]} lines; the first one has the address
 */
export function announcement(options, port, addresses = networkAddresses(port)) {
  const others = options.network && addresses.length ? ` and at ${addresses.join(' ')}` : '';
  return [`StoryLens is at ${localAddress(port)}${others} (Ctrl-C ends it)`, ...aboutRelay(options)];
}

/** @param {StartOptions} options @returns {string[]} */
function aboutRelay({ network, targets, key, keyWithheld }) {
  if (targets.length === 0) {
    const how = network ? '; to relay for other machines on the network, add --server URL' : '';
    return [`No relay: pages call the model server themselves${how}.`];
  }
  const users = network ? 'every machine on the network' : 'only pages on this machine';
  const lines = [`It relays to ${targets.map(({ url }) => url).join(' and ')}. Who can use the relay: ${users}.`];
  if (key !== null) {
    lines.push(`The relay adds the key in VLLM_API_KEY to requests without one. Who can use the key: ${users}.`);
  }
  if (keyWithheld) {
    lines.push(
      'The relay does not use the key in VLLM_API_KEY. --share-key would let every machine on the network use it.',
    );
  }
  return lines;
}

/**
 * @param {object} situation
 * @param {number} situation.port the busy one
 * @param {boolean} situation.isStoryLens whether the program on this port is StoryLens
 * @param {string | null} situation.command to start on a free port; null if no port is free
 * @returns {string[]} lines
 */
export function busyPort({ port, isStoryLens, command }) {
  const lines = isStoryLens
    ? [`StoryLens already runs at ${localAddress(port)}`]
    : [`Port ${port} is busy: another program listens there.`];
  if (command === null) return lines;
  return [
    ...lines,
    `To start ${isStoryLens ? 'another one' : 'StoryLens'} on another port, type: ${command}`,
    'For the browser, another port is another origin: the page there does not find what was saved on this one.',
  ];
}
