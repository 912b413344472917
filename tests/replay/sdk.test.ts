/** How the openai SDK, which StoryLens uses, reads each answer of this server. */

import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { messages, serve } from '../../scripts/replay/client.mjs';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';

const text = 'Zoë 😀 walks. '.repeat(20);

async function connect(options: ReplayOptions) {
  const server = await serve({ text, ...options });
  const client = new OpenAI({ baseURL: server.url, apiKey: 'EMPTY', maxRetries: 0 });
  const model = 'daniel3303/QwenStoryteller';
  const body = { model, messages, stream: true, stream_options: { include_usage: true } };
  const create = (signal?: AbortSignal) =>
    client.chat.completions.create(body as OpenAI.ChatCompletionCreateParamsStreaming, { signal });
  return { server, client, create };
}

/** The text of an answer, and the error that ended it. */
async function run(options: ReplayOptions) {
  const { server, create } = await connect(options);
  const found = { text: '', reason: '', tokens: 0, error: null as unknown };
  try {
    for await (const chunk of await create()) {
      found.text += chunk.choices[0]?.delta.content ?? '';
      found.reason = chunk.choices[0]?.finish_reason ?? found.reason;
      found.tokens = chunk.usage?.completion_tokens ?? found.tokens;
    }
  } catch (error) {
    found.error = error;
  }
  return { ...found, sent: server.requests.at(-1)?.sent };
}

test('it reads a whole stream, also in random cuts', async () => {
  const whole = await run({});
  expect(whole).toMatchObject({ text, reason: 'stop', error: null });
  expect(whole.tokens).toBeGreaterThan(50);
  expect(await run({ split: { seed: 3 } })).toEqual(whole);
});

test('it reads the list of models', async () => {
  const { client } = await connect({ maxModelLen: 4096 });
  const models = await client.models.list();
  expect(models.data[0]).toMatchObject({ id: 'daniel3303/QwenStoryteller', max_model_len: 4096 });
});

test.each([
  [{ kind: 'status', status: 400 }, OpenAI.BadRequestError, '400 At most 999 image(s)'],
  [{ kind: 'status', status: 401 }, OpenAI.AuthenticationError, '401 "Unauthorized"'],
  [{ kind: 'status', status: 404 }, OpenAI.NotFoundError, '404 The model `daniel3303/QwenStoryteller`'],
  [{ kind: 'status', status: 500 }, OpenAI.InternalServerError, '500 Internal Server Error'],
  [{ kind: 'status', status: 502 }, OpenAI.InternalServerError, '502 <html>'],
  [{ kind: 'error-event', after: 9 }, OpenAI.APIError, 'EngineCore encountered an issue'],
  [{ kind: 'cut', after: 9 }, TypeError, 'terminated'],
  [{ kind: 'malformed', after: 9 }, SyntaxError, ''],
] as const)('%o is an error', async (fault, type, message) => {
  const { error, text: received, sent } = await run({ fault });
  expect(error).toBeInstanceOf(type);
  expect((error as Error).message).toContain(message);
  expect(received).toBe(sent);
});

test('it does not understand the flat error shape of v0.10.0 and before', async () => {
  const { error } = await run({ version: '0.10.0', fault: { kind: 'status', status: 400 } });
  expect((error as Error).message).toBe('400 status code (no body)');
});

test('it accepts an end without a finish reason', async () => {
  const fault = { kind: 'no-finish', after: 9 } as const;
  const { error, reason, text: received, sent } = await run({ fault });
  expect([error, reason]).toEqual([null, '']);
  expect(received).toBe(sent);
});

test('an abort by the server arrives as a finish reason', async () => {
  const { error, reason } = await run({ fault: { kind: 'finish', reason: 'abort', after: 9 } });
  expect([error, reason]).toEqual([null, 'abort']);
});

test('leaving the loop and aborting both close the connection to the server', async () => {
  const { server, create } = await connect({ tokensPerSecond: 100 });
  for await (const chunk of await create()) if (chunk.choices[0]?.delta.content) break;
  const leaving = new AbortController();
  for await (const chunk of await create(leaving.signal)) if (chunk.choices[0]?.delta.content) leaving.abort();
  await Promise.all(server.requests.map(({ closed }) => closed));
  expect(server.requests.map(({ aborted }) => aborted)).toEqual([true, true]);
});
