// Puts a built page into one HTML file that needs nothing beside it.
import { createHash } from 'node:crypto';
import { parseAst } from 'rolldown/parseAst';
import { singleFilePolicy, withPolicy } from './content-security.mjs';

/** How Vite must build the page so that one script and one style sheet are all that is left to put in. */
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
 * element, and `<!--` followed by `<script` would make the parser overlook the real end. Both are written with an
 * escape, which means the same in strings, templates and regular expressions.
 * @param {string} code
 * @returns {string}
 * @throws {Error} if either stood where no escape may stand, as in `a<!--b`
 */
export function embeddable(code) {
  const escaped = code
    // The HTML parser turns \r\n into \n, after which the hash would not fit.
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3C`);
  parseAst(escaped);
  return escaped;
}

/**
 * @param {readonly (import('rolldown').OutputChunk | import('rolldown').OutputAsset)[]} output of a build of the kind
 *   of `singleFileBuild`
 * @returns {string} the page
 * @throws {Error} if the build left something that is not inside
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
    // By a function, as `$&` in minified code would mean the tag.
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
