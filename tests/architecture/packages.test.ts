import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holesOf } from '../../scripts/lock-file.mjs';
import { root } from './source.ts';

const readJson = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = readJson('package.json');
const lock: { packages: Record<string, { version: string; resolved?: string }> } = readJson('package-lock.json');
const direct = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

test('every version in package.json is exact, and it is the one in the lock file', () => {
  expect(direct.length).toBeGreaterThan(0);
  expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  const locked = direct.map(([name]) => [name, lock.packages[`node_modules/${name}`]?.version]);
  expect(locked).toEqual(direct);
});

test('the lock file lists the packages of every platform (npm run lock)', () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(direct.length);
  expect(holesOf(lock)).toEqual([]);
});

test('every address in the lock file is on registry.npmjs.org', () => {
  const addresses = Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? []);
  expect(addresses.filter((address) => !address.startsWith('https://registry.npmjs.org/'))).toEqual([]);
});

test('tests, benchmarks and the build use the same copy of the bundler', () => {
  const copies = Object.keys(lock.packages).filter((path) => /(?:^|\/)node_modules\/rolldown$/.test(path));
  expect(copies).toEqual(['node_modules/rolldown']);
});
