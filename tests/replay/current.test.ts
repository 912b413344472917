/** Differences of the newest release, which tests/vllm compares with a real server. */

import { expect, test } from 'vitest';
import { chat, chunksOf, messages, pngUrl, serve } from '../../scripts/replay/client.mjs';

const version = '0.32.0';
const errorOf = async (response: Response) => ((await response.json()) as { error: object }).error;

test('the last chunk with content or usage has a fingerprint, and running counts have details', async () => {
  const server = await serve({ text: 'a b', version });
  const plain = chunksOf(await (await chat(server)).text());
  expect(plain.map(({ system_fingerprint: print }) => print)).toEqual([
    undefined,
    undefined,
    undefined,
    expect.stringMatching(/^vllm-0\.32\.0-/),
  ]);
  const options = { include_usage: true, continuous_usage_stats: true };
  const counted = chunksOf(await (await chat(server, { stream_options: options })).text());
  expect(counted.map(({ usage }) => usage.completion_tokens_details)).toEqual([null, null, null, null, undefined]);
  expect(counted.at(-1).system_fingerprint).toMatch(/^vllm-/);
  expect(counted.at(-2).system_fingerprint).toBeUndefined();
});

test('validation errors have a path, also in param', async () => {
  const server = await serve({ version });
  expect(await errorOf(await chat(server, { temperature: 'hot', stream: false }))).toEqual({
    message:
      "1 validation error:\n  {'type': 'float_parsing', 'loc': 'body.temperature', 'msg': 'Input should be a valid number, unable to parse string as a number', 'input': 'hot'}",
    type: 'Bad Request',
    param: 'body.temperature',
    code: 400,
  });
});

test('the message for an unknown model lists the known ones, too many images with their parameter', async () => {
  const server = await serve({ version, servedNames: ['teller', 'st'], imageLimit: 1 });
  expect(await errorOf(await chat(server, { model: 'x' }))).toMatchObject({
    message: 'The model `x` does not exist. Valid aliases: teller, st.',
  });
  const image = { type: 'image_url', image_url: { url: pngUrl(56, 56) } };
  expect(await errorOf(await chat(server, { messages: [{ role: 'user', content: [image, image] }] }))).toMatchObject({
    message: 'At most 1 image(s) may be provided in one prompt. (parameter=image)',
    param: 'image',
  });
});

test('prompt and answer need not fit together: the answer ends with length', async () => {
  const server = await serve({ version, text: 'word '.repeat(100), maxModelLen: 40 });
  const chunks = chunksOf(await (await chat(server, { max_tokens: 40 })).text());
  expect(chunks.at(-1).choices[0].finish_reason).toBe('length');
  expect(await errorOf(await chat(server, { max_tokens: 41 }))).toMatchObject({
    message:
      'max_tokens=41 cannot be greater than max_model_len=40. Please request fewer output tokens. (parameter=max_tokens, value=41)',
  });
});

test('/tokenize counts a prompt, and messages with their pictures as a request does', async () => {
  const server = await serve({ version, text: 'a', maxModelLen: 4096 });
  const tokenize = async (body: object) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/tokenize`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...(await response.json()) };
  };
  expect(await tokenize({ prompt: 'Tell it.' })).toEqual({
    status: 200,
    count: 3,
    max_model_len: 4096,
    tokens: [0, 0, 0],
    token_strs: null,
  });
  const image = { type: 'image_url', image_url: { url: pngUrl(56, 56) } };
  const withImage = [...messages, { role: 'user', content: [image] }];
  const { count } = await tokenize({ messages: withImage });
  const asked = chunksOf(
    await (await chat(server, { messages: withImage, stream_options: { include_usage: true } })).text(),
  );
  expect(count).toBe(asked.at(-1).usage.prompt_tokens);
  expect(await tokenize({ model: 'x', prompt: 'a' })).toMatchObject({ status: 404 });
  expect(await tokenize({})).toMatchObject({ status: 400, error: { param: 'body.prompt' } });
});

test('vary has Origin also if the request has no origin', async () => {
  const server = await serve({ version });
  const response = await fetch(`${server.url}/models`);
  expect(response.headers.get('vary')).toBe('Origin');
});
