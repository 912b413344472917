/** The messages with which vLLM refuses sampling parameters. */

import { expect, test } from 'vitest';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { chat, serve } from '../../scripts/replay/client.mjs';

async function refusal(options: ReplayOptions, body: object): Promise<{ status: number; message: string }> {
  const server = await serve({ text: 'a', ...options });
  const response = await chat(server, body);
  const answer = (await response.json()) as { message?: string; error?: { message: string } };
  return { status: response.status, message: answer.error?.message ?? answer.message ?? '' };
}

test.each([
  ['0.12.0', { temperature: -1 }, 'temperature must be non-negative, got -1.0.'],
  ['0.16.0', { temperature: -1 }, 'temperature must be non-negative, got -1.0. (parameter=temperature, value=-1.0)'],
  ['0.12.0', { top_p: 0 }, 'top_p must be in (0, 1], got 0.0.'],
  ['0.8.5', { top_k: 0 }, 'top_k must be -1 (disable), or at least 1, got 0.'],
  ['0.16.0', { top_k: -5 }, 'top_k must be 0 (disable), or at least 1, got -5.'],
  ['0.16.0', { min_p: 1.5 }, 'min_p must be in [0, 1], got 1.5.'],
  ['0.16.0', { repetition_penalty: 0 }, 'repetition_penalty must be greater than zero, got 0.0.'],
  ['0.12.0', { max_tokens: 0 }, 'max_tokens must be at least 1, got 0.'],
  ['0.16.0', { stop: ['a', ''] }, 'stop cannot contain an empty string.'],
  [
    '0.12.0',
    { logprobs: true, top_logprobs: 25 },
    'Requested sample logprobs of 25, which is greater than max allowed: 20',
  ],
  [
    '0.16.0',
    { logprobs: true, top_logprobs: 25 },
    'Requested sample logprobs of 25, which is greater than max allowed: 20 (parameter=logprobs, value=25)',
  ],
  ['0.16.0', { priority: 1 }, 'Got priority 1 but Priority scheduling is not enabled.'],
])('sampling in v%s: %o', async (version, body, expected) => {
  expect(await refusal({ version }, body)).toEqual({ status: 400, message: expected });
});

test('every version accepts -1 for top_k', async () => {
  expect((await refusal({ version: '0.7.3' }, { top_k: -1, stream: false })).status).toBe(200);
  expect((await refusal({ version: '0.16.0' }, { top_k: -1, stream: false })).status).toBe(200);
});
