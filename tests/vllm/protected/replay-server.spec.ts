import type { ReplayOptions } from '../comparison.ts';
import { CHAT, expectSame, request } from '../comparison.ts';
import type { Asked } from '../exchange.ts';
import { KEY, LOCKED } from '../flags.ts';
import { test } from '../test.ts';

test.use({ flags: LOCKED });

const OPTIONS: ReplayOptions = { apiKey: KEY, reasoning: 'reasoning', cors: { origins: [] } };
const authorization = `Bearer ${KEY}`;
const origin = 'http://page.example';

const cases: Readonly<Record<string, Asked>> = {
  'models without a key': { path: '/v1/models' },
  'models without a key, asked by a page of another origin': { path: '/v1/models', headers: { origin } },
  'models with a wrong key': { path: '/v1/models', headers: { authorization: 'Bearer simsim' } },
  'models with the key': { path: '/v1/models', headers: { authorization } },
  'a completion without a key': { path: CHAT, body: request },
  'an unknown path below /v1 without a key': { path: '/v1/nowhere' },
  'health without a key': { path: '/health' },
  'tokenize without a key': { path: '/tokenize', body: { model: request.model, prompt: 'Tell it.' } },
  'a completion whose thinking is a field of its own': {
    path: CHAT,
    headers: { authorization },
    body: { ...request, max_tokens: 60 },
  },
  'the same with usage in each chunk': {
    path: CHAT,
    headers: { authorization },
    body: {
      ...request,
      max_tokens: 60,
      stream_options: { include_usage: true, continuous_usage_stats: true },
    },
  },
};

for (const [name, asked] of Object.entries(cases)) {
  test(`the replay server answers as vLLM does: ${name}`, async ({ vllm }) => {
    await expectSame(vllm, OPTIONS, asked);
  });
}
