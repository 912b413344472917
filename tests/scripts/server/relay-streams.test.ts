// Streaming through the relay, and how either side ends a stream.
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PAGE, answerOf, ask, openSockets, send, servePage, serveUpstream } from './serving.ts';
import { until } from '../../helpers/until.ts';

const CHAT = '/relay/1/v1/chat/completions';
const STREAM = { 'content-type': 'text/event-stream' };

interface Held {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  closed: boolean;
}

/** A target that does not answer by itself: it keeps each request in `open`, in order, and the test answers it. */
function held() {
  const open: Held[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const entry = { request, response, closed: false };
    response.once('close', () => {
      entry.closed = true;
    });
    open.push(entry);
    request.resume();
  };
  /** Resolves to the n-th request when it has arrived. */
  const nth = async (n: number): Promise<Held> => {
    await until(() => open.length > n);
    const entry = open[n];
    if (!entry) throw new Error('There is no such request.');
    return entry;
  };
  return { open, answer, nth };
}

/** Sends the page's request for a story. */
function askForStory(port: number) {
  const request = send(port, { method: 'POST', path: CHAT, headers: { ...PAGE, 'content-length': '2' } });
  request.end('{}');
  return request;
}

test('the headers arrive before the first byte of the body, and each byte as soon as it is sent', async () => {
  const { answer, nth } = held();
  const port = await servePage([(await serveUpstream(answer)).url]);
  const request = askForStory(port);
  const { response } = await nth(0);
  response.writeHead(200, STREAM);
  response.flushHeaders();
  const arrived = await answerOf(request);
  expect(arrived.headers['content-type']).toBe('text/event-stream');
  for (const event of ['data: a\n\n', ': keep-alive\n\n', 'data: ']) {
    response.write(event);
    expect(String((await once(arrived, 'data'))[0])).toBe(event);
  }
  response.end('[DONE]\n\n');
  expect(await text(arrived)).toBe('[DONE]\n\n');
});

test('a page that aborts before the headers aborts the request at the target', async () => {
  const { answer, nth } = held();
  const port = await servePage([(await serveUpstream(answer)).url]);
  const request = askForStory(port);
  request.on('error', () => {});
  const entry = await nth(0);
  request.destroy();
  await until(() => entry.closed);
  expect(entry.response.writableFinished).toBe(false);
});

test('a page that aborts during the story aborts the request at the target', async () => {
  const { answer, nth } = held();
  const upstream = await serveUpstream(answer);
  const port = await servePage([upstream.url]);
  const request = askForStory(port);
  const entry = await nth(0);
  entry.response.writeHead(200, STREAM);
  entry.response.write('data: a\n\n');
  const arrived = await answerOf(request);
  arrived.on('error', () => {});
  await once(arrived, 'data');
  request.destroy();
  await until(() => entry.closed);
  await until(() => upstream.sockets.size === 0);
  expect(entry.response.writableFinished).toBe(false);
});

test('a page that aborts its upload aborts the request at the target', async () => {
  const { answer, nth } = held();
  const port = await servePage([(await serveUpstream(answer)).url]);
  const request = send(port, { method: 'POST', path: CHAT, headers: { ...PAGE, 'content-length': '1000' } });
  request.on('error', () => {});
  request.write('{');
  const entry = await nth(0);
  request.destroy();
  await until(() => entry.closed);
  expect(entry.request.complete).toBe(false);
});

test.each([
  ['in chunks', {}],
  ['with a length', { 'content-length': '1000' }],
])('a target that breaks off, %s, breaks the connection to the page', async (_, length) => {
  const { answer, nth } = held();
  const port = await servePage([(await serveUpstream(answer)).url]);
  const request = askForStory(port);
  const { response } = await nth(0);
  response.writeHead(200, { ...STREAM, ...length });
  response.write('data: a\n\n');
  const arrived = await answerOf(request);
  await once(arrived, 'data');
  response.destroy();
  await expect(text(arrived)).rejects.toThrow('aborted');
  expect(arrived.complete).toBe(false);
});

test('a refusal that comes before the upload is over reaches the page', async () => {
  // Like uvicorn with a wrong key: it answers at once, and closes the connection at once if the request says so.
  const upstream = await serveUpstream((request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"error":"Unauthorized"}', () => {
      if (request.headers.connection === 'close') request.socket.destroy();
      else request.resume();
    });
  });
  const port = await servePage([upstream.url]);
  const length = 20_000_000;
  const request = send(port, { method: 'POST', path: CHAT, headers: { ...PAGE, 'content-length': String(length) } });
  const answered = answerOf(request);
  request.end('x'.repeat(length));
  // Like a browser, it reads nothing before it has sent everything.
  const [answer] = await Promise.all([answered, once(request, 'finish')]);
  expect(answer.statusCode).toBe(401);
  expect(await text(answer)).toBe('{"error":"Unauthorized"}');
  await until(() => upstream.sockets.size === 0);
});

