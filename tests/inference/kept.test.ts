/** A continued answer: the kept text and the new text together are the text of an uninterrupted answer. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuationStart, thinkingEnd } from '../../src/grounding/index.ts';
import type { Delta } from '../../src/inference/delta-pieces.ts';
import { DeltaJoiner } from '../../src/inference/delta-text.ts';
import { complete } from '../../src/inference/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { serve } from '../../scripts/replay/client.mjs';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import type { ReplayServer } from '../../scripts/replay/server.mjs';
import { createDelivery } from '../../scripts/replay/thinking.mjs';
import { gather, requestTo } from './request.ts';

const VERSIONS = ['0.7.3', '0.10.2', '0.12.0', '0.16.0', '0.31.0'];

/** Every way in which a server may deliver the continuation. */
const delivery = fc.record({
  version: fc.constantFrom(...VERSIONS),
  reasoning: fc.constantFrom('inline', 'reasoning', 'reasoning_content', 'both', 'alternating'),
  continuesThinkingIn: fc.constantFrom('reasoning', 'content'),
  continuesStoryIn: fc.constantFrom('content', 'reasoning'),
});

/**
 * Whether an answer can be continued here: not within a tag, and not directly before `</think>`, where a server with a
 * reasoning parser would give no sign that the thinking has ended.
 */
const canContinueAt = (text: string, at: number): boolean =>
  !/<\/?[a-z]*$/.test(text.slice(0, at)) && !text.startsWith('</think>', at);

const joined = (deltas: readonly Delta[], kept: string): string => {
  const joiner = new DeltaJoiner(kept);
  return deltas.map((delta) => joiner.write(delta)).join('') + joiner.end();
};

function cut(text: string, from: number, sizes: Iterator<number>): [number, number][] {
  const pieces: [number, number][] = [];
  for (let at = from; at < text.length; at = pieces.at(-1)?.[1] ?? at) {
    pieces.push([at, Math.min(text.length, at + sizes.next().value)]);
  }
  return pieces;
}

describe('the joiner continues a kept text', () => {
  test.each<[string, string, Delta[], string]>([
    ['the rest of the thinking as reasoning', '<think>\na', [{ reasoning: 'b' }, { content: 'c' }], 'b\n</think>\nc'],
    ['with its line breaks', '<think>\na\n', [{ reasoning: 'b\n' }, { content: '\nc' }], 'b\n</think>\nc'],
    ['the rest of the thinking as content', '<think>\na\n', [{ content: 'b\n</think>\nc' }], 'b\n</think>\nc'],
    ['a tag that comes in pieces', '<think>a', [{ content: 'b</th' }, { content: 'ink>c' }], 'b</think>c'],
    ['the rest of the story as reasoning', '<think>a</think>\nb', [{ reasoning: 'c' }, { reasoning: 'd' }], 'cd'],
    ['the start of the story as reasoning', '<think>\na\n</think>\n', [{ reasoning: '<gdi image1>' }], '<gdi image1>'],
    ['reasoning, then content, after the thinking', '<think>a</think>b', [{ reasoning: 'c' }, { content: 'd' }], 'cd'],
    ['both fields in one delta', '<think>a</think>b', [{ reasoning: 'c', reasoning_content: 'c' }], 'c'],
    ['only the opener was kept', '<think>', [{ reasoning: '\na' }, { content: 'b' }], '\na\n</think>\nb'],
    ['a story without thinking', 'Once', [{ content: ' upon' }], ' upon'],
    [
      'a second block of thinking',
      '<think>a</think><think>b',
      [{ reasoning: 'c' }, { content: 'd' }],
      'c\n</think>\nd',
    ],
    ['nothing was kept', '', [{ reasoning: 'a' }, { content: 'b' }], '<think>\na\n</think>\nb'],
    ['nothing came', '<think>a', [], ''],
  ])('case: %s', (_, kept, deltas, text) => {
    expect(joined(deltas, kept)).toBe(text);
  });

  const check = (text: string, positions: fc.Arbitrary<number>, numRuns: number): void =>
    fc.assert(
      fc.property(positions, delivery, fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (at, settings, sizes) => {
        fc.pre(canContinueAt(text, at));
        const { toDelta } = createDelivery(text, at, settings);
        const deltas = cut(text, at, sizes).flatMap(([from, to]) => toDelta(from, to) ?? []);
        const kept = text.slice(0, at);
        expect(kept + joined(deltas, kept)).toBe(text);
      }),
      { numRuns },
    );

  test('so that both are the whole text for every way of delivery', () => {
    check(harbour, fc.nat({ max: harbour.length }), 3000);
  });

  test('at the places where StoryLens continues an answer', () => {
    const broken = fc.nat({ max: harbour.length }).map((length) => continuationStart(harbour.slice(0, length)));
    check(harbour, fc.oneof(broken, fc.constant(thinkingEnd(harbour) ?? 0)), 3000);
  });

  test.skipIf(realSample === null)('anywhere in a real completion', () => {
    const text = realSample ?? '';
    check(text, fc.nat({ max: text.length }), 100);
  });
});

