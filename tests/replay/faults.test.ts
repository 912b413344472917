import { expect, test } from 'vitest';
import { chat, chunksOf, dataOf, serve, textOf } from '../../scripts/replay/client.mjs';
import type { Fault } from '../../scripts/replay/faults.mjs';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';

const text = 'abcdefghij';
const serveFault = (fault: Fault, options: ReplayOptions = {}) => serve({ text, cut: 1, fault, ...options });

/** The bytes of a body until it ends or breaks. */
async function readAll(response: Response): Promise<{ received: string; broken: boolean }> {
  const decoder = new TextDecoder();
  let received = '';
  try {
    for await (const piece of response.body ?? []) received += decoder.decode(piece, { stream: true });
    return { received, broken: false };
  } catch {
    return { received, broken: true };
  }
}

test.each([
  [
    400,
    'application/json',
    '{"error":{"message":"At most 999 image(s) may be provided in one prompt.","type":"BadRequestError","param":null,"code":400}}',
  ],
  [401, 'application/json', '{"error":"Unauthorized"}'],
  [
    404,
    'application/json',
    '{"error":{"message":"The model `daniel3303/QwenStoryteller` does not exist.","type":"NotFoundError","param":"model","code":404}}',
  ],
  [405, 'application/json', '{"detail":"Method Not Allowed"}'],
  [500, 'text/plain; charset=utf-8', 'Internal Server Error'],
  [503, 'application/json', '{"error":"The model is currently scaling. Please try again later."}'],
])('status %i: %s', async (status, type, body) => {
  const server = await serveFault({ kind: 'status', status });
  const response = await chat(server);
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([status, type, body]);
  expect(response.headers.get('server')).toBe('uvicorn');
});

test.each([
  [413, 'Request Entity Too Large'],
  [502, 'Bad Gateway'],
  [504, 'Gateway Time-out'],
])('status %i is a page of a proxy', async (status, title) => {
  const server = await serveFault({ kind: 'status', status });
  const response = await chat(server);
  expect([response.status, response.headers.get('server')]).toEqual([status, 'nginx']);
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(await response.text()).toContain(`<center><h1>${status} ${title}</h1></center>\r\n`);
});

test('a status may have its own body, and applies only to chat completions unless it is everywhere', async () => {
  const body = { error: { message: 'Queue is full', type: 'Service Unavailable', param: null, code: 503 } };
  const server = await serveFault({ kind: 'status', status: 503, body });
  expect(await (await chat(server)).json()).toEqual(body);
  expect((await fetch(`${server.url}/models`)).status).toBe(200);
  server.set({ fault: { kind: 'status', status: 502, body: '<h1>down</h1>', everywhere: true } });
  const models = await fetch(`${server.url}/models`);
  expect([models.status, models.headers.get('content-type'), await models.text()]).toEqual([
    502,
    'text/html',
    '<h1>down</h1>',
  ]);
});

test('an error event is formatted like Python’s JSON, and [DONE] follows', async () => {
  const server = await serveFault({ kind: 'error-event', after: 2, message: 'Zoë "fell" 😀' });
  const events = dataOf(await (await chat(server)).text());
  expect(events.slice(-2)).toEqual([
    '{"error": {"message": "Zo\\u00eb \\"fell\\" \\ud83d\\ude00", "type": "InternalServerError", "param": null, "code": 500}}',
    '[DONE]',
  ]);
  expect(events).toHaveLength(5);
  expect(server.requests[0]?.sent).toBe('ab');
});

test('up to v0.10.0 an error event says bad request, and before the first token there is no role', async () => {
  const server = await serveFault({ kind: 'error-event', after: 0 });
  const message = 'EngineCore encountered an issue. See stack trace (above) for the root cause.';
  const now = `data: {"error": {"message": "${message}", "type": "InternalServerError", "param": null, "code": 500}}`;
  expect(await (await chat(server)).text()).toBe(`${now}\n\ndata: [DONE]\n\n`);
  server.set({ version: '0.10.0' });
  const old = `data: {"error": {"object": "error", "message": "${message}", "type": "BadRequestError", "param": null, "code": 400}}`;
  expect(await (await chat(server)).text()).toBe(`${old}\n\ndata: [DONE]\n\n`);
});

test('a cut breaks the connection after everything sent has arrived', async () => {
  const server = await serveFault({ kind: 'cut', after: 4 });
  const { received, broken } = await readAll(await chat(server));
  expect([broken, textOf(received)]).toEqual([true, 'abcd']);
  await server.requests[0]?.closed;
  expect(server.requests[0]).toMatchObject({ sent: 'abcd', aborted: false, finished: false });
});

