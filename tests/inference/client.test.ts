import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { complete, type FailureKind, type Outcome } from '../../src/inference/index.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { gather, requestTo } from './request.ts';

const STORY = [
  '<think>',
  '## Image 1',
  '| Character ID | Name | Bounding Box |',
  '| char1 | Éva | 318,48,345,135 |',
  '</think>',
  '<gdi image1>',
  '<gdo char1>Éva</gdo> 🐈 <gda char1>waits</gda>.',
  '</gdi>',
].join('\n');

const defaults = {
  text: STORY,
  tokensPerSecond: Infinity,
  cut: 4,
  version: '0.16.0',
  reasoning: 'inline',
  apiKey: null,
  imageLimit: null,
  split: 'events',
  fault: null,
} as const;

let server: Awaited<ReturnType<typeof startReplay>>;
beforeAll(async () => {
  server = await startReplay(defaults);
});
afterAll(async () => server.close());
beforeEach(() => {
  server.set(defaults);
  server.requests.length = 0;
});

async function run(changes: Partial<ReturnType<typeof requestTo>['server']> = {}) {
  const request = requestTo({ baseUrl: server.url, ...changes });
  return gather(complete(request, { signal: new AbortController().signal }));
}

/** Removes the tags of the thinking, also one that is incomplete at the end. */
const bare = (text: string): string => text.replaceAll(/<\/?think>|\s/g, '').replace(/<\/?[think]*$/, '');

/** Returns the last request that the server received, after its connection has closed. */
async function exchange() {
  const last = server.requests.at(-1);
  if (last === undefined) throw new Error('Nothing was requested');
  await last.closed;
  return last;
}

describe('outcomes', () => {
  const inTheMiddle = { chars: 70 };

  test('a finished answer has the whole text and the token counts, and the server closes the connection', async () => {
    const { text, outcome, arrivals } = await run();
    expect({ text, outcome }).toEqual({ text: STORY, outcome: { type: 'finished' } });
    expect(arrivals[0]).toEqual({ type: 'open' });
    expect(arrivals.at(-2)).toMatchObject({ type: 'usage', promptTokens: expect.any(Number) });
    expect(await exchange()).toMatchObject({ finished: true, aborted: false, sent: STORY });
  });

  test.each<[Outcome['type'], Parameters<typeof server.set>[0]]>([
    ['length', { fault: { kind: 'finish', reason: 'length', after: inTheMiddle } }],
    ['aborted', { fault: { kind: 'finish', reason: 'abort', after: inTheMiddle } }],
    ['repetition', { fault: { kind: 'finish', reason: 'repetition', after: inTheMiddle } }],
  ])('an answer that ends with %s keeps its text', async (type, settings) => {
    server.set(settings);
    const { text, outcome } = await run();
    expect(outcome).toEqual({ type });
    expect(text).toBe(STORY.slice(0, 70));
  });

  test.each<[FailureKind, Parameters<typeof server.set>[0]]>([
    ['engine', { fault: { kind: 'error-event', after: inTheMiddle } }],
    ['error-event', { fault: { kind: 'error-event', after: inTheMiddle, message: 'out of luck' } }],
    ['error-event', { fault: { kind: 'error-event', after: inTheMiddle, message: 'out of luck' }, version: '0.9.0' }],
    ['connection-lost', { fault: { kind: 'cut', after: inTheMiddle } }],
    ['connection-lost', { fault: { kind: 'cut', after: inTheMiddle, midEvent: true } }],
    ['no-finish-reason', { fault: { kind: 'no-finish', after: inTheMiddle } }],
    ['no-finish-reason', { fault: { kind: 'no-finish', after: inTheMiddle, done: true } }],
    ['malformed', { fault: { kind: 'malformed', after: inTheMiddle } }],
    ['unknown-finish-reason', { fault: { kind: 'finish', reason: 'tool_calls', after: inTheMiddle } }],
  ])('an answer that fails with %s keeps its text: %o', async (kind, settings) => {
    server.set(settings);
    const { text, outcome } = await run();
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind } });
    expect(text).toBe(STORY.slice(0, 70));
    await exchange();
  });

  test('a stop by the user keeps the text and aborts the request at the server', async () => {
    server.set({ fault: { kind: 'stall', after: inTheMiddle, midEvent: true } });
    const controller = new AbortController();
    const request = requestTo({ baseUrl: server.url });
    let text = '';
    const types: string[] = [];
    for await (const arrival of complete(request, { signal: controller.signal })) {
      if (arrival.type === 'text') text += arrival.text;
      if (text.length === 70) controller.abort();
      if (arrival.type === 'end') types.push(arrival.outcome.type);
    }
    expect(types).toEqual(['stopped']);
    expect(text).toBe(STORY.slice(0, 70));
    expect(await exchange()).toMatchObject({ aborted: true, finished: false });
  });

  test('the user can stop between the response headers and the first token', async () => {
    server.set({ fault: { kind: 'queue' } });
    const controller = new AbortController();
    const types: string[] = [];
    for await (const arrival of complete(requestTo({ baseUrl: server.url }), { signal: controller.signal })) {
      types.push(arrival.type === 'end' ? arrival.outcome.type : arrival.type);
      controller.abort();
    }
    expect(types).toEqual(['open', 'stopped']);
    expect((await exchange()).aborted).toBe(true);
  });
});

