import { expect, test } from 'vitest';
import { serve } from '../../scripts/replay/client.mjs';
import { pageFetch } from './page.ts';

const ORIGIN = 'http://page.test';
const page = pageFetch(ORIGIN);
const KEY = { authorization: 'Bearer k' };

test('a simple request sends its origin and needs no preflight', async () => {
  const server = await serve({});
  expect((await page(`${server.url}/models`)).status).toBe(200);
  expect(server.requests.map(({ method, headers }) => [method, headers.origin])).toEqual([['GET', ORIGIN]]);
});

test('a request with a key or with JSON needs a preflight', async () => {
  const server = await serve({});
  const headers = { ...KEY, 'content-type': 'application/json', accept: 'application/json' };
  await page(`${server.url}/models`, { headers });
  await page(`${server.url}/models`, { headers: { 'content-type': 'text/plain;charset=utf-8' } });
  expect(server.requests.map(({ method }) => method)).toEqual(['OPTIONS', 'GET', 'GET']);
  expect(server.requests[0]?.headers['access-control-request-headers']).toBe('authorization,content-type');
});

test('an answer without permission for this origin cannot be read', async () => {
  const server = await serve({ cors: { origins: ['http://other.test'] } });
  await expect(page(`${server.url}/models`)).rejects.toThrow(TypeError);
  server.set({ cors: { origins: [ORIGIN] }, apiKey: 'k' });
  await expect(page(`${server.url}/models`)).rejects.toThrow('Failed to fetch');
  expect((await page(`${server.url}/models`, { headers: KEY })).status).toBe(200);
});

test('a request is not sent if its preflight is refused', async () => {
  const server = await serve({ cors: { origins: ['*'], headers: ['content-type'] } });
  await expect(page(`${server.url}/models`, { headers: KEY })).rejects.toThrow(TypeError);
  expect(server.requests.map(({ method }) => method)).toEqual(['OPTIONS']);
});

test('a star allows every header except authorization', async () => {
  const star = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
  const starry = pageFetch(ORIGIN, async () => new Response('', { headers: star }));
  expect((await starry('http://server.test', { headers: { 'x-other': 'a' } })).status).toBe(200);
  await expect(starry('http://server.test', { headers: KEY })).rejects.toThrow(TypeError);
});

test('with no-cors the page cannot read an answer but knows that there is one', async () => {
  const server = await serve({ apiKey: 'k', cors: { origins: ['http://other.test'] } });
  const blank = await page(`${server.url}/models`, { mode: 'no-cors', headers: KEY });
  expect([blank.status, await blank.text(), [...blank.headers]]).toEqual([0, '', []]);
  expect(server.requests.map(({ headers }) => [headers.origin, headers.authorization])).toEqual([
    [undefined, undefined],
  ]);
  await server.close();
  await expect(page(`${server.url}/models`, { mode: 'no-cors' })).rejects.toThrow(TypeError);
});

test('a page over https calls an http server only on its own machine', async () => {
  const called: string[] = [];
  const secure = pageFetch('https://page.test', async (url) => {
    called.push(new URL(url instanceof Request ? url.url : url).href);
    return new Response('', { headers: { 'access-control-allow-origin': '*' } });
  });
  const urls = [
    'http://10.0.0.5/',
    'http://localhost.test/',
    'http://localhost/',
    'http://[::1]/',
    'https://10.0.0.5/',
  ];
  const answers = await Promise.allSettled(urls.map(async (url) => secure(url)));
  expect(answers.map(({ status }) => status === 'fulfilled')).toEqual([false, false, true, true, true]);
  expect(called).toEqual(urls.slice(2));
});
