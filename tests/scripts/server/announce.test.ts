import { expect, test } from 'vitest';
import { announcement, busyPort } from '../../../scripts/server/announce.mjs';
import { readArguments } from '../../../scripts/server/arguments.mjs';

const said = (args: string[], env: Record<string, string> = {}) =>
  announcement(readArguments(args, env), 5173, ['http://192.168.1.20:5173/']);

test('the first line has the address, and the network addresses only with --host', () => {
  expect(said([])[0]).toBe('StoryLens is at http://localhost:5173/ (Ctrl-C ends it)');
  expect(said(['--host'])[0]).toBe(
    'StoryLens is at http://localhost:5173/ and at http://192.168.1.20:5173/ (Ctrl-C ends it)',
  );
});

test('the lines say where the relay leads and who can use it', () => {
  expect(said(['--server', 'http://a', '--server', 'http://b'])).toContain(
    'It relays to http://a and http://b. Who can use the relay: only pages on this machine.',
  );
  expect(said(['--host', '--server', 'http://a'])).toContain(
    'It relays to http://a. Who can use the relay: every machine on the network.',
  );
});

test('the key is mentioned only if there are a key and a relay', () => {
  const mentions = (args: string[], env: Record<string, string>) =>
    said(args, env).filter((line) => line.includes('VLLM_API_KEY'));
  expect(mentions([], {})).toEqual([]);
  expect(mentions(['--server', 'none'], { VLLM_API_KEY: 'x' })).toEqual([]);
  expect(mentions([], { VLLM_API_KEY: 'x' })).toEqual([
    'The relay adds the key in VLLM_API_KEY to requests without one. Who can use the key: only pages on this machine.',
  ]);
});

test('the lines say that there is no relay, and with --host how to get one', () => {
  expect(said(['--server', 'none'])[1]).toBe('No relay: pages call the model server themselves.');
  expect(said(['--host'])[1]).toContain('--server URL');
});

test('if no port is free, no command is shown', () => {
  expect(busyPort({ port: 65_535, isStoryLens: false, command: null })).toEqual([
    'Port 65535 is busy: another program listens there.',
  ]);
});
