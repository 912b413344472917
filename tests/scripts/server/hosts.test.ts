import { expect, test } from 'vitest';
import { isOwnHost } from '../../../scripts/server/hosts.mjs';
import { PAGE, ask, servePage, serveUpstream } from './serving.ts';

test.each([
  'localhost',
  'localhost:5173',
  'LOCALHOST:5173',
  '127.0.0.1:5173',
  '192.168.1.20:80',
  '[::1]:5173',
  '[fe80::1]',
  'studio.local',
  'Studio.Local:5173',
])('%s is a name of this server', (host) => {
  expect(isOwnHost(host, ['studio.local'])).toBe(true);
});

test.each([
  undefined,
  '',
  ':5173',
  'example.com',
  'localhost.example.com',
  'example.com:localhost',
  'user@localhost',
  'localhost:',
  'localhost:80:80',
  'localhost.',
  'a.localhost',
  '127.0.0.1.example.com',
  '127.1',
  '0x7f.0.0.1',
  '2130706433',
  '::1',
  '[::1',
  '[localhost]',
  '[::1]x',
  'a.studio.local',
  'localhost, example.com',
])('%s is none', (host) => {
  expect(isOwnHost(host, ['studio.local'])).toBe(false);
});

test.each([false, true])('a foreign host name is answered with 403 on every path (--host: %s)', async (network) => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url], { network });
  for (const path of ['/', '/index.html', '/nothing.js', '/relay.json', '/relay/1/health', '/relay/9/x']) {
    const headers = { ...PAGE, host: `rebound.example.com:${port}`, origin: `http://rebound.example.com:${port}` };
    const answer = await ask(port, { path, headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('npm start -- --name rebound.example.com\n');
  }
  expect(upstream.requests).toEqual([]);
});

test('a name given with --name gets files and the relay', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url], { names: ['studio.local'] });
  for (const path of ['/', '/relay.json', '/relay/1/health']) {
    expect((await ask(port, { path, headers: { ...PAGE, host: `studio.local:${port}` } })).status).toBe(200);
  }
});

test('the message does not repeat an invalid name', async () => {
  const port = await servePage([]);
  const answer = await ask(port, { headers: { host: '"; rm -rf /' } });
  expect(answer.status).toBe(403);
  expect(answer.body).not.toContain('rm');
});
