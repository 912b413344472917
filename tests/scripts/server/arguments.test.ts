import { expect, test } from 'vitest';
import { commandWithPort, readArguments } from '../../../scripts/server/arguments.mjs';
import { readTargets } from '../../../scripts/server/targets.mjs';

const KEY = { VLLM_API_KEY: 'secret' };

test('without arguments there is one target and no network', () => {
  expect(readArguments([], {})).toEqual({
    port: 5173,
    network: false,
    names: [],
    targets: [{ url: 'http://localhost:8000', path: 'relay/1' }],
    key: null,
    keyWithheld: false,
  });
});

test.each([
  ['http://localhost:8000', 'http://localhost:8000'],
  ['http://localhost:8000/', 'http://localhost:8000'],
  ['http://localhost:8000/v1', 'http://localhost:8000'],
  ['http://localhost:8000/v1/', 'http://localhost:8000'],
  ['HTTP://Gpu:80/v1', 'http://gpu'],
  ['https://gpu.example.com', 'https://gpu.example.com'],
  ['http://host:8000/proxy', 'http://host:8000/proxy'],
  ['http://host:8000/proxy/v1//', 'http://host:8000/proxy'],
  ['http://[::1]:8000', 'http://[::1]:8000'],
])('the server %s is the target %s', (address, url) => {
  expect(readTargets([address])).toEqual([{ url, path: 'relay/1' }]);
});

test.each([
  ['', 'must look like'],
  ['localhost:8000', 'must look like'],
  ['8000', 'must look like'],
  ['ftp://localhost', 'must look like'],
  ['http://', 'must look like'],
  ['http:///v1', 'must look like'],
  ['http://a b', 'not the address'],
  ['http://host:99999', 'not the address'],
  ['http://host/?key=x', '"?"'],
  ['http://host/#x', '"#"'],
])('the server %j is refused with a sentence', (address, sentence) => {
  expect(() => readTargets([address])).toThrow(sentence);
});

test('a password in the address is refused, and the message does not contain it', () => {
  expect(() => readTargets(['http://me:hidden@host'])).toThrow(/^(?!.*hidden).*VLLM_API_KEY/);
});

test('each of several servers has its own path, and none cannot be combined with a server', () => {
  const { targets } = readArguments(['--server', 'http://a', '--server=http://b/v1'], {});
  expect(targets).toEqual([
    { url: 'http://a', path: 'relay/1' },
    { url: 'http://b', path: 'relay/2' },
  ]);
  expect(readArguments(['--server', 'none'], KEY)).toMatchObject({ targets: [], key: null, keyWithheld: false });
  expect(() => readArguments(['--server', 'none', '--server', 'http://a'], {})).toThrow('none');
});

test.each([
  [[], 'secret', false],
  [['--server', 'http://a'], 'secret', false],
  [['--host'], null, false],
  [['--host', '--server', 'http://a'], null, true],
  [['--host', '--server', 'http://a', '--share-key'], 'secret', false],
])('with %j the key is %j', (args, key, keyWithheld) => {
  expect(readArguments(args, KEY)).toMatchObject({ key, keyWithheld });
});

test.each([[['--share-key']], [['--share-key', '--host']], [['--share-key', '--server', 'http://a']]])(
  '%j shares nothing and is refused',
  (args) => {
    expect(() => readArguments(args, KEY)).toThrow('--share-key needs');
  },
);

test('spaces around a key are dropped, and a key that cannot be in a header is refused without being shown', () => {
  expect(readArguments([], { VLLM_API_KEY: ' secret\n' }).key).toBe('secret');
  expect(readArguments([], { VLLM_API_KEY: ' ' }).key).toBeNull();
  expect(() => readArguments([], { VLLM_API_KEY: 'sec\nret' })).toThrow(/^(?!.*sec).*VLLM_API_KEY/s);
});

test.each(['-1', '65536', '1.5', '0x10', '', 'abc'])('%j is not a port', (port) => {
  expect(() => readArguments([`--port=${port}`], {})).toThrow('is not a port');
});

test('names are compared in lower case, and an address is not a name', () => {
  expect(readArguments(['--name', 'Studio.local', '--name', 'gpu'], {}).names).toEqual(['studio.local', 'gpu']);
  expect(() => readArguments(['--name', 'http://gpu'], {})).toThrow('leave out http://');
});

test('an argument without a flag is refused', () => {
  expect(() => readArguments(['5174'], {})).toThrow('5174');
});

test.each([
  [[], 'npm start -- --port 5174'],
  [['--port', '5173'], 'npm start -- --port 5174'],
  [['--port=5173', '--host', '--server', 'http://a'], 'npm start -- --port 5174 --host --server http://a'],
])('the command for another port keeps the rest of %j', (args, command) => {
  expect(commandWithPort(args, 5174)).toBe(command);
});
