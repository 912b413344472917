import type { ReplayOptions } from '../comparison.ts';
import { CHAT, expectSame, expectSameMetrics, messagesWith, request } from '../comparison.ts';
import type { Asked } from '../exchange.ts';
import { texts } from '../texts.ts';
import { expect, test } from '../test.ts';

// The replay server, which most tests use, gives the same answers as the real vLLM: status, headers, body; except counts,
// IDs and times.

const CLOSED: ReplayOptions = { cors: { origins: [] } };
const origin = 'http://page.example';
const usage = { include_usage: true };
const begun = { role: 'assistant', content: texts.short.slice(0, 60) };
const preflight = {
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
};

const cases: Readonly<Record<string, Asked>> = {
  models: { path: '/v1/models' },
  'models, asked by a page of another origin': { path: '/v1/models', headers: { origin } },
  version: { path: '/version' },
  health: { path: '/health' },
  'health, asked by a page of another origin': { path: '/health', headers: { origin } },
  ping: { path: '/ping' },
  load: { path: '/load' },
  'an unknown path': { path: '/nowhere', headers: { origin } },
  'a slash too many': { path: '/v1/models/' },
  'GET of chat completions': { path: CHAT },
  'POST of health': { path: '/health', method: 'POST' },
  'OPTIONS that is no preflight': { path: CHAT, method: 'OPTIONS' },
  'a preflight': { path: CHAT, method: 'OPTIONS', headers: preflight },
  'a stream': { path: CHAT, body: request },
  'a stream, asked by a page of another origin': { path: CHAT, headers: { origin }, body: request },
  'a stream with usage': { path: CHAT, body: { ...request, stream_options: usage } },
  'a stream with usage in each chunk': {
    path: CHAT,
    body: { ...request, stream_options: { ...usage, continuous_usage_stats: true } },
  },
  'a stream to its end': { path: CHAT, body: { ...request, max_tokens: 2000, stream_options: usage } },
  'an answer that ends by the context, however long it may be': {
    path: CHAT,
    body: { ...request, max_tokens: 32_760 },
  },
  'a completion at once': { path: CHAT, body: { ...request, stream: false } },
  'a continuation': {
    path: CHAT,
    body: {
      ...request,
      messages: [...request.messages, begun],
      continue_final_message: true,
      add_generation_prompt: false,
    },
  },
  'a continuation without add_generation_prompt': {
    path: CHAT,
    body: { ...request, messages: [...request.messages, begun], continue_final_message: true },
  },
  'a continuation and a new turn at once': {
    path: CHAT,
    body: { ...request, continue_final_message: true, add_generation_prompt: true },
  },
  'stream_options without a stream': { path: CHAT, body: { ...request, stream: false, stream_options: usage } },
  'an unknown model': { path: CHAT, body: { ...request, model: 'another' } },
  'max_tokens above the context': { path: CHAT, body: { ...request, max_tokens: 99_999 } },
  'max_tokens 0': { path: CHAT, body: { ...request, max_tokens: 0 } },
  'a prompt above the context': {
    path: CHAT,
    body: { ...request, messages: [{ role: 'user', content: 'word '.repeat(40_000) }] },
  },
  'a negative temperature': { path: CHAT, body: { ...request, temperature: -1 } },
  'top_p 0': { path: CHAT, body: { ...request, top_p: 0 } },
  'top_k -5': { path: CHAT, body: { ...request, top_k: -5 } },
  'min_p 2': { path: CHAT, body: { ...request, min_p: 2 } },
  'repetition_penalty 0': { path: CHAT, body: { ...request, repetition_penalty: 0 } },
  'an empty stop text': { path: CHAT, body: { ...request, stop: [''] } },
  'too many logprobs': { path: CHAT, body: { ...request, logprobs: true, top_logprobs: 25 } },
  'a temperature in words': { path: CHAT, body: { ...request, temperature: 'hot' } },
  'a seed with a fraction': { path: CHAT, body: { ...request, seed: 1.5 } },
  mm_processor_kwargs: { path: CHAT, body: { ...request, mm_processor_kwargs: { max_pixels: 200_704 } } },
  'a priority': { path: CHAT, body: { ...request, priority: 1 } },
  'a chat template': { path: CHAT, body: { ...request, chat_template: 'x' } },
  'a picture that cannot be read': {
    path: CHAT,
    body: {
      ...request,
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }],
    },
  },
  'a body that is no JSON': { path: CHAT, body: 'words' },
  'another content type': { path: CHAT, body: '{}', headers: { 'content-type': 'text/plain' } },
  'no messages': { path: CHAT, body: { model: request.model } },
  'a list for a body': { path: CHAT, body: [] },
  'messages in words': { path: CHAT, body: { ...request, messages: 'words' } },
  'tokenize a prompt': { path: '/tokenize', body: { model: request.model, prompt: 'Tell it.' } },
  'tokenize messages with a picture': { path: '/tokenize', body: { model: request.model, messages: messagesWith(1) } },
  'tokenize for an unknown model': { path: '/tokenize', body: { model: 'another', prompt: 'Tell it.' } },
  'tokenize nothing': { path: '/tokenize', body: { model: request.model } },
  'GET of tokenize': { path: '/tokenize' },
};

for (const [name, asked] of Object.entries(cases)) {
  test(`the replay server answers as vLLM does: ${name}`, async ({ vllm }) => {
    const { status } = await expectSame(vllm, CLOSED, asked);
    expect(status).toBeGreaterThan(0);
  });
}

test('the replay server answers as vLLM does: the names of metrics', async ({ vllm }) => {
  await expectSameMetrics(vllm, CLOSED);
});
