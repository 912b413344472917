/** A text without what a program or a copy has put into it, and what that was; null if there was nothing. */
export interface Unescaped {
  readonly text: string;
  readonly wrapper: string | null;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", amp: '&' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t', '"': '"', "'": "'", '/': '/', '\\': '\\' };

/**
 * Reads a completion that is written as a string of a program (`\n`, `<\/gdo>`), as HTML (`&lt;gdo char1&gt;`), as a
 * quotation (`> ` before each line), or with the line breaks of old systems. Any other text stays as it is.
 */
export function unescapeText(written: string): Unescaped {
  const text = /\n/.test(written) ? written : written.replaceAll(/\r|\u{2028}|\u{2029}/gu, '\n');
  if (!/[<]\/?gd[ioal]/i.test(text) && /&lt;\/?(?:gd[ioal]|think)/i.test(text))
    return {
      text: text.replaceAll(/&(lt|gt|quot|apos|#39|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole),
      wrapper: 'a text that is escaped for HTML',
    };
  if (/(?:\\n[^]*?){3}/.test(text) && !/\n[^]*\S/.test(text.trim()))
    return {
      text: text.replaceAll(/\\(u[\da-f]{4}|.)/gi, (whole, code: string) =>
        code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? whole),
      ),
      wrapper: 'a text with escaped line breaks',
    };
  if (/<\\\/(?:gd[ioal]|think)/i.test(text))
    return { text: text.replaceAll('<\\/', '</'), wrapper: 'a text with escaped slashes' };
  const lines = text.split('\n');
  if (lines.length > 1 && lines.every((line) => /^\s*(?:>|$)/.test(line)) && text.includes('>'))
    return { text: lines.map((line) => line.replace(/^\s*> ?/, '')).join('\n'), wrapper: 'a quotation' };
  return { text, wrapper: text === written ? null : 'a text with the line breaks of an old system' };
}
