import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source.ts';

/** Lines in a file of src, at most: one that needs more is about two things. */
const LONGEST = 250;

/** What stands at the top of the repository, besides files whose name begins with a dot. */
const TOP = new Set([
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

test('no file of the source is too long', () => {
  const files = sourceFiles(/\.(?:[cm]?[jt]sx?|css)$/);
  expect(files.length).toBeGreaterThan(0);
  const tooLong = files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LONGEST);
  expect(tooLong).toEqual([]);
});

test('nothing lies about at the top of the repository', () => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
  const there = readdirSync(root).filter((name) => !name.startsWith('.') && !ignored.includes(name));
  expect(there.filter((name) => !TOP.has(name))).toEqual([]);
});
