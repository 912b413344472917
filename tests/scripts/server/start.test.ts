// Runs `npm start` as a process.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startApp, runUntilExit } from '../../helpers/start-app.ts';
import { PAGE, answerOf, ask, send, serveUpstream } from './serving.ts';

async function started(...given: Parameters<typeof startApp>) {
  const app = await startApp(...given);
  onTestFinished(async () => {
    await app.end();
  });
  return app;
}

test('without options it relays to the default address, for pages on this machine', async () => {
  const app = await started();
  expect(app.output().split('\n')).toEqual([
    `StoryLens is at ${app.address}/ (Ctrl-C ends it)`,
    'It relays to http://localhost:8000. Who can use the relay: only pages on this machine.',
    '',
  ]);
  const { body } = await ask(app.port, { path: '/relay.json', headers: {} });
  expect(JSON.parse(body)).toEqual({ targets: [{ url: 'http://localhost:8000', path: 'relay/1' }] });
  expect((await ask(app.port, { headers: {} })).body).toContain('<title>StoryLens');
});

test('the key from the environment is used and never shown', async () => {
  const upstream = await serveUpstream();
  const app = await started({ args: ['--server', `${upstream.url}/v1`], env: { VLLM_API_KEY: 'of-the-server' } });
  expect((await ask(app.port, { path: '/relay/1/v1/models' })).status).toBe(200);
  expect(upstream.requests[0]?.headers.authorization).toBe('Bearer of-the-server');
  expect(app.output()).toContain('key in VLLM_API_KEY');
  expect(app.output()).not.toContain('of-the-server');
});

test('with --host alone it has no relay', async () => {
  const app = await started({ args: ['--host'], env: { VLLM_API_KEY: 'of-the-server' } });
  expect((await ask(app.port, { path: '/relay.json', headers: {} })).body).toBe('{"targets":[]}');
  expect(app.output()).toContain('No relay');
});

test.each([
  [[], undefined, 'does not use the key'],
  [['--share-key'], 'Bearer of-the-server', 'Who can use the key: every machine on the network.'],
])('open to the network, it relays if asked to, with %j', async (flags, authorization, sentence) => {
  const upstream = await serveUpstream();
  const args = ['--host', '--server', upstream.url, ...flags];
  const app = await started({ args, env: { VLLM_API_KEY: 'of-the-server' } });
  expect((await ask(app.port, { path: '/relay/1/v1/models' })).status).toBe(200);
  expect(upstream.requests[0]?.headers.authorization).toBe(authorization);
  expect(app.output()).toContain('Who can use the relay: every machine on the network.');
  expect(app.output()).toContain(sentence);
});

test.each([
  [['--server', 'localhost:8000'], 'must look like http://localhost:8000'],
  [['--port', '70000'], 'not a port'],
  [['--no-such-flag'], '--no-such-flag'],
])('%j is answered with a sentence and status 1', async (args, sentence) => {
  const { status, output } = await runUntilExit({ args });
  expect(status).toBe(1);
  expect(output).toContain(sentence);
  expect(output).toContain('Usage: npm start -- [options]');
  expect(output).not.toContain('    at ');
});

/** The port in the proposed command; checks that it is free. */
async function expectFree(output: string, rest: string): Promise<void> {
  const [, port, more] = /npm start -- --port (\d+)(.*)/.exec(output) ?? [];
  expect(more).toBe(rest);
  const server = createServer();
  server.listen(Number(port), '127.0.0.1');
  await once(server, 'listening');
  server.close();
}

test('on a busy port it ends and prints the command to type', async () => {
  const { port } = await serveUpstream();
  const { status, output } = await runUntilExit({ args: ['--port', String(port), '--server', 'none'] });
  expect(status).toBe(1);
  expect(output).toContain(`Port ${port} is busy`);
  expect(output).toContain('another origin');
  expect(output).not.toContain('already runs');
  await expectFree(output, ' --server none');
});

test('a port that is busy only in IPv6 counts as busy', async ({ skip }) => {
  const server = createServer();
  server.listen(0, '::1');
  const there = await Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]);
  skip(!there, 'this machine has no IPv6');
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const { status, output } = await runUntilExit({ args: ['--port', String(port)] });
  expect(status).toBe(1);
  expect(output).toContain(`Port ${port} is busy`);
});

test('if StoryLens already listens on the port, it says so', async () => {
  const app = await started({ args: ['--server', 'none'] });
  const { status, output } = await runUntilExit({ args: ['--port', String(app.port)] });
  expect(status).toBe(1);
  expect(output).toContain(`StoryLens already runs at ${app.address}/`);
  await expectFree(output, '');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it at once, open streams included', async (signal) => {
  const upstream = await serveUpstream((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: a\n\n');
  });
  const app = await startApp({ args: ['--server', upstream.url] });
  const request = send(app.port, { path: '/relay/1/health', headers: PAGE });
  request.end();
  const stream = await answerOf(request);
  const broken = once(stream, 'error');
  await once(stream, 'data');
  expect(await app.end(signal)).toBe(0);
  expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' });
});
