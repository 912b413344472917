import { expect, test } from 'vitest';
import { fillHoles, holesOf, platformOf } from '../../scripts/lock-file.mjs';

test.each([
  ['@rolldown/binding-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@rolldown/binding-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['@oxfmt/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['@tailwindcss/oxide-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxlint/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@rolldown/binding-wasm32-wasi', { cpu: ['wasm32'] }],
  ['@rolldown/binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
])('%s tells its platform', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

/** Two tools that need the same binary. One of them is inside another package and needs another version. */
const lockWith = (...present: string[]) => ({
  packages: {
    '': {},
    'node_modules/tool': { version: '2.0.0', dev: true, optionalDependencies: { '@tool/linux-x64-musl': '2.0.0' } },
    'node_modules/host': { version: '1.0.0' },
    'node_modules/host/node_modules/tool': {
      version: '1.0.0',
      optionalDependencies: { '@tool/linux-x64-musl': '1.0.0' },
    },
    ...Object.fromEntries(present.map((place) => [place, { version: '2.0.0' }])),
  },
});

test('a platform package that is missing or has another version is found', () => {
  expect(holesOf(lockWith()).map(({ wanted }) => wanted)).toEqual(['2.0.0', '1.0.0']);
  expect(holesOf(lockWith('node_modules/@tool/linux-x64-musl'))).toEqual([
    expect.objectContaining({
      wanted: '1.0.0',
      at: 'node_modules/host/node_modules/tool/node_modules/@tool/linux-x64-musl',
    }),
  ]);
});

test('missing entries are added where their dependent looks for them, and a second time changes nothing', () => {
  const lock = lockWith();
  expect(fillHoles(lock)).toHaveLength(2);
  expect(lock.packages).toMatchObject({
    'node_modules/@tool/linux-x64-musl': { version: '2.0.0', dev: true, optional: true, libc: ['musl'] },
    'node_modules/host/node_modules/tool/node_modules/@tool/linux-x64-musl': { version: '1.0.0', optional: true },
  });
  const once = JSON.stringify(lock);
  expect(fillHoles(lock)).toEqual([]);
  expect(JSON.stringify(lock)).toBe(once);
});

const lockFor = (name: string, range: string) => ({ packages: { '': { optionalDependencies: { [name]: range } } } });

test('an entry with unknown version or platform is not added', () => {
  expect(() => fillHoles(lockFor('@tool/linux-x64', '^1.0.0'))).toThrow('@tool/linux-x64@^1.0.0');
  expect(() => fillHoles(lockFor('mystery', '1.0.0'))).toThrow('mystery@1.0.0');
});
