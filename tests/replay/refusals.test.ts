/** The messages with which each generation of vLLM refuses a request. */

import { expect, test } from 'vitest';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { chat, messages, serve } from '../../scripts/replay/client.mjs';
import { pngUrl } from '../../scripts/replay/client.mjs';

const picture = (width: number, height: number) => ({ type: 'image_url', image_url: { url: pngUrl(width, height) } });
const withPictures = (...parts: object[]) => ({
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Tell the story.' }, ...parts] }],
});

async function refusal(options: ReplayOptions, body: object): Promise<{ status: number; body: unknown }> {
  const server = await serve({ text: 'a', ...options });
  const response = await chat(server, body);
  return { status: response.status, body: await response.json() };
}

/** The message, in either shape of the body. */
async function sentence(options: ReplayOptions, body: object): Promise<string> {
  const answer = (await refusal(options, body)).body as { message?: string; error?: { message: string } };
  return answer.error?.message ?? answer.message ?? '';
}

test('an unknown model is refused in three shapes', async () => {
  const message = 'The model `foo` does not exist.';
  const fields = { message, type: 'NotFoundError', param: null, code: 404 };
  const foo = { model: 'foo' };
  expect(await refusal({ version: '0.10.0' }, foo)).toEqual({ status: 404, body: { object: 'error', ...fields } });
  expect(await refusal({ version: '0.10.1' }, foo)).toEqual({ status: 404, body: { error: fields } });
  expect(await refusal({ version: '0.16.0' }, foo)).toEqual({
    status: 404,
    body: { error: { ...fields, param: 'model' } },
  });
});

test('no model, an empty model, the served model and an adapter are all accepted and named in the answer', async () => {
  const server = await serve({ text: 'a', model: 'teller', adapters: [{ id: 'noir', root: '/noir' }] });
  const asked = [{}, { model: '' }, { model: 'teller' }, { model: 'noir' }];
  const answers = asked.map(async (body) => (await (await chat(server, { ...body, stream: false })).json()).model);
  expect(await Promise.all(answers)).toEqual(['teller', 'teller', 'teller', 'noir']);
});

const once = 'At most 1 image(s) may be provided in one';
const flag = 'You can set `--limit-mm-per-prompt` to increase this limit if the model supports it.';
test.each([
  ['0.7.3', `${once} request.`],
  ['0.8.3', `${once} request. None`],
  ['0.8.5', `${once} request. ${flag} None`],
  ['0.10.0', `${once} request. ${flag} None`],
  ['0.10.1', `${once} prompt. None`],
  ['0.16.0', `${once} prompt.`],
])('too many images in v%s', async (version, expected) => {
  const body = withPictures(picture(56, 56), picture(56, 56));
  expect(await sentence({ version, imageLimit: 1 }, body)).toBe(expected);
});

test('two images are too many by default up to v0.8.3 only', async () => {
  const body = { ...withPictures(picture(56, 56), picture(56, 56)), stream: false };
  expect((await refusal({ version: '0.8.3' }, body)).status).toBe(400);
  expect((await refusal({ version: '0.8.4' }, body)).status).toBe(200);
});

const least = (n: number) => `This model's maximum context length is ${n} tokens.`;
test.each([
  [
    '0.10.0',
    { max_tokens: 20 },
    `${least(30)} However, you requested 32 tokens (12 in the messages, 20 in the completion). Please reduce the length of the messages or completion. None`,
  ],
  [
    '0.15.0',
    { max_tokens: 20 },
    "'max_tokens' or 'max_completion_tokens' is too large: 20. This model's maximum context length is 30 tokens and your request has 12 input tokens (20 > 30 - 12).",
  ],
  [
    '0.16.0',
    { max_tokens: 20 },
    "You passed 12 input tokens and requested 20 output tokens. However, the model's context length is only 30 tokens, resulting in a maximum input length of 10 tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=12)",
  ],
  [
    '0.23.0',
    { max_tokens: 20 },
    "This model's maximum context length is 30 tokens. However, you requested 20 output tokens and your prompt contains at least 11 input tokens, for a total of at least 31 tokens. Please reduce the length of the input prompt or the number of requested output tokens. (parameter=input_tokens, value=11)",
  ],
  [
    '0.23.0',
    { max_tokens: 99 },
    'max_tokens=99 cannot be greater than max_model_len=max_total_tokens=30. Please request fewer output tokens. (parameter=max_tokens, value=99)',
  ],
])('prompt and answer too long in v%s, %o', async (version, body, expected) => {
  expect(await sentence({ version, maxModelLen: 30 }, body)).toBe(expected);
});

test('a prompt longer than the context is refused', async () => {
  const messagesOnly = `However, you requested 12 tokens in the messages, Please reduce the length of the messages. None`;
  expect(await sentence({ version: '0.9.0', maxModelLen: 12 }, {})).toBe(`${least(12)} ${messagesOnly}`);
  const input = 'However, your request has 12 input tokens. Please reduce the length of the input messages. None';
  expect(await sentence({ version: '0.11.0', maxModelLen: 12 }, {})).toBe(`${least(12)} ${input}`);
});

const decoder =
  'The decoder prompt (length 2705) is longer than the maximum model length of 2000. Make sure that `max_model_len` is no smaller than the number of text tokens plus multimodal tokens. For image inputs, the number of image tokens depends on the number of images, and possibly their aspect ratios as well.';
