import { expect, test } from 'vitest';
import { announcement, busyPort } from '../../../scripts/server/announce.mjs';
import { readArguments } from '../../../scripts/server/arguments.mjs';

const said = (args: string[], env: Record<string, string> = {}) =>
  announcement(readArguments(args, env), 5173, ['http://192.168.1.20:5173/']);

test('the first line holds the address, with those of the network only if it is open', () => {
  expect(said([])[0]).toBe('StoryLens is at http://localhost:5173/ (Ctrl-C ends it)');
  expect(said(['--host'])[0]).toBe(
    'StoryLens is at http://localhost:5173/ and at http://192.168.1.20:5173/ (Ctrl-C ends it)',
  );
});

test('a relay says where it leads, and to whom it is open', () => {
  expect(said(['--server', 'http://a', '--server', 'http://b'])).toContain(
    'It relays to http://a and http://b. Who can use the relay: only pages of this machine.',
  );
  expect(said(['--host', '--server', 'http://a'])).toContain(
    'It relays to http://a. Who can use the relay: everybody on the network.',
  );
});

test('the key is mentioned only where there is one, and a relay', () => {
  const mentions = (args: string[], env: Record<string, string>) =>
    said(args, env).filter((line) => line.includes('VLLM_API_KEY'));
  expect(mentions([], {})).toEqual([]);
  expect(mentions(['--server', 'none'], { VLLM_API_KEY: 'x' })).toEqual([]);
  expect(mentions([], { VLLM_API_KEY: 'x' })).toEqual([
    'The relay adds the key in VLLM_API_KEY to requests without one. Who can use the key: only pages of this machine.',
  ]);
});

test('no relay is said, too, with the way to one where it is closed by --host', () => {
  expect(said(['--server', 'none'])[1]).toBe('No relay: pages call the model server themselves.');
  expect(said(['--host'])[1]).toContain('--server URL');
});

test('where no port is free, no command is shown', () => {
  expect(busyPort({ port: 65_535, isStoryLens: false, command: null })).toEqual([
    'Port 65535 is busy: another program listens there.',
  ]);
});
