// Opens ports on all addresses of this machine.
import { createServer } from 'node:http';
import { createServer as createProbe } from 'node:net';

/** @import { RequestListener, Server } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */

/** Errors on a system that has no IPv6, or does not have this address. */
const ABSENT = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** How many times to try another free port if the port that is free in IPv4 is taken in IPv6. */
const TRIES = 20;

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * The addresses to listen on. `localhost` is ::1 for some programs and 127.0.0.1 for others.
 * @param {boolean} network whether other machines may connect
 */
const addressesFor = (network) => (network ? ['0.0.0.0', '::'] : ['127.0.0.1', '::1']);

/**
 * Listens on the same port of every address that this machine has.
 * @template {import('node:net').Server} S
 * @param {() => S} create makes a server, one for each address
 * @param {number} port 0 takes any free port
 * @param {boolean} network
 * @returns {Promise<S[]>}
 * @throws {Error} from the system, such as EADDRINUSE
 */
async function listenEverywhere(create, port, network) {
  for (let tries = 1; ; tries++) {
    /** @type {S[]} */
    const servers = [];
    try {
      for (const host of addressesFor(network)) {
        const server = create();
        if (await listenAt(server, servers[0] ? portOf(servers[0]) : port, host)) servers.push(server);
      }
      if (servers.length === 0) throw new Error('This machine has no address to listen on.');
      return servers;
    } catch (error) {
      for (const server of servers) server.close();
      if (port !== 0 || codeOf(error) !== 'EADDRINUSE' || tries === TRIES) throw error;
    }
  }
}

/**
 * @param {import('node:net').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} false if this machine has no such address
 */
function listenAt(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (ABSENT.has(String(codeOf(error)))) resolve(false);
      else reject(error);
    });
    // Without ipv6Only, :: would also take the IPv4 port, which has its own server.
    server.listen({ port, host, ipv6Only: host.includes(':') }, () => resolve(true));
  });
}

/** @param {import('node:net').Server} server */
const portOf = (server) => /** @type {AddressInfo} */ (server.address()).port;

/**
 * @param {RequestListener} listener
 * @param {number} port
 * @param {boolean} network
 * @returns {Promise<{ servers: Server[], port: number }>}
 * @throws {Error} from the system, such as EADDRINUSE
 */
export async function listen(listener, port, network) {
  const create = () => {
    // No time limit for a whole request: an upload is as slow as the model server reads. The limit for headers stays 60 s.
    const server = createServer({ requestTimeout: 0 }, listener);
    // This server speaks no other protocol and is not a proxy.
    for (const event of ['upgrade', 'connect']) server.on(event, (_request, socket) => socket.destroy());
    return server;
  };
  const servers = await listenEverywhere(create, port, network);
  const [first] = servers;
  return { servers, port: first ? portOf(first) : port };
}

/**
 * The next port after one that `listen` could take.
 * @param {number} port
 * @param {boolean} network
 * @returns {Promise<number>} 0 if there is none
 */
export async function freePortAfter(port, network) {
  for (let next = port + 1; next <= 65_535; next++) {
    try {
      const probes = await listenEverywhere(createProbe, next, network);
      await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
      return next;
    } catch {
      // The port is taken or not allowed; try the next.
    }
  }
  return 0;
}
