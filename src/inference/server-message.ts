const LIMIT = 600;
// How many of the last characters stay. The cause of an error is often at the end ("Failed to apply … on data={…}:
// absolute aspect ratio must be …").
const TAIL = 200;

/**
 * Shortens a server's message for the page. Null if nothing is left.
 *
 * - HTML is reduced to its title.
 * - Base64 is cut out: a pydantic error repeats the whole request with its pictures.
 * - The endings that vLLM appends are removed: ` None` in v0.8.3 to v0.14, which prints the cause of the error there
 *   even if there is none, and ` (parameter=…)` in 2026, mostly with a value.
 * - White space is joined, and the middle is left out if more than 600 characters remain.
 */
export function presentable(text: string): string | null {
  const message = (looksLikeHtml(text) ? titleOf(text) : text)
    .replace(/(data:[\w/+.-]*;base64,)[\w+/=-]+/g, '$1…')
    // The minimum of 100 characters keeps paths and model names. No word of an error message is as long.
    .replace(/[A-Za-z\d+/=]{100,}/g, (base64) => `${base64.slice(0, 12)}…`)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ \(parameter=[^()]*\)$/, '')
    .replace(/ ?\bNone$/, '');
  if (message === '') return null;
  return message.length <= LIMIT ? message : shorten(message);
}

function shorten(message: string): string {
  const head = message.slice(0, LIMIT - TAIL - 3).replace(/[\uD800-\uDBFF]$/, '');
  const tail = message.slice(-TAIL).replace(/^[\uDC00-\uDFFF]/, '');
  return `${head} … ${tail}`;
}

function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|h1|title)\b/i.test(text);
}

function titleOf(html: string): string {
  return /<(?:title|h1)\b[^>]*>([^<]*)</i.exec(html)?.[1] ?? html.replace(/<[^>]*>/g, ' ');
}
