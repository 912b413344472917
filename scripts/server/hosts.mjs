// The host names under which this server answers. With DNS rebinding, a foreign page reaches this machine under the
// foreign name, and its Origin then equals its Host; only a list of allowed names keeps it out.
import { isIPv4, isIPv6 } from 'node:net';

/**
 * Whether a Host header names this server: `localhost`, an IP address, or a name given at start-up; with any port.
 * @param {string | undefined} header
 * @param {readonly string[]} names in lower case
 */
export function isOwnHost(header, names) {
  const [, bracketed, plain = ''] = /^(?:\[([^[\]]*)\]|([^:]*))(?::\d+)?$/.exec(header ?? '') ?? [];
  if (bracketed !== undefined) return isIPv6(bracketed);
  const name = plain.toLowerCase();
  return name === 'localhost' || isIPv4(name) || names.includes(name);
}

/**
 * The message for a request with another host name.
 * @param {string | undefined} header
 */
export function explainHost(header) {
  const name = (header ?? '').replace(/:\d+$/, '');
  if (!/^[a-z\d.-]+$/i.test(name)) return 'StoryLens does not answer requests without a valid Host header.';
  return `StoryLens does not answer under the name ${name}. To allow it, start with: npm start -- --name ${name}`;
}
