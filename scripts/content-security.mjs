// The content security policy of the built page. The text of a model is shown on it, and that text is untrusted:
// whatever slips through the code finds a page in which no foreign script runs and no string becomes markup.
// The dev server has no policy, as it works by inline scripts and a socket.

/** @typedef {Record<string, readonly string[]>} Policy directive → sources */

const NONE = ["'none'"];
const DATA = ['blob:', 'data:'];
// The model's server can be anywhere, and so can the pictures that somebody pastes the address of.
const ANYWHERE = ['http:', 'https:'];

/** @type {Policy} */
const COMMON = {
  'default-src': NONE,
  // React and Konva write style attributes, and a hovered entity is one written rule.
  'style-src': ["'unsafe-inline'"],
  'img-src': [...DATA, ...ANYWHERE],
  'media-src': DATA,
  'connect-src': [...DATA, ...ANYWHERE],
  'base-uri': NONE,
  'form-action': NONE,
  'object-src': NONE,
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['default'],
};

const SELF = ["'self'"];

/** For dist/ on a static host: everything comes from there. @type {Policy} */
export const hostedPolicy = {
  ...COMMON,
  'script-src': SELF,
  'style-src': [...SELF, ...(COMMON['style-src'] ?? [])],
  'img-src': [...SELF, ...(COMMON['img-src'] ?? [])],
  'media-src': [...SELF, ...DATA],
  'font-src': SELF,
  'connect-src': [...SELF, ...(COMMON['connect-src'] ?? [])],
  'worker-src': SELF,
  'manifest-src': SELF,
};

/**
 * For the one file, which has no host to speak of: its script is let in by its hash, its fonts are data.
 * @param {string} scriptHash such as 'sha256-…', of the script element's exact text
 * @returns {Policy}
 */
export const singleFilePolicy = (scriptHash) => ({
  ...COMMON,
  'script-src': [`'${scriptHash}'`],
  'font-src': ['data:'],
});

/**
 * Puts a policy into a page: behind the charset, which must stand in the first 1,024 bytes, and before all else, as a
 * policy binds only what comes after it.
 * @param {string} html
 * @param {Policy} policy
 * @returns {string}
 * @throws {Error} if the page does not begin with its charset
 */
export function withPolicy(html, policy) {
  const opening = /<head>\s*<meta charset="utf-8"\s*\/?>/i;
  if (!opening.test(html)) throw new Error('index.html must open its <head> with <meta charset="utf-8" />');
  const content = Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${content}" />`;
  return html.replace(opening, (head) => `${head}\n    ${meta}`);
}
