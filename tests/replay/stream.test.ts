/** The bytes of a stream, for each generation of vLLM. */

import { expect, test } from 'vitest';
import { chat, chunksOf, dataOf, messages, rawAnswer, serve, writesOf } from '../../scripts/replay/client.mjs';

const text = 'Zoë 😀';
const body = JSON.stringify({ model: '', messages, stream: true, request_id: 'r1' });
const head = 'POST /v1/chat/completions HTTP/1.1\ncontent-type: application/json';

async function rawStream(version: string, extra: object = {}): Promise<string[]> {
  const server = await serve({ text, version, cut: [4, 2] });
  const request = JSON.stringify({ ...JSON.parse(body), ...extra });
  const writes = writesOf(await rawAnswer(server, head, request));
  return writes.map((write) => write.toString('utf8').replace(/"created":\d+/, '"created":1'));
}

const start =
  'data: {"id":"chatcmpl-r1","object":"chat.completion.chunk","created":1,"model":"daniel3303/QwenStoryteller",';

test('the head is that of uvicorn and starlette', async () => {
  const server = await serve({ text });
  const answer = await rawAnswer(server, `${head}\norigin: http://a.test`, body);
  const lines = answer.toString('latin1').split('\r\n\r\n')[0]?.split('\r\n');
  expect(lines?.map((line) => line.replace(/^date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/, 'date: now'))).toEqual(
    [
      'HTTP/1.1 200 OK',
      'date: now',
      'server: uvicorn',
      'content-type: text/event-stream; charset=utf-8',
      'access-control-allow-origin: *',
      'vary: Origin',
      'transfer-encoding: chunked',
    ],
  );
});

test('v0.16: role with prompt fields, compact JSON, letters raw, an empty delta with the finish reason, [DONE]', async () => {
  expect(await rawStream('0.16.0')).toEqual([
    `${start}"choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"prompt_token_ids":null,"prompt_text":null}\n\n`,
    `${start}"choices":[{"index":0,"delta":{"content":"Zoë "},"logprobs":null,"finish_reason":null,"token_ids":null}]}\n\n`,
    `${start}"choices":[{"index":0,"delta":{"content":"😀"},"logprobs":null,"finish_reason":null,"token_ids":null}]}\n\n`,
    `${start}"choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null}]}\n\n`,
    'data: [DONE]\n\n',
  ]);
});

test('v0.11.1 to v0.15: reasoning_content is null beside every content', async () => {
  const events = await rawStream('0.12.0');
  expect(events.slice(0, 2)).toEqual([
    `${start}"choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning_content":null},"logprobs":null,"finish_reason":null}],"prompt_token_ids":null}\n\n`,
    `${start}"choices":[{"index":0,"delta":{"content":"Zoë ","reasoning_content":null},"logprobs":null,"finish_reason":null,"token_ids":null}]}\n\n`,
  ]);
});

test('v0.10.2: prompt_token_ids and token_ids, no prompt_text', async () => {
  const events = await rawStream('0.10.2');
  expect(events[0]?.endsWith('"finish_reason":null}],"prompt_token_ids":null}\n\n')).toBe(true);
  expect(events[1]).toContain('"finish_reason":null,"token_ids":null}');
});

test('v0.10.1 and before: neither', async () => {
  expect(await rawStream('0.10.1')).toEqual([
    `${start}"choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}\n\n`,
    `${start}"choices":[{"index":0,"delta":{"content":"Zoë "},"logprobs":null,"finish_reason":null}]}\n\n`,
    `${start}"choices":[{"index":0,"delta":{"content":"😀"},"logprobs":null,"finish_reason":null}]}\n\n`,
    `${start}"choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop","stop_reason":null}]}\n\n`,
    'data: [DONE]\n\n',
  ]);
});

test('include_usage adds a chunk without choices; the end of the text is a token, too', async () => {
  const events = await rawStream('0.16.0', { stream_options: { include_usage: true } });
  expect(events.at(-2)).toBe(
    `${start}"choices":[],"usage":{"prompt_tokens":12,"total_tokens":15,"completion_tokens":3}}\n\n`,
  );
  expect(events.slice(0, -2).join('')).not.toContain('usage');
});

test('continuous_usage_stats counts on every chunk, before the prompt fields', async () => {
  const stream_options = { include_usage: true, continuous_usage_stats: true };
  const events = await rawStream('0.16.0', { stream_options });
  expect(events[0]).toContain(
    '"finish_reason":null}],"usage":{"prompt_tokens":12,"total_tokens":12,"completion_tokens":0},"prompt_token_ids"',
  );
  const counts = events.slice(0, -1).map((event) => JSON.parse(event.slice(6)).usage.completion_tokens);
  expect(counts).toEqual([0, 1, 2, 3, 3]);
});

test('continuous_usage_stats alone does nothing', async () => {
  const events = await rawStream('0.16.0', { stream_options: { continuous_usage_stats: true } });
  expect(events.join('')).not.toContain('usage');
});

test('max_tokens ends by length, and the last text comes with the finish reason', async () => {
  const server = await serve({ text: 'abcdef', cut: 1 });
  const stream = await (await chat(server, { max_tokens: 3, stream_options: { include_usage: true } })).text();
  const chunks = chunksOf(stream);
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content)).toEqual(['', 'a', 'b', 'c', undefined]);
  expect(chunks.at(-2).choices[0].finish_reason).toBe('length');
  expect(chunks.at(-1).usage.completion_tokens).toBe(3);
  expect(server.requests[0]?.sent).toBe('abc');
});

test('max_completion_tokens wins over max_tokens', async () => {
  const server = await serve({ text: 'abcdef', cut: 1 });
  await (await chat(server, { max_tokens: 5, max_completion_tokens: 2 })).text();
  expect(server.requests[0]?.sent).toBe('ab');
});

test('a context that pictures fill ends the answer by length, without an error', async () => {
  const server = await serve({ text: 'abcdefghij', cut: 1, maxModelLen: 16 });
  const stream = await (await chat(server)).text();
  expect(server.requests[0]?.sent).toBe('abcd');
  expect(chunksOf(stream).at(-1).choices[0].finish_reason).toBe('length');
});

test('a stop string ends the text before it and is named', async () => {
  const server = await serve({ text: 'one. two. three.' });
  const stream = await (await chat(server, { stop: ['three', ' two'] })).text();
  expect(server.requests[0]?.sent).toBe('one.');
  expect(chunksOf(stream).at(-1).choices[0]).toMatchObject({ finish_reason: 'stop', stop_reason: ' two' });
});

test('without stream there is one JSON object', async () => {
  const server = await serve({ text: 'Hello there', version: '0.10.0', cut: 5 });
  const response = await chat(server, { stream: false, request_id: 'r1' });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toMatchObject({
    id: 'chatcmpl-r1',
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant', content: 'Hello there' }, finish_reason: 'stop', stop_reason: null }],
    usage: { prompt_tokens: 12, total_tokens: 16, completion_tokens: 4, prompt_tokens_details: null },
  });
});

test('tokens come in order, each in an event of its own, at a pace as well', async () => {
  const story = Array.from({ length: 60 }, (_, i) => ` word${i}`).join('');
  const server = await serve({ text: story, tokensPerSecond: 2000 });
  const stream = await (await chat(server)).text();
  const contents = chunksOf(stream).map((chunk) => chunk.choices[0].delta.content);
  expect(contents.join('')).toBe(story);
  expect(contents.length).toBeGreaterThan(120);
  expect(dataOf(stream).at(-1)).toBe('[DONE]');
});
