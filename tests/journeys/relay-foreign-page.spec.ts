// Other pages in the same browser cannot reach the model server through the relay, whatever they try.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Page, expect, test as base } from '@playwright/test';
import { type StartedApp, startApp } from '../helpers/start-app.ts';

interface Served {
  readonly port: number;
  /** Method and path of each request that arrived. */
  readonly requests: string[];
  readonly close: () => void;
}

/** Starts a server that answers every request with this body. */
async function serve(type: string, body: string): Promise<Served> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, requests, close };
}

const test = base.extend<object, { app: StartedApp; upstream: Served; foreign: Served }>({
  upstream: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the dependencies of a fixture from this pattern
    async ({}, provide) => {
      const server = await serve('application/json', '{"data":[]}');
      await provide(server);
      server.close();
    },
    { scope: 'worker' },
  ],
  foreign: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, provide) => {
      const server = await serve('text/html', '<!doctype html><title>foreign</title>');
      await provide(server);
      server.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ upstream }, provide) => {
      const app = await startApp({ args: ['--server', `http://127.0.0.1:${upstream.port}`] });
      await provide(app);
      await app.end();
    },
    { scope: 'worker' },
  ],
});

/** Tries every kind of request that a page can send to an address. Returns each result as the page sees it. */
const tryAll = (page: Page, address: string) =>
  page.evaluate(async (app) => {
    const models = `${app}/relay/1/v1/models`;
    const chat = `${app}/relay/1/v1/chat/completions`;
    const fetched = async (url: string, init?: RequestInit) => {
      try {
        const { type, status } = await fetch(url, init);
        return `${type} ${status}`;
      } catch {
        return 'failed';
      }
    };
    /** Waits for one of the events. `begin` starts the action that causes it. */
    const event = async (target: EventTarget, names: readonly string[], begin = () => {}) =>
      new Promise<string>((resolve) => {
        for (const name of names) target.addEventListener(name, () => resolve(name), { once: true });
        begin();
      });
    const element = async (tag: 'img' | 'script' | 'iframe', url: string) => {
      const made = document.createElement(tag);
      return event(made, ['load', 'error'], () => {
        made.src = url;
        document.body.append(made);
      });
    };
    const form = async () => {
      const frame = document.createElement('iframe');
      frame.name = 'answer';
      document.body.append(frame);
      const made = document.createElement('form');
      Object.assign(made, { action: chat, method: 'post', enctype: 'text/plain', target: 'answer' });
      const field = Object.assign(document.createElement('input'), { name: '{"messages":[], "x":"', value: '"}' });
      made.append(field);
      document.body.append(made);
      return event(frame, ['load'], () => made.submit());
    };
    return {
      'fetch of the targets': await fetched(`${app}/relay.json`),
      fetch: await fetched(models),
      'fetch without CORS': await fetched(models, { mode: 'no-cors' }),
      'fetch with the header': await fetched(models, { headers: { 'x-storylens': 'page' } }),
      'fetch with a key': await fetched(models, { headers: { authorization: 'Bearer x' } }),
      'fetch with cookies': await fetched(models, { mode: 'no-cors', credentials: 'include' }),
      post: await fetched(chat, { method: 'POST', mode: 'no-cors', body: '{}' }),
      'post with the header': await fetched(chat, { method: 'POST', headers: { 'x-storylens': 'page' }, body: '{}' }),
      beacon: String(navigator.sendBeacon(chat, '{}')),
      form: await form(),
      iframe: await element('iframe', models),
      picture: await element('img', models),
      script: await element('script', models),
      EventSource: await event(new EventSource(models), ['open', 'error']),
      WebSocket: await event(new WebSocket(models.replace('http:', 'ws:')), ['open', 'error']),
    };
  }, address);

const FAILED = {
  'fetch of the targets': 'failed',
  fetch: 'failed',
  'fetch without CORS': 'opaque 0',
  'fetch with the header': 'failed',
  'fetch with a key': 'failed',
  'fetch with cookies': 'opaque 0',
  post: 'opaque 0',
  'post with the header': 'failed',
  picture: 'error',
  script: 'error',
  EventSource: 'error',
  WebSocket: 'error',
};

for (const host of ['localhost', '127.0.0.1']) {
  test(`a page from another port of ${host} reaches nothing behind the relay`, async ({
    page,
    app,
    upstream,
    foreign,
  }) => {
    const before = upstream.requests.length;
    await page.goto(`http://${host}:${foreign.port}/`);
    expect(await tryAll(page, `http://${host}:${app.port}`)).toMatchObject(FAILED);
    // A beacon reports no result. Another navigation makes sure that it has been sent.
    await page.goto(`http://${host}:${app.port}/`);
    expect(upstream.requests.slice(before)).toEqual([]);
  });
}

test('a navigation to a path of the relay is refused and shows a page without rights', async ({
  page,
  app,
  upstream,
}) => {
  const before = upstream.requests.length;
  const answer = await page.goto(`${app.address}/relay/1/v1/models`);
  expect(answer?.status()).toBe(403);
  expect(answer?.headers()).toMatchObject({
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  });
  expect(upstream.requests.slice(before)).toEqual([]);
});

test('a host name that leads to this machine but is not allowed is refused', async ({ page, app, upstream }) => {
  const before = upstream.requests.length;
  // Browsers resolve every name below localhost to this machine, as in a DNS rebinding attack.
  const answer = await page.goto(`http://rebound.localhost:${app.port}/`);
  expect(answer?.status()).toBe(403);
  await expect(page.getByText('npm start -- --name rebound.localhost')).toBeVisible();
  const fetched = page.evaluate(async () => {
    const { status } = await fetch('/relay/1/v1/models', { headers: { 'x-storylens': 'page' } });
    return status;
  });
  // The error page is a sandbox without scripts, so its fetch would come from another origin.
  await expect(fetched).rejects.toThrow();
  expect(upstream.requests.slice(before)).toEqual([]);
});

test('the page of StoryLens can read and post through the relay', async ({ page, app, upstream }) => {
  await page.goto(app.address);
  // The page itself checks the server once when it loads.
  await expect(page.getByRole('group', { name: 'Connection' })).toContainText('answers in');
  const before = upstream.requests.length;
  const statuses = await page.evaluate(async () => {
    const { targets } = await (await fetch('relay.json')).json();
    const [{ path }] = targets;
    const headers = { 'x-storylens': 'page', 'content-type': 'application/json' };
    const read = await fetch(`${path}/v1/models`, { headers });
    const posted = await fetch(`${path}/v1/chat/completions`, { method: 'POST', headers, body: '{}' });
    return [read.status, posted.status];
  });
  expect(statuses).toEqual([200, 200]);
  expect(upstream.requests.slice(before)).toEqual(['GET /v1/models', 'POST /v1/chat/completions']);
});
