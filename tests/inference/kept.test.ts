/** An answer that is continued: what stood before and what comes then are one text, the one of an unbroken run. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuationStart, thinkingEnd } from '../../src/grounding/index.ts';
import { DeltaJoiner, type Delta } from '../../src/inference/delta-text.ts';
import { complete } from '../../src/inference/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { serve } from '../../scripts/replay/client.mjs';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import type { ReplayServer } from '../../scripts/replay/server.mjs';
import { createDelivery } from '../../scripts/replay/thinking.mjs';
import { gather, requestTo } from './request.ts';

const VERSIONS = ['0.7.3', '0.10.2', '0.12.0', '0.16.0', '0.31.0'];

/** Every way in which a server may deliver the rest. */
const delivery = fc.record({
  version: fc.constantFrom(...VERSIONS),
  reasoning: fc.constantFrom('inline', 'reasoning', 'reasoning_content', 'both', 'alternating'),
  continuesThinkingIn: fc.constantFrom('reasoning', 'content'),
  continuesStoryIn: fc.constantFrom('content', 'reasoning'),
});

/** Within a tag nothing is taken up; directly before `</think>` a reasoning parser leaves no trace of its end. */
const isSeam = (text: string, at: number): boolean =>
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

describe('the joiner', () => {
  test.each<[string, string, Delta[], string]>([
    ['the rest of the thinking as thinking', '<think>\na', [{ reasoning: 'b' }, { content: 'c' }], 'b\n</think>\nc'],
    ['with its line breaks', '<think>\na\n', [{ reasoning: 'b\n' }, { content: '\nc' }], 'b\n</think>\nc'],
    ['the rest of the thinking as content', '<think>\na\n', [{ content: 'b\n</think>\nc' }], 'b\n</think>\nc'],
    ['a tag that comes in pieces', '<think>a', [{ content: 'b</th' }, { content: 'ink>c' }], 'b</think>c'],
    ['the rest of the story as thinking', '<think>a</think>\nb', [{ reasoning: 'c' }, { reasoning: 'd' }], 'cd'],
    ['the story begins as thinking', '<think>\na\n</think>\n', [{ reasoning: '<gdi image1>' }], '<gdi image1>'],
    ['thinking, then story, after the thinking', '<think>a</think>b', [{ reasoning: 'c' }, { content: 'd' }], 'cd'],
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
  ])('%s', (_, kept, deltas, text) => {
    expect(joined(deltas, kept)).toBe(text);
  });

  const check = (text: string, seams: fc.Arbitrary<number>, numRuns: number): void =>
    fc.assert(
      fc.property(seams, delivery, fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (at, settings, sizes) => {
        fc.pre(isSeam(text, at));
        const { toDelta } = createDelivery(text, at, settings);
        const deltas = cut(text, at, sizes).flatMap(([from, to]) => toDelta(from, to) ?? []);
        const kept = text.slice(0, at);
        expect(kept + joined(deltas, kept)).toBe(text);
      }),
      { numRuns },
    );

  test('kept and rest are the text, whoever delivers it and however it is cut', () => {
    check(harbour, fc.nat({ max: harbour.length }), 3000);
  });

  test('where the app itself takes an answer up', () => {
    const broken = fc.nat({ max: harbour.length }).map((length) => continuationStart(harbour.slice(0, length)));
    check(harbour, fc.oneof(broken, fc.constant(thinkingEnd(harbour) ?? 0)), 3000);
  });

  test.skipIf(realSample === null)('of a real completion', () => {
    const text = realSample ?? '';
    check(text, fc.nat({ max: text.length }), 100);
  });
});

describe('through the server', () => {
  const ask = async (settings: ReplayOptions, kept: string) => {
    const server = await serve({ text: harbour, ...settings });
    const request = { ...requestTo({ baseUrl: server.url }), kept };
    const gathered = await gather(complete(request, { signal: new AbortController().signal }));
    await server.requests[0]?.closed;
    return { ...gathered, server, request };
  };

  /** The body of the one request. */
  const bodyOf = ({ requests: [request, ...others] }: ReplayServer) => {
    if (request === undefined || others.length > 0) throw new Error(`${others.length} requests more than one`);
    return request.body;
  };

  test('the kept text stands last, as the beginning of the answer, and both flags are said', async () => {
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

  test('where nothing is kept, nothing is said of it', async () => {
    const { server } = await ask({}, '');
    const body = bodyOf(server);
    expect(body.messages.map(({ role }: { role: string }) => role)).toEqual(['system', 'user']);
    expect(body).not.toHaveProperty('continue_final_message');
    expect(body).not.toHaveProperty('add_generation_prompt');
  });

  test('but for the kept text it is the request of before, to the last byte', async () => {
    const before = await ask({}, '');
    const after = await ask({}, '<think>\n');
    const [first, second] = [before, after].map(({ server }) => bodyOf(server));
    const { continue_final_message: _, add_generation_prompt: __, ...rest } = second;
    expect(JSON.stringify({ ...rest, messages: second.messages.slice(0, 2) })).toBe(JSON.stringify(first));
  });

  test('what is kept and what arrives are the text, in every version, field, cut and split', async () => {
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
        fc.pre(isSeam(harbour, at));
        server.set({ ...how, ...pieces, imageLimit: 9 });
        const kept = harbour.slice(0, at);
        const request = { ...requestTo({ baseUrl: server.url }), kept };
        const { text, outcome } = await gather(complete(request, { signal: new AbortController().signal }));
        expect({ text: kept + text, outcome }).toEqual({ text: harbour, outcome: { type: 'finished' } });
      }),
      { numRuns: 40 },
    );
  });

  test('an answer that broke off anywhere is completed to the text of an unbroken run', async () => {
    const server = await serve({ text: harbour });
    const tell = async (kept: string) => {
      const request = { ...requestTo({ baseUrl: server.url }), kept };
      return gather(complete(request, { signal: new AbortController().signal }));
    };
    const kinds = fc.constantFrom('cut' as const, 'error-event' as const, 'no-finish' as const, 'malformed' as const);
    const place = fc.record({ kind: kinds, after: fc.record({ chars: fc.nat({ max: harbour.length - 1 }) }) });
    await fc.assert(
      fc.asyncProperty(place, delivery, async (fault, how) => {
        server.set({ ...how, fault, imageLimit: 9 });
        const broken = await tell('');
        expect(broken.outcome.type).toBe('failed');
        const kept = broken.text.slice(0, continuationStart(broken.text));
        fc.pre(isSeam(harbour, kept.length));
        server.set({ fault: null });
        expect(kept + (await tell(kept)).text).toBe(harbour);
      }),
      { numRuns: 60 },
    );
  });
});