describe('a continued request', () => {
  const ask = async (settings: ReplayOptions, kept: string) => {
    const server = await serve({ text: harbour, ...settings });
    const request = { ...requestTo({ baseUrl: server.url }), kept };
    const gathered = await gather(complete(request, { signal: new AbortController().signal }));
    await server.requests[0]?.closed;
    return { ...gathered, server, request };
  };

  /** Returns the body of the only request. */
  const bodyOf = ({ requests: [request, ...others] }: ReplayServer) => {
    if (request === undefined || others.length > 0) throw new Error(`${others.length} requests more than one`);
    return request.body;
  };

  test('has the kept text as its last message and sets both flags', async () => {
    const kept = harbour.slice(0, harbour.indexOf('## Image 2'));
    const { server, request, text, outcome } = await ask({}, kept);
    const { messages, ...body } = bodyOf(server);
    expect(messages).toEqual([
      { role: 'system', content: request.systemPrompt },
      {
        role: 'user',
        content: [
          { type: 'text', text: request.prompt },
          ...request.pictures.map((url) => ({ type: 'image_url', image_url: { url } })),
        ],
      },
      { role: 'assistant', content: kept },
    ]);
    expect(body).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
    expect({ outcome, text: kept + text }).toEqual({ outcome: { type: 'finished' }, text: harbour });
    expect(server.requests[0]?.sent).toBe(text);
  });

  test('without kept text has no third message and no flags', async () => {
    const { server } = await ask({}, '');
    const body = bodyOf(server);
    expect(body.messages.map(({ role }: { role: string }) => role)).toEqual(['system', 'user']);
    expect(body).not.toHaveProperty('continue_final_message');
    expect(body).not.toHaveProperty('add_generation_prompt');
  });

  test('has the same bytes as the first request except for the kept text and the flags', async () => {
    const before = await ask({}, '');
    const after = await ask({}, '<think>\n');
    const [first, second] = [before, after].map(({ server }) => bodyOf(server));
    const { continue_final_message: _, add_generation_prompt: __, ...rest } = second;
    expect(JSON.stringify({ ...rest, messages: second.messages.slice(0, 2) })).toBe(JSON.stringify(first));
  });

  test('gives the whole text for every version, field, size of deltas and split into reads', async () => {
    const server = await serve({ text: harbour });
    const settings = fc.tuple(
      delivery,
      fc.record({
        cut: fc.oneof(fc.constant('tokens' as const), fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 })),
        split: fc.oneof(fc.constantFrom('events' as const, 'events-apart' as const), fc.record({ seed: fc.nat() })),
        emptyChunks: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: harbour.length }), settings, async (at, [how, pieces]) => {
        fc.pre(canContinueAt(harbour, at));
        server.set({ ...how, ...pieces, imageLimit: 9 });
        const kept = harbour.slice(0, at);
        const request = { ...requestTo({ baseUrl: server.url }), kept };
        const { text, outcome } = await gather(complete(request, { signal: new AbortController().signal }));
        expect({ text: kept + text, outcome }).toEqual({ text: harbour, outcome: { type: 'finished' } });
      }),
      { numRuns: 40 },
    );
  });

  test('completes an answer that broke off anywhere', async () => {
    const server = await serve({ text: harbour });
    const completion = async (kept: string) => {
      const request = { ...requestTo({ baseUrl: server.url }), kept };
      return gather(complete(request, { signal: new AbortController().signal }));
    };
    const kinds = fc.constantFrom('cut' as const, 'error-event' as const, 'no-finish' as const, 'malformed' as const);
    const faults = fc.record({ kind: kinds, after: fc.record({ chars: fc.nat({ max: harbour.length - 1 }) }) });
    await fc.assert(
      fc.asyncProperty(faults, delivery, async (fault, how) => {
        server.set({ ...how, fault, imageLimit: 9 });
        const broken = await completion('');
        expect(broken.outcome.type).toBe('failed');
        const kept = broken.text.slice(0, continuationStart(broken.text));
        fc.pre(canContinueAt(harbour, kept.length));
        server.set({ fault: null });
        expect(kept + (await completion(kept)).text).toBe(harbour);
      }),
      { numRuns: 60 },
    );
  });
});