test.each([
  ['0.7.3', false, 'The prompt (total length 2705) is too long to fit into the model (context length 2000).'],
  ['0.11.0', false, decoder],
  ['0.12.0', true, decoder],
  ['0.16.0', true, 'max_tokens must be at least 1, got -705.'],
  ['0.23.0', true, "Input length (2705) exceeds model's maximum context length (2000)."],
])('pictures make it too long in v%s; streaming: %s', async (version, stream, expected) => {
  // 1920×1080 is 2691 tokens and two marks
  const body = { ...withPictures(picture(1920, 1080)), stream };
  expect(await sentence({ version, maxModelLen: 2000 }, body)).toBe(expected);
});

test('up to v0.11.0 a stream is refused only after its headers', async () => {
  const server = await serve({ text: 'a', version: '0.11.0', maxModelLen: 2000 });
  const response = await chat(server, withPictures(picture(1920, 1080)));
  const fields = `"type": "BadRequestError", "param": null, "code": 400`;
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(`data: {"error": {"message": "${decoder}", ${fields}}}\n\ndata: [DONE]\n\n`);
});

test('wrong types are refused with pydantic’s messages', async () => {
  const { status, body } = await refusal({}, { temperature: 'hot' });
  const problem =
    "{'type': 'float_parsing', 'loc': ('body', 'temperature'), 'msg': 'Input should be a valid number, unable to parse string as a number', 'input': 'hot'}";
  const message = `1 validation error:\n  ${problem}`;
  expect([status, body]).toEqual([400, { error: { message, type: 'Bad Request', param: null, code: 400 } }]);
  expect(await sentence({}, { messages: 'hi', seed: 1.5 })).toMatch(/^2 validation errors:\n  \{'type': 'list_type'/);
});

test('older versions quote the whole body, including pictures', async () => {
  const body = { ...withPictures(picture(56, 56)), stream: false, stream_options: {} };
  const rule = 'Stream options can only be defined when `stream=True`.';
  expect(await sentence({ version: '0.11.0' }, body)).toContain(pngUrl(56, 56));
  expect(await sentence({ version: '0.11.0' }, body)).toContain(rule);
  expect(await sentence({ version: '0.16.0' }, body)).not.toContain(pngUrl(56, 56));
  expect(await sentence({ version: '0.16.0' }, body)).toContain(rule);
});

test('a prompt that leaves no token for the answer is refused', async () => {
  // 12 tokens of text, 3 and then 4 of a picture of 56×56 and two marks
  const body = { ...withPictures(picture(56, 56)), stream: false };
  expect(await sentence({ version: '0.16.0', maxModelLen: 18 }, body)).toBe('max_tokens must be at least 1, got 0.');
  const full =
    'The decoder prompt (length 18) plus the number of requested output tokens (at least 1) is longer than the maximum model length of 18. Make sure that `max_model_len` is no smaller than the number of text tokens (prompt + requested output tokens).';
  expect(await sentence({ version: '0.23.0', maxModelLen: 18 }, body)).toBe(full);
  const server = await serve({ text: 'a', version: '0.23.0', maxModelLen: 18 });
  const response = await chat(server, { ...body, stream: true });
  expect([response.status, await response.text()]).toEqual([
    200,
    `data: {"error": {"message": "${full}", "type": "BadRequestError", "param": null, "code": 400}}\n\ndata: [DONE]\n\n`,
  ]);
});

test('a refusal of 2026 names the field in the message and in param', async () => {
  const { body } = await refusal({ version: '0.23.0', maxModelLen: 30 }, { max_tokens: 99 });
  expect(body).toMatchObject({ error: { param: 'max_tokens', type: 'BadRequestError', code: 400 } });
});

const noAddress = 'cannot identify image file <_io.BytesIO object>';
test.each([
  ['0.14.0', 'cannot identify image file <_io.BytesIO object at 0x7f2c8d1e4b30> None'],
  ['0.16.0', noAddress],
  ['0.20.0', `Failed to load image: ${noAddress}`],
])('a broken picture in v%s', async (version, expected) => {
  const broken = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
  expect(await sentence({ version }, withPictures(broken))).toBe(expected);
});

test('a picture that is too narrow is refused', async () => {
  expect(await sentence({ version: '0.11.0' }, withPictures(picture(4000, 16)))).toMatch(
    /^Failed to apply Qwen2_5_VLProcessor on data=.* absolute aspect ratio must be smaller than 200, got 250.0$/,
  );
});

test('fields that need a trust flag are refused without it', async () => {
  const kwargs = { mm_processor_kwargs: { max_pixels: 1 }, stream: false };
  expect(await sentence({ version: '0.31.0' }, kwargs)).toMatch(/^Per-request mm_processor_kwargs are disabled/);
  expect((await refusal({ version: '0.16.0' }, kwargs)).status).toBe(200);
  expect(await sentence({}, { chat_template: '{{ messages }}' })).toMatch(/^Chat template is passed with request, but/);
});

test('a body that is not JSON, or has another content type, is refused', async () => {
  const server = await serve({});
  const ask = async (type: string, body: string) => {
    const url = `${server.url}/chat/completions`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
    return [response.status, (await response.json()).error.message];
  };
  const media = "Unsupported Media Type: Only 'application/json' is allowed";
  expect(await ask('text/plain', JSON.stringify({ messages }))).toEqual([400, media]);
  const [status, message] = await ask('application/json', '{"messages":');
  expect([status, message]).toEqual([400, expect.stringContaining('JSON decode error')]);
  expect((await ask('application/json', '[1]'))[1]).toContain('model_attributes_type');
});
