import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { complete } from '../../src/inference/index.ts';
import type { Library, Session } from '../../src/session/index.ts';
import { createMemory } from '../../src/session/storage/memory.ts';
import { serve } from '../../scripts/replay/client.mjs';
import { harbour } from '../fixtures/harbour.ts';
import { createTestSession, fileOf } from '../helpers/session.ts';

interface Received {
  readonly body: string;
  readonly key: string | undefined;
}

/** The replay server behind a server that keeps the bytes of each request for a story. */
async function recordingServer(options: Parameters<typeof serve>[0] = { text: harbour }) {
  const replay = await serve(options);
  const received: Received[] = [];
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    if (request.method === 'POST') received.push({ body, key: request.headers.authorization });
    const answer = await fetch(replay.url.replace(/\/v1$/, '') + (request.url ?? ''), {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body !== '' && { body }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    for await (const chunk of answer.body ?? []) response.write(chunk);
    response.end();
  };
  const server = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { url: `http://127.0.0.1:${address.port}/v1`, received };
}

async function sessionAt(url: string, storage = createMemory()): Promise<Session & { readonly all: Library }> {
  const { session } = createTestSession({
    complete: (request, options) => complete(request, options),
    openStorage: async () => storage,
    clock: {
      now: () => performance.now(),
      nextFrame(callback) {
        const timer = setTimeout(callback, 0);
        return () => clearTimeout(timer);
      },
      after(milliseconds, callback) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
      afterPaint: (callback) => callback(),
    },
  });
  await session.loadLibrary();
  session.set({ serverUrl: url });
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return Object.assign(session, { all: loaded });
}

const shown = ({ page }: Session): string => page.getState().run?.id ?? '';

test('“Same again” sends the same bytes, whatever the settings are now', async () => {
  const { url, received } = await recordingServer();
  const session = await sessionAt(url);
  await session.frames.add([fileOf('1.png'), fileOf('2.png')]);
  await session.generate();
  session.set({ temperature: '0.1', prompt: 'Tell something else.', maxPixels: 200_704 });
  session.frames.remove(session.page.getState().frames[0]?.id ?? '');
  await session.frames.ready();
  await session.repeat();
  expect(received).toHaveLength(2);
  expect(received[1]?.body).toBe(received[0]?.body);
  expect(session.records.getState().sequences[session.view.store.getState().place.sequence]?.runs).toHaveLength(2);
});

test('the request in the panel has the bytes that were sent, also after Continue', async () => {
  const { url, received } = await recordingServer();
  const session = await sessionAt(url);
  await session.frames.add([fileOf('1.png')]);
  session.set({ maxTokens: '40' });
  await session.generate();
  session.set({ maxTokens: '8192' });
  await session.continue();
  expect(received).toHaveLength(2);
  for (const [index, { body }] of received.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect(await session.all.runs.requestText(shown(session), index)).toBe(body);
  }
});

test('fields that the server did not know are left out again', async () => {
  const { url, received } = await recordingServer({ text: harbour, strict: 'transformers' });
  const session = await sessionAt(url);
  await session.frames.add([fileOf('1.png')]);
  await session.generate();
  const accepted = received.at(-1)?.body;
  await session.repeat();
  expect(received.at(-1)?.body).toBe(accepted);
  expect(await session.all.runs.requestText(shown(session), 0)).toBe(accepted);
});

test('the key of another server is not sent', async () => {
  const { url, received } = await recordingServer();
  const session = await sessionAt(url);
  await session.frames.add([fileOf('1.png')]);
  session.set({ apiKey: 'mine' });
  await session.generate();
  session.set({ serverUrl: 'http://127.0.0.1:9/v1', apiKey: 'theirs' });
  await session.repeat();
  expect(received.map(({ key }) => key)).toEqual(['Bearer mine', 'Bearer EMPTY']);
});

test('the command sends the same bytes from a file with any name, and the key from the environment', async () => {
  const { url, received } = await recordingServer();
  const session = await sessionAt(url);
  await session.frames.add([fileOf('1.png')]);
  await session.generate();
  const folder = await mkdtemp(path.join(tmpdir(), 'same-again-'));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const file = "it's a “request” $(date).json";
  await writeFile(path.join(folder, file), (await session.all.runs.requestText(shown(session), 0)) ?? '');
  const command = session.all.runs.curl(shown(session), 0, file);
  await promisify(execFile)('sh', ['-c', command], {
    cwd: folder,
    env: { ...process.env, VLLM_API_KEY: 'from the environment', no_proxy: '127.0.0.1' },
  });
  expect(received[1]).toEqual({ body: received[0]?.body, key: 'Bearer from the environment' });
});
