import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complete, type FailureKind } from '../../src/inference/index.ts';
import { answering, chunk, DONE, encoder, event, run } from './answering.ts';
import { gather, requestTo } from './request.ts';

const usage = (prompt: number, count: number) => ({ prompt_tokens: prompt, completion_tokens: count });
const counted = (content: string, count: number, finish: string | null = null) =>
  event({ choices: [{ index: 0, delta: { content }, finish_reason: finish }], usage: usage(1234, count) });

/** Returns a fetch whose stream sends one chunk and then waits until it is aborted. */
function waiting() {
  const state = { aborted: false };
  const fetch: typeof globalThis.fetch = async (_, init) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(encoder.encode(chunk({ content: 'ab' })));
        init?.signal?.addEventListener('abort', () => {
          state.aborted = true;
          controller.error(init.signal?.reason);
        });
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  return { state, fetch };
}

describe('the end of a stream', () => {
  test.each<[string, string[], object]>([
    ['stop', [chunk({ content: 'ab' }), chunk({}, 'stop'), DONE], { type: 'finished' }],
    ['stop on the last text', [chunk({ content: 'ab' }, 'stop'), DONE], { type: 'finished' }],
    ['length', [chunk({ content: 'ab' }), chunk({ content: '' }, 'length'), DONE], { type: 'length' }],
    ['abort', [chunk({ content: 'ab' }), chunk({ content: '' }, 'abort'), DONE], { type: 'aborted' }],
    ['repetition', [chunk({ content: 'ab' }, 'repetition'), DONE], { type: 'repetition' }],
    ['eos_token', [chunk({ content: 'ab' }, 'eos_token'), DONE], { type: 'finished' }],
    ['<|im_end|>', [chunk({ content: 'ab' }, '<|im_end|>'), DONE], { type: 'finished' }],
    ['end-turn', [chunk({ content: 'ab' }, 'end-turn')], { type: 'finished' }],
    ['an empty one at the end', [chunk({ content: 'ab' }), chunk({}, ''), DONE], { type: 'finished' }],
    ['MAX_TOKENS', [chunk({ content: 'ab' }, 'MAX_TOKENS'), DONE], { type: 'length' }],
  ])('has the outcome of its finish reason: %s', async (_, reads, outcome) => {
    expect(await run(answering(reads))).toMatchObject({ text: 'ab', outcome });
  });

  test.each<[string, FailureKind, string[], object]>([
    ['no finish reason', 'no-finish-reason', [chunk({ content: 'ab' }), DONE], {}],
    ['no finish reason and no [DONE]', 'no-finish-reason', [chunk({ content: 'ab' })], {}],
    ['a cut within an event', 'no-finish-reason', [chunk({ content: 'ab' }), 'data: {"choices":[{"del'], {}],
    [
      'an empty reason in every chunk',
      'no-finish-reason',
      [chunk({ content: 'a' }, ''), chunk({ content: 'b' }, '')],
      {},
    ],
    ['an empty reason before an error', 'error-event', [chunk({ content: 'ab' }, ''), event({ error: 'boom' })], {}],
    ['an unknown reason', 'unknown-finish-reason', [chunk({ content: 'ab' }, 'tool_calls'), DONE], {}],
    [
      'an error event',
      'error-event',
      [chunk({ content: 'ab' }), event({ error: { message: 'Internal server error', code: 500 } }), DONE],
      { said: 'Internal server error', status: 500 },
    ],
    [
      'an error event that is a string',
      'error-event',
      [chunk({ content: 'ab' }), event({ error: 'boom' })],
      { said: 'boom' },
    ],
    [
      'an error event with an empty message',
      'error-event',
      [chunk({ content: 'ab' }), event({ error: { message: '' } })],
      { said: null },
    ],
    [
      'a flat error event',
      'too-many-images',
      [chunk({ content: 'ab' }), event({ object: 'error', message: 'At most 1 image(s) may be provided', code: 400 })],
      { status: 400 },
    ],
    ['malformed JSON', 'malformed', [chunk({ content: 'ab' }), 'data: {"choices": oops}\n\n', DONE], {}],
    ['JSON that is not a chunk', 'malformed', [chunk({ content: 'ab' }), 'data: null\n\n', DONE], {}],
  ])('is a failure that keeps the text: %s', async (_, kind, reads, more) => {
    const { text, outcome } = await run(answering(reads));
    expect(text).toBe('ab');
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind, ...more } });
  });

  test.each([
    ['unknown', '<gdi image1>ab</gdi>', { type: 'finished' }],
    ['unknown', '<gdi image1>a</gdi><gdi image2>b', { type: 'failed' }],
    ['content_filter', '<gdi image1>ab</gdi>', { type: 'failed' }],
  ])('after the finish reason %s, %s has the outcome %o', async (reason, content, outcome) => {
    expect((await run(answering([chunk({ content }, reason)]))).outcome).toMatchObject(outcome);
  });

  test.each([
    ['an empty reason in every chunk', '<gdi image1>a', 'b</gdi>', { type: 'finished' }],
    ['an empty reason in every chunk', '<gdi image1>a</gdi>', '<gdi image2>b', { type: 'failed' }],
  ])('with %s, %s%s has the outcome %o', async (_, first, second, outcome) => {
    const reads = [chunk({ content: first }, ''), chunk({ content: second }, ''), DONE];
    expect((await run(answering(reads))).outcome).toMatchObject(outcome);
  });

  test.each([
    ['nothing', chunk({}, 'stop')],
    ['white space', chunk({ content: '\n ' }, 'stop')],
    ['tags', chunk({ content: '<think></think>' }, 'eos_token')],
    ['an empty reason', chunk({ content: '' }, '')],
  ])('is a failure without a word: %s', async (_, read) => {
    const { outcome } = await run(answering([read, DONE]));
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'no-word' } });
  });

  test('is a failure that keeps the text: a broken connection', async () => {
    const { text, outcome } = await run(answering([chunk({ content: 'ab' })], { breaks: true }));
    expect(text).toBe('ab');
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'connection-lost' } });
  });

  test('is a success if the connection breaks after the finish reason', async () => {
    const { outcome } = await run(answering([chunk({ content: 'ab' }, 'stop')], { breaks: true }));
    expect(outcome).toEqual({ type: 'finished' });
  });

  test('includes the text that was held back when the connection broke', async () => {
    const reads = [chunk({ reasoning: 'a' }), chunk({ content: '\n</thi' })];
    expect((await run(answering(reads, { breaks: true }))).text).toBe('<think>\na\n</thi');
  });
});

