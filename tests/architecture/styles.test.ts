import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('no underline uses the shorthand, which WebKit drops if it has a style, a colour or a thickness', () => {
  const styles = readFileSync(new URL('../../src/app/app.css', import.meta.url), 'utf8');
  expect(styles).toContain('text-decoration-line: underline;');
  expect(styles).not.toMatch(/text-decoration:/);
});
