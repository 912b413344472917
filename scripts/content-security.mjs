// The content security policy of the built page. The page shows a model's text, which is untrusted: even if
// the code had a mistake, the policy lets no foreign script run and no string become markup.
// The dev server has no policy, because it needs inline scripts and a socket.

/** @typedef {Record<string, readonly string[]>} Policy directive → sources */

const NONE = ["'none'"];
const DATA = ['blob:', 'data:'];
// The model server can have any address, and the user may paste pictures of any address.
const ANYWHERE = ['http:', 'https:'];

/** @type {Policy} */
const COMMON = {
  'default-src': NONE,
  // React and Konva write style attributes, and the highlight writes a style rule.
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

/** For dist/ on a static host: everything comes from that host. @type {Policy} */
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
 * For the single file, which may have no host: its script is allowed by its hash, its fonts are data URLs.
 * @param {string} scriptHash such as 'sha256-…', of the script element's exact text
 * @returns {Policy}
 */
export const singleFilePolicy = (scriptHash) => ({
  ...COMMON,
  'script-src': [`'${scriptHash}'`],
  'font-src': ['data:'],
});

/**
 * Puts a policy into a page: after the charset, which must be in the first 1,024 bytes, and before everything else,
 * because a policy applies only to what comes after it.
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
