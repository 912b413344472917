// The model servers that the relay passes requests on to.

/**
 * One server of the relay.
 * @typedef {object} Target
 * @property {string} url without `/v1` and without a slash at its end: `http://localhost:8000`
 * @property {string} path where the page finds it, relative to the page: `relay/1`
 */

/** The server that the relay uses if `--server` names none: vLLM on its default port. */
export const DEFAULT_SERVER = 'http://localhost:8000';

/**
 * Reads the values of `--server`.
 * @param {readonly string[]} addresses as typed; `none` alone means no relay
 * @returns {Target[]}
 * @throws {Error} with a sentence for the user, if an address is not valid
 */
export function readTargets(addresses) {
  if (addresses.includes('none')) {
    if (addresses.length > 1) throw new Error('--server none cannot be combined with another --server.');
    return [];
  }
  return addresses.map((address, index) => ({ url: readAddress(address), path: `relay/${index + 1}` }));
}

/** @param {string} address @returns {string} */
function readAddress(address) {
  const wrong = `--server ${address} is not the address of a server`;
  if (!/^https?:\/\/[^/]/i.test(address)) throw new Error(`${wrong}: it must look like ${DEFAULT_SERVER}.`);
  /** @type {URL} */
  let url;
  try {
    url = new URL(address);
  } catch {
    throw new Error(`${wrong}.`);
  }
  // The page shows the address, so a password in it would reach the browser.
  if (url.username || url.password) {
    throw new Error('--server must not contain a user name or a password; put the key into VLLM_API_KEY.');
  }
  if (url.search || url.hash) throw new Error(`${wrong}: it must not contain "?" or "#".`);
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '').replace(/\/+$/, '');
}
