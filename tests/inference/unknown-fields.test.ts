import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serve } from '../../scripts/replay/client.mjs';
import { complete } from '../../src/inference/index.ts';
import { unknownFields, without } from '../../src/inference/unknown-fields.ts';
import { gather, requestTo } from './request.ts';

const body = {
  note: 'x',
  model: 'm',
  messages: [],
  stream: true,
  stream_options: { include_usage: true, continuous_usage_stats: true },
  temperature: 1,
  top_k: -1,
  min_p: 0,
  repetition_penalty: 1.05,
  seed: 7,
  max_tokens: 9,
};

describe('the fields that a server does not know', () => {
  test.each([
    [
      422,
      "Unexpected fields in the request: {'repetition_penalty', 'min_p', 'top_k'}",
      ['min_p', 'repetition_penalty', 'top_k'],
    ],
    [
      422,
      '[{"type":"extra_forbidden","loc":["body","top_k"],"msg":"Extra inputs are not permitted","input":-1}]',
      ['top_k'],
    ],
    [
      400,
      "1 validation error:\n  {'type': 'extra_forbidden', 'loc': ('body', 'note'), 'msg': 'Extra inputs are not permitted', 'input': 'x'}",
      ['note'],
    ],
    [400, 'Unrecognized request argument supplied: min_p', ['min_p']],
    [400, "Unknown parameter: 'repetition_penalty'.", ['repetition_penalty']],
    [400, "property 'top_k' is unsupported", ['top_k']],
    [422, 'unknown field `top_k`, expected one of `model`, `messages`, `seed`, `temperature`', ['top_k']],
    [400, "openai does not support parameters: ['top_k', 'seed'], for model=m.", ['seed', 'top_k']],
    [400, 'Unsupported parameter: min_p. Supported parameters are temperature and seed.', ['min_p']],
    [
      422,
      '[{"type":"extra_forbidden","loc":["body","stream_options","continuous_usage_stats"],"msg":"Extra inputs are not permitted"}]',
      ['continuous_usage_stats'],
    ],
    [422, 'Extra inputs are not permitted', ['continuous_usage_stats', 'min_p', 'note', 'repetition_penalty', 'top_k']],
    [422, '[{"type":"greater_than","loc":["body","top_k"],"msg":"Input should be greater than 0"}]', []],
    [400, 'top_k must be -1 (disable), or at least 1, got 0.', []],
    [500, 'Unexpected fields in the request: top_k', []],
    [400, 'Unknown model: top_k', []],
  ])('status %i, “%s”: %j', (status, message, fields) => {
    expect(unknownFields(status, message, body, ['note']).toSorted()).toEqual(fields);
  });

  test('are never a part of the request that it needs, and there are fewer after each attempt', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(body), 'nothing'), fc.string(), (field, more) => {
        const named = unknownFields(422, `unknown field ${field} ${more}`, body, ['note']);
        for (const needed of ['model', 'messages', 'stream', 'max_tokens']) expect(named).not.toContain(needed);
        expect(unknownFields(422, `unknown field ${field} ${more}`, without(body, named), ['note'])).not.toEqual(
          named.length > 0 ? named : ['nothing'],
        );
      }),
    );
  });
});

test('without continuous_usage_stats the usage is still requested', () => {
  expect(without(body, ['continuous_usage_stats', 'top_k'])).toEqual({
    ...body,
    top_k: undefined,
    stream_options: { include_usage: true },
  });
});

describe('a server that refuses unknown fields', () => {
  test.each(['transformers', 'pydantic', 'first'] as const)(
    'gets the request again without them, and the arrivals name them: %s',
    async (strict) => {
      const replay = await serve({ text: 'A kite.', strict });
      const request = requestTo({ baseUrl: replay.url });
      const { arrivals, text, outcome } = await gather(complete(request, { signal: new AbortController().signal }));
      expect({ text, outcome }).toEqual({ text: 'A kite.', outcome: { type: 'finished' } });
      const [first, second] = arrivals;
      expect(first).toMatchObject({ type: 'omitted' });
      expect(first?.type === 'omitted' && first.fields.toSorted()).toEqual(['min_p', 'repetition_penalty', 'top_k']);
      expect(second?.type).toBe('open');
      const sent = replay.requests.at(-1)?.body;
      expect(Object.keys(sent)).not.toContain('top_k');
      expect(sent).toMatchObject({ temperature: 0.7, seed: 7, max_tokens: 8192 });
    },
  );

  test('is not asked twice if it is known which fields it refuses, and the arrivals still name them', async () => {
    const replay = await serve({ text: 'A kite.', strict: 'transformers' });
    const unknown = ['min_p', 'repetition_penalty', 'top_k'];
    const request = { ...requestTo({ baseUrl: replay.url }), unknown };
    const { arrivals, text } = await gather(complete(request, { signal: new AbortController().signal }));
    expect(text).toBe('A kite.');
    expect(replay.requests).toHaveLength(1);
    const [first] = arrivals;
    expect(first?.type === 'omitted' && first.fields.toSorted()).toEqual(unknown);
  });

  test.each(['transformers', 'pydantic', 'first'] as const)('cannot continue an answer: %s', async (strict) => {
    const replay = await serve({ text: 'A kite.', strict });
    const request = { ...requestTo({ baseUrl: replay.url }), kept: 'A' };
    const { outcome } = await gather(complete(request, { signal: new AbortController().signal }));
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'no-continue' } });
  });

  test('is not asked again for a refusal of another kind', async () => {
    const replay = await serve({ fault: { kind: 'status', status: 422, body: { detail: 'No.' }, cors: true } });
    await gather(complete(requestTo({ baseUrl: replay.url }), { signal: new AbortController().signal }));
    expect(replay.requests).toHaveLength(1);
  });
});