describe('a refused request', () => {
  test.each<[FailureKind, number, string | null, Parameters<typeof server.set>[0]]>([
    ['too-many-images', 400, 'At most 1 image(s) may be provided in one prompt.', { imageLimit: 1 }],
    ['too-many-images', 400, 'At most 1 image(s) may be provided in one request.', { version: '0.8.3' }],
    ['unauthorized', 401, 'Unauthorized', { apiKey: 'secret' }],
    ['unknown-model', 404, 'The model `daniel3303/QwenStoryteller` does not exist.', { model: 'other' }],
    ['too-large', 413, '413 Request Entity Too Large', { fault: { kind: 'status', status: 413 } }],
    ['server-error', 500, 'Internal Server Error', { fault: { kind: 'status', status: 500 } }],
    ['gateway', 502, '502 Bad Gateway', { fault: { kind: 'status', status: 502 } }],
    [
      'busy',
      503,
      'The model is currently scaling. Please try again later.',
      { fault: { kind: 'status', status: 503 } },
    ],
    ['gateway', 504, '504 Gateway Time-out', { fault: { kind: 'status', status: 504 } }],
  ])('fails with %s (%i)', async (kind, status, said, settings) => {
    server.set(settings);
    const { outcome, arrivals } = await run();
    server.set({ model: 'daniel3303/QwenStoryteller' });
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind, status, said } });
    expect(arrivals).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  test('is answered once the key is right', async () => {
    server.set({ apiKey: 'secret' });
    expect((await run({ apiKey: 'secret' })).outcome).toEqual({ type: 'finished' });
  });

  test('fails with too-long, both before the stream and within it', async () => {
    server.set({ maxModelLen: 64 });
    const before = await run();
    server.set({ version: '0.10.2' });
    const other = await run();
    server.set({ maxModelLen: 128_000 });
    for (const { outcome } of [before, other]) {
      expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'too-long', status: 400 } });
    }
  });

  test('fails with wrong-path if the path does not exist', async () => {
    const { outcome } = await run({ baseUrl: server.url.replace('/v1', '/v2') });
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'wrong-path', status: 404, said: 'Not Found' } });
  });

  test('fails with unreachable if no server listens', async () => {
    const other = await startReplay();
    await other.close();
    const { outcome } = await run({ baseUrl: other.url });
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'unreachable', status: null } });
  });
});

describe('every way of delivery', () => {
  const versions = ['0.7.3', '0.8.4', '0.9.2', '0.10.0', '0.10.2', '0.11.2', '0.16.0', '0.22.0', '0.31.0'];
  const reasonings = ['inline', 'reasoning_content', 'both', 'reasoning', 'alternating'] as const;

  test('gives the same text for every version, field, size of deltas and split into reads', async () => {
    const delivery = fc.record({
      version: fc.constantFrom(...versions),
      reasoning: fc.constantFrom(...reasonings),
      cut: fc.oneof(
        fc.constant('tokens' as const),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
      ),
      split: fc.oneof(fc.constantFrom('events' as const, 'events-apart' as const), fc.record({ seed: fc.nat() })),
    });
    await fc.assert(
      fc.asyncProperty(delivery, async (settings) => {
        server.set({ ...settings, imageLimit: 9 });
        const { text, outcome } = await run();
        expect({ text, outcome }).toEqual({ text: STORY, outcome: { type: 'finished' } });
      }),
      { numRuns: 60 },
    );
  });

  test('gives exactly the text that the server sent before a fault', async () => {
    const settings = fc.record({
      reasoning: fc.constantFrom(...reasonings),
      cut: fc.integer({ min: 1, max: 9 }),
      split: fc.oneof(fc.constant('events' as const), fc.record({ seed: fc.nat() })),
      fault: fc.record({
        kind: fc.constantFrom('cut' as const, 'error-event' as const, 'no-finish' as const),
        after: fc.integer({ min: 1, max: STORY.length }),
      }),
    });
    await fc.assert(
      fc.asyncProperty(settings, async (changes) => {
        server.set(changes);
        const { text, outcome } = await run();
        expect(outcome.type).toBe('failed');
        const { sent } = await exchange();
        // In a separate field, the thinking can start or end without a tag, so only the text without tags is compared.
        if (changes.reasoning === 'inline') expect(text).toBe(sent);
        else expect(bare(text)).toBe(bare(sent));
      }),
      { numRuns: 60 },
    );
  });

  test.skipIf(realSample === null)('gives a real completion unchanged', async () => {
    server.set({ text: realSample ?? '', split: { seed: 3 }, reasoning: 'reasoning' });
    const { text, outcome } = await run();
    expect(text).toBe(realSample);
    expect(outcome).toEqual({ type: 'finished' });
  });
});

test('a repeated request has the same bytes', async () => {
  await run();
  await run();
  const [first, second] = server.requests;
  expect(first?.body).toEqual(second?.body);
  expect(first?.body.messages.map(({ role }: { role: string }) => role)).toEqual(['system', 'user']);
});
