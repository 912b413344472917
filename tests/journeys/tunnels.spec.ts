import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { untrusted } from '../fixtures/untrusted-certificate.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure, posts } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// Servers behind a tunnel with a warning page, and a server whose certificate the browser does not trust.

test('a server behind ngrok gets the header that skips its warning page', async ({ app, replay, context }) => {
  configure(replay, { proxy: 'tunnel' });
  await context.route('http://story.ngrok-free.app/**', async (route) => {
    const url = route.request().url().replace('http://story.ngrok-free.app', `http://127.0.0.1:${replay.port}`);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await app.field('Server URL').fill('http://story.ngrok-free.app/v1');
  await expect(app.connection).toContainText('vLLM 0.16.0 answers in');
  await app.tell(frames(3), 'http://story.ngrok-free.app/v1');
  await app.done();
  await app.expectCompletion(harbour);
  await app.page.unrouteAll({ behavior: 'wait' });
});

test('behind a warning page that cannot be skipped, the story arrives all the same', async ({ app, replay }) => {
  configure(replay, { proxy: 'tunnel' });
  await app.field('Server URL').fill(replay.url);
  await expect(app.connection).toContainText('A warning page of a tunnel (such as ngrok’s) answers at');
  await app.tell(frames(3), replay.url);
  await app.done();
  expect(posts(replay).filter(({ path }) => path === '/v1/chat/completions')).toHaveLength(1);
});

test('an untrusted certificate is named as a likely cause, with a link to open once', async ({ app }) => {
  const server = createServer(untrusted, (_, response) => response.end('{}'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `https://localhost:${(server.address() as AddressInfo).port}/v1`;
  await app.field('Server URL').fill(url);
  await expect(app.connection).toContainText('A likely cause: it does not trust the server’s certificate.');
  await expect(app.connection.getByRole('link', { name: `Open ${url}/models` })).toHaveAttribute(
    'href',
    `${url}/models`,
  );
  await app.tell(frames(1), url);
  await expect(app.sentence).toContainText('A likely cause: it does not trust the server’s certificate.');
  await expect(app.alert.getByRole('link', { name: `Open ${url}/models` })).toBeVisible();
  server.close();
  server.closeAllConnections();
});
