// Puts a built page into one HTML file that needs no other files.
import { createHash } from 'node:crypto';
import { parseAst } from 'rolldown/parseAst';
import { singleFilePolicy, withPolicy } from './content-security.mjs';

/** The build options with which Vite makes one script and one style sheet, which can be put into the HTML. */
export const singleFileBuild = {
  write: false,
  assetsInlineLimit: () => true,
  cssCodeSplit: false,
  modulePreload: false,
  chunkSizeWarningLimit: Infinity,
  rolldownOptions: { output: { codeSplitting: false } },
};

/**
 * Rewrites a module so that an HTML parser reads all of it as the text of one script element: `</script` would end the
 * element, and `<!--` followed by `<script` would make the parser miss the real end. Both are written with an
 * escape, which means the same in strings, templates and regular expressions.
 * @param {string} code
 * @returns {string}
 * @throws {Error} if one of them is where no escape is allowed, as in `a<!--b`
 */
export function embeddable(code) {
  const escaped = code
    // The HTML parser turns \r\n into \n, which would change the hash.
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3C`);
  parseAst(escaped);
  return escaped;
}

/**
 * @param {readonly (import('rolldown').OutputChunk | import('rolldown').OutputAsset)[]} output of a build with
 *   `singleFileBuild`
 * @returns {string} the page
 * @throws {Error} if the build has files that cannot be put inside
 */
export function joinIntoOneFile(output) {
  const script = output.find((file) => file.type === 'chunk');
  const style = output.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  const page = output.find((file) => file.type === 'asset' && file.fileName.endsWith('.html'));
  if (script?.type !== 'chunk' || page?.type !== 'asset') throw new Error('The build made no page or no script.');
  const left = output.filter((file) => file !== script && file !== style && file !== page);
  if (left.length) throw new Error(`Not inside the one file: ${left.map((file) => file.fileName).join(', ')}`);

  const code = `\n${embeddable(script.code)}`;
  let html = String(page.source);
  /** @type {(tag: RegExp, element: string) => void} */
  const replace = (tag, element) => {
    if (!tag.test(html)) throw new Error(`The built page has nothing like ${tag}`);
    // A function, because `$&` in minified code would insert the tag.
    html = html.replace(tag, () => element);
  };
  replace(/<script type="module"[^>]*><\/script>/, `<script type="module">${code}</script>`);
  if (style?.type === 'asset') {
    const css = String(style.source).replaceAll(/<(?=\/style)/gi, String.raw`\3C `);
    replace(/<link rel="stylesheet"[^>]*>/, `<style>${css}</style>`);
  }
  const hash = createHash('sha256').update(code).digest('base64');
  return withPolicy(html, singleFilePolicy(`sha256-${hash}`));
}
