import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { withPolicy } from '../../scripts/content-security.mjs';
import { embeddable, joinIntoOneFile } from '../../scripts/single-file.mjs';

test.each([
  '"</script>"',
  "'</SCRIPT >'",
  '`</script${1}>`',
  '"<!-- <script> -->"',
  String.raw`'<!--</script>'.replace(/<!--<\/script>/u, 'both')`,
  '/<[!]--/.source + "</scripture>"',
  '"$& $1 $`"',
])('an embedded script still says %s', (expression) => {
  const code = embeddable(`export const said = ${expression};`);
  expect(code).not.toMatch(/<\/script|<!--/i);
  expect(runInNewContext(code.replace('export const said =', ''))).toBe(runInNewContext(expression));
});

test('line breaks are written as the HTML parser changes them', () => {
  expect(embeddable('a;\r\nb;\rc;')).toBe('a;\nb;\nc;');
});

test('code that cannot be escaped is refused', () => {
  expect(() => embeddable('a<!--b')).toThrow('Parse failed');
});

const asset = (fileName: string, source: string) => ({ type: 'asset', fileName, source });
const page = asset(
  'index.html',
  `<!doctype html><html><head><meta charset="utf-8" />
<script type="module" crossorigin src="./assets/index.js"></script>
<link rel="stylesheet" crossorigin href="./assets/index.css"></head><body></body></html>`,
);
const script = { type: 'chunk', fileName: 'assets/index.js', code: 'const a = "$&</script>";' };
const style = asset('assets/index.css', 'a::after { content: "$&</style>" }');
const join = (...files: object[]) => joinIntoOneFile(files as unknown as Parameters<typeof joinIntoOneFile>[0]);

test('the page contains script and style, and its policy has the hash of the exact script', () => {
  const html = join(script, page, style);
  const [, inside = ''] = /<script type="module">([^]*?)<\/script>/.exec(html) ?? [];
  expect(inside).toContain(String.raw`"$&\x3C/script>"`);
  expect(html).toContain(`script-src 'sha256-${createHash('sha256').update(inside).digest('base64')}'`);
  expect(html).toContain(String.raw`"$&\3C /style>"`);
  expect(html).not.toMatch(/\ssrc=|<link/);
});

test('a build with files that cannot be put inside is refused', () => {
  expect(() => join(script, page, style, asset('assets/frame.webp', ''))).toThrow('assets/frame.webp');
  expect(() => join(script, page, { ...script, fileName: 'assets/lazy.js' })).toThrow('assets/lazy.js');
  expect(() => join(page)).toThrow('no script');
});

test('a policy is after the charset and before everything else', () => {
  const html = withPolicy('<head><meta charset="utf-8"><script></script></head>', { 'default-src': ["'none'"] });
  expect(html).toMatch(
    /^<head><meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'" \/>/,
  );
  expect(() => withPolicy('<head><script></script><meta charset="utf-8"></head>', {})).toThrow('charset');
});