test('a cut may be in the middle of an event', async () => {
  const server = await serveFault({ kind: 'cut', after: { chars: 3 }, midEvent: true }, { cut: 2 });
  const { received, broken } = await readAll(await chat(server));
  const whole = received.slice(0, received.lastIndexOf('\n\n') + 2);
  expect([broken, textOf(whole)]).toEqual([true, 'abc']);
  expect(received.slice(whole.length)).toMatch(/^data: \{"id":"chatcmpl-/);
});

test.each([false, true])(
  'a stall goes on when it is resumed, and nothing is lost; in mid-event: %s',
  async (midEvent) => {
    const server = await serveFault({ kind: 'stall', after: 4, midEvent });
    const response = await chat(server);
    const decoder = new TextDecoder();
    let received = '';
    let stalled = false;
    for await (const piece of response.body ?? []) {
      received += decoder.decode(piece, { stream: true });
      if (stalled || !received.includes('"content":"d"')) continue;
      stalled = true;
      expect(received).not.toContain('"content":"e"');
      expect(server.requests[0]?.finished).toBe(false);
      server.resume();
    }
    expect(textOf(received)).toBe(text);
    expect(dataOf(received).at(-1)).toBe('[DONE]');
    expect(server.requests[0]?.sent).toBe(text);
  },
);

test('a queued answer sends its headers at once, and its first event when it is resumed', async () => {
  const server = await serveFault({ kind: 'queue' });
  const response = await chat(server);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(server.requests[0]).toMatchObject({ finished: false, sent: '' });
  server.resume();
  expect(textOf(await response.text())).toBe(text);
});

test.each([
  ['length', 'd'],
  ['repetition', 'd'],
  ['abort', ''],
  ['tool_calls', ''],
] as const)('finish by %s', async (reason, lastText) => {
  const server = await serveFault({ kind: 'finish', reason, after: 4 });
  const stream = await (await chat(server, { stream_options: { include_usage: true } })).text();
  const chunks = chunksOf(stream);
  expect(textOf(stream)).toBe('abcd');
  expect(chunks.at(-2).choices[0]).toMatchObject({ delta: { content: lastText }, finish_reason: reason });
  expect(chunks.at(-1).usage.completion_tokens).toBe(4);
  expect(dataOf(stream).at(-1)).toBe('[DONE]');
  expect(server.requests[0]).toMatchObject({ sent: 'abcd', finished: true });
});

test.each([
  [false, '"content":"d"'],
  [true, '[DONE]'],
])('no finish reason, [DONE] all the same: %s', async (done, end) => {
  const server = await serveFault({ kind: 'no-finish', after: 4, done });
  const stream = await (await chat(server)).text();
  expect(textOf(stream)).toBe('abcd');
  expect(dataOf(stream).at(-1)).toContain(end);
  expect(chunksOf(stream).every((chunk) => chunk.choices[0].finish_reason === null)).toBe(true);
});

test('after a malformed event the stream continues, but does not count as sent', async () => {
  const server = await serveFault({ kind: 'malformed', after: 4 });
  const events = dataOf(await (await chat(server)).text());
  expect(() => JSON.parse(events[5] ?? '')).toThrow(SyntaxError);
  expect(JSON.parse(events[6] ?? '').choices[0].delta.content).toBe('f');
  expect(events.at(-1)).toBe('[DONE]');
  expect(server.requests[0]?.sent).toBe('abcd');
});

test('a malformed event may replace a tag for which a reasoning parser sends no event', async () => {
  const options = { text: '<think>so</think>told', cut: [7, 2, 8], reasoning: 'reasoning' } as const;
  const server = await serveFault({ kind: 'malformed', after: 0 }, options);
  const isJson = (data: string) => {
    try {
      return JSON.parse(data) !== null;
    } catch {
      return false;
    }
  };
  const garbled = async () => {
    const events = dataOf(await (await chat(server)).text()).filter((data) => data !== '[DONE]');
    return events.flatMap((data, i) => (isJson(data) ? [] : [i]));
  };
  expect(await garbled()).toEqual([1]);
  server.set({ fault: { kind: 'malformed', after: 2 } });
  expect(await garbled()).toEqual([2]);
  expect(server.requests.map(({ sent }) => sent)).toEqual(['', '<think>so']);
});

test.each<Fault>([
  { kind: 'no-finish', after: Infinity },
  { kind: 'malformed', after: 99 },
  { kind: 'no-finish', after: { chars: 99 }, done: true },
])('beyond the end, %o strikes at the end, before the finish reason', async (fault) => {
  const server = await serveFault(fault);
  const stream = await (await chat(server)).text();
  expect(stream).toContain('"content":"j"');
  expect(stream).not.toContain('"finish_reason":"stop"');
});

test('faults apply also without a stream', async () => {
  const server = await serveFault({ kind: 'error-event', after: 3 });
  const ask = () => chat(server, { stream: false });
  expect((await ask()).status).toBe(500);
  server.set({ fault: { kind: 'malformed', after: 3 } });
  await expect(ask().then((response) => response.json())).rejects.toThrow(SyntaxError);
  server.set({ fault: { kind: 'cut', after: 3 } });
  await expect(ask()).rejects.toThrow(TypeError);
  server.set({ fault: { kind: 'finish', reason: 'abort', after: 3 } });
  expect((await (await ask()).json()).choices[0]).toMatchObject({
    message: { content: 'abc' },
    finish_reason: 'abort',
  });
});
