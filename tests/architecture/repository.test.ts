import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source.ts';

/** The most lines that a file of src may have: a longer file usually has two subjects. */
const MAX_LINES = 250;

/** The files and folders at the top of the repository, besides those whose name begins with a dot. */
const TOP_LEVEL = new Set([
  'README.md',
  'index.html',
  'package-lock.json',
  'package.json',
  'public',
  'scripts',
  'src',
  'tests',
  'tsconfig.json',
  'vite.config.ts',
]);

test('no source file is too long', () => {
  const files = sourceFiles(/\.(?:[cm]?[jt]sx?|css)$/);
  expect(files.length).toBeGreaterThan(0);
  const tooLong = files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES);
  expect(tooLong).toEqual([]);
});

test('the top of the repository has only the expected files', () => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
  const there = readdirSync(root).filter((name) => !name.startsWith('.') && !ignored.includes(name));
  expect(there.filter((name) => !TOP_LEVEL.has(name))).toEqual([]);
});
