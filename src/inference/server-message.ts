const LIMIT = 600;
// The cause of an error often stands last ("Failed to apply … on data={…}: absolute aspect ratio must be …").
const TAIL = 200;

/**
 * The server's own words, fit to be shown: HTML reduced to its title, echoed base64 cut out (a pydantic error repeats
 * the whole request, pictures included), the tails that vLLM appends removed (` None` in v0.8.3 to v0.14, where the
 * cause of the error is printed after it; ` (parameter=…)`, mostly with a value, in 2026), white space joined, at most 600
 * characters with the middle left out. Null where nothing is left.
 */
export function presentable(text: string): string | null {
  const words = (looksLikeHtml(text) ? titleOf(text) : text)
    .replace(/(data:[\w/+.-]*;base64,)[\w+/=-]+/g, '$1…')
    // No word of an error message is this long; the floor of 100 spares paths and model names.
    .replace(/[A-Za-z\d+/=]{100,}/g, (run) => `${run.slice(0, 12)}…`)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ \(parameter=[^()]*\)$/, '')
    .replace(/ ?\bNone$/, '');
  if (words === '') return null;
  return words.length <= LIMIT ? words : shorten(words);
}

function shorten(words: string): string {
  const head = words.slice(0, LIMIT - TAIL - 3).replace(/[\uD800-\uDBFF]$/, '');
  const tail = words.slice(-TAIL).replace(/^[\uDC00-\uDFFF]/, '');
  return `${head} … ${tail}`;
}

function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|h1|title)\b/i.test(text);
}

function titleOf(html: string): string {
  return /<(?:title|h1)\b[^>]*>([^<]*)</i.exec(html)?.[1] ?? html.replace(/<[^>]*>/g, ' ');
}