describe('the arrivals of a stream', () => {
  test('have the token count with each text, and the length of the prompt at the start and at the end', async () => {
    const reads = [counted('', 0), counted('a', 1), counted('b', 3), counted('', 3, 'stop')];
    const { arrivals } = await run(answering([...reads, event({ choices: [], usage: usage(1234, 4) }), DONE]));
    expect(arrivals).toEqual([
      { type: 'open' },
      { type: 'usage', promptTokens: 1234, completionTokens: 0 },
      { type: 'text', text: 'a', completionTokens: 1 },
      { type: 'text', text: 'b', completionTokens: 3 },
      { type: 'usage', promptTokens: 1234, completionTokens: 4 },
      { type: 'end', outcome: { type: 'finished' } },
    ]);
  });

  test('have no token count with the text if the server does not count while it streams', async () => {
    const reads = [chunk({ content: 'a' }), chunk({}, 'stop'), event({ choices: [], usage: usage(10, 1) }), DONE];
    const { arrivals } = await run(answering(reads));
    expect(arrivals).toContainEqual({ type: 'text', text: 'a', completionTokens: null });
    expect(arrivals.filter(({ type }) => type === 'usage')).toEqual([
      { type: 'usage', promptTokens: 10, completionTokens: 1 },
      { type: 'usage', promptTokens: 10, completionTokens: 1 },
    ]);
  });

  test('do not include comments, pings and incomplete chunks', async () => {
    const reads = [
      ': keep-alive\n\n',
      'event: ping\ndata: {}\n\n',
      event({ choices: null }),
      event({ choices: [] }),
      event({ choices: [null] }),
      event({ choices: [{ delta: null }] }),
      event({ choices: [{ delta: { content: ['x'] } }], usage: null }),
      event({ choices: [{ delta: {} }], usage: {} }),
      event([]),
      chunk({ role: 'assistant', content: 'ab' }, 'stop'),
      DONE,
    ];
    const { text, outcome, arrivals } = await run(answering(reads));
    expect({ text, outcome }).toEqual({ text: 'ab', outcome: { type: 'finished' } });
    expect(arrivals).toHaveLength(3);
  });

  test('are the same text wherever the bytes are split', async () => {
    const whole = 'Éva 🐈 naps.\n<gdi image1>\r\n“日本”';
    const bytes = encoder.encode(
      whole
        .split(/(?=[ .])/)
        .map((content) => chunk({ content }))
        .join('') +
        chunk({ content: '' }, 'stop') +
        DONE,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 200 }),
        async (cuts) => {
          const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
          const reads = edges.slice(1).map((end, index) => bytes.slice(edges[index], end));
          expect(await run(answering(reads))).toMatchObject({ text: whole, outcome: { type: 'finished' } });
        },
      ),
      { numRuns: 100 },
    );
  });

  test('end exactly once and without an exception for any JSON', async () => {
    const delta = fc.record({ content: fc.anything(), reasoning: fc.anything() }, { requiredKeys: [] });
    const choice = fc.record(
      { delta: fc.oneof(delta, fc.jsonValue()), finish_reason: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const data = fc.oneof(
      fc.jsonValue(),
      fc.record({ choices: fc.array(choice), usage: fc.jsonValue() }, { requiredKeys: [] }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(data), async (chunks) => {
        const { outcome } = await run(answering(chunks.map((value) => event(value))));
        expect(outcome).not.toMatchObject({ failure: { kind: 'connection-lost' } });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a stop by the user', () => {
  test('in the middle of a stream ends the request and keeps the text', async () => {
    const { state, fetch } = waiting();
    const controller = new AbortController();
    const seen: string[] = [];
    for await (const arrival of complete(requestTo(), { signal: controller.signal, fetch })) {
      seen.push(arrival.type === 'end' ? arrival.outcome.type : arrival.type);
      if (arrival.type === 'text') controller.abort();
    }
    expect(seen).toEqual(['open', 'text', 'stopped']);
    expect(state.aborted).toBe(true);
  });

  test('before the request prevents it', async () => {
    const { outcome } = await gather(complete(requestTo(), { signal: AbortSignal.abort(), fetch: waiting().fetch }));
    expect(outcome).toEqual({ type: 'stopped' });
  });

  test('is not needed if the caller leaves the loop: no request and no listener remain', async () => {
    const { state, fetch } = waiting();
    const { signal } = new AbortController();
    const listeners = new Set<unknown>();
    const watched = Object.assign(signal, {
      addEventListener: (_: string, listener: unknown) => listeners.add(listener),
      removeEventListener: (_: string, listener: unknown) => listeners.delete(listener),
    });
    for await (const arrival of complete(requestTo(), { signal: watched, fetch })) {
      if (arrival.type === 'text') break;
      expect(listeners.size).toBe(1);
    }
    expect(state.aborted).toBe(true);
    expect(listeners.size).toBe(0);
  });
});