test('a target that closes the connection during the upload is reported when the page has sent everything', async () => {
  const upstream = await serveUpstream((request) => request.socket.destroy());
  const port = await servePage([upstream.url]);
  const length = 20_000_000;
  const request = send(port, { method: 'POST', path: CHAT, headers: { ...PAGE, 'content-length': String(length) } });
  const answered = answerOf(request);
  request.end('x'.repeat(length));
  const [answer] = await Promise.all([answered, once(request, 'finish')]);
  expect(answer.statusCode).toBe(502);
  expect(JSON.parse(await text(answer)).relay.reason).toBe('broken');
});

const HUGE = 200_000_000;
const PIECE = Buffer.alloc(100_000, 'x');

/** The most bytes that the system's sockets and Node's streams may buffer between the two ends. */
const IN_BETWEEN = 40_000_000;

/** Writes a huge body as fast as the other end reads it, and counts the bytes in `sent`. */
function writeHuge(to: ServerResponse | ReturnType<typeof send>) {
  const progress = { sent: 0 };
  const run = async () => {
    while (progress.sent < HUGE) {
      progress.sent += PIECE.length;
      if (!to.write(PIECE)) await once(to, 'drain');
    }
    to.end();
  };
  return { progress, done: run() };
}

/** Waits until the other end reads no more: for as many turns of the event loop as a hundred pieces would need. */
async function standstill(progress: { sent: number }): Promise<void> {
  for (let quiet = 0, before = -1; quiet < 2000; quiet = progress.sent === before ? quiet + 1 : 0) {
    before = progress.sent;
    await turn();
  }
}

async function lengthOf(stream: AsyncIterable<Buffer>): Promise<number> {
  let length = 0;
  for await (const piece of stream) length += piece.length;
  return length;
}

test('an answer of 200 MB waits at the target while the page does not read, and then arrives complete', async () => {
  const { answer, nth } = held();
  const port = await servePage([(await serveUpstream(answer)).url]);
  const request = askForStory(port);
  const { response } = await nth(0);
  response.writeHead(200, STREAM);
  const before = process.memoryUsage().arrayBuffers;
  const { progress, done } = writeHuge(response);
  const arrived = await answerOf(request);
  arrived.pause();
  await standstill(progress);
  expect(progress.sent).toBeLessThan(IN_BETWEEN);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(IN_BETWEEN);
  expect(await lengthOf(arrived)).toBe(HUGE);
  await done;
});

test('an upload of 200 MB waits at the page while the target does not read, and then arrives complete', async () => {
  const requests: IncomingMessage[] = [];
  const upstream = await serveUpstream((request, response) => {
    requests.push(request.pause());
    response.on('error', () => {});
  });
  const port = await servePage([upstream.url]);
  const headers = { ...PAGE, 'content-length': String(HUGE) };
  const request = send(port, { method: 'POST', path: CHAT, headers });
  const before = process.memoryUsage().arrayBuffers;
  const { progress, done } = writeHuge(request);
  await until(() => requests.length > 0);
  await standstill(progress);
  expect(progress.sent).toBeLessThan(IN_BETWEEN);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(IN_BETWEEN);
  const [uploaded] = requests;
  expect(uploaded && (await lengthOf(uploaded))).toBe(HUGE);
  await done;
  request.on('error', () => {});
  request.destroy();
});

test('25 of 50 streams are aborted, also at the target; the others arrive complete, and no socket stays open', async () => {
  const { answer, open, nth } = held();
  const upstream = await serveUpstream(answer);
  const port = await servePage([upstream.url]);
  const before = openSockets();
  const requests = Array.from({ length: 50 }, () => askForStory(port));
  await nth(49);
  for (const [i, { response }] of open.entries()) {
    response.writeHead(200, STREAM);
    response.write(`data: ${i}\n\n`);
  }
  const streams = await Promise.all(requests.map(answerOf));
  const heads = await Promise.all(streams.map(async (stream) => String((await once(stream, 'data'))[0])));
  expect(new Set(heads).size).toBe(50);

  for (const [i, request] of requests.entries()) {
    if (i % 2 === 0) continue;
    streams[i]?.on('error', () => {});
    request.destroy();
  }
  await until(() => open.filter(({ closed }) => closed).length === 25);
  for (const { response, closed } of open) if (!closed) response.end('data: [DONE]\n\n');
  const whole = await Promise.all(streams.filter((_, i) => i % 2 === 0).map(text));
  expect(whole).toEqual(Array(25).fill('data: [DONE]\n\n'));
  expect(open.filter(({ response }) => response.writableFinished)).toHaveLength(25);
  await until(() => upstream.sockets.size === 0);
  await until(() => openSockets() <= before);
});

test('every connection to the target is closed after its request', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  for (let i = 0; i < 3; i++) await ask(port, { path: '/relay/1/metrics' });
  await until(() => upstream.sockets.size === 0);
  expect(upstream.requests).toHaveLength(3);
});
