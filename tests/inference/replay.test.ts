import { afterEach, describe, expect, test, vi } from 'vitest';
import { complete, replayFetch } from '../../src/inference/index.ts';
import { cutIntoPieces } from '../../src/inference/tokens.ts';
import { gather, requestTo } from './request.ts';

const STORY = '<think>\n## Image 1\n| char1 | 318,48,345,135 |\n</think>\n<gdi image1>\nÉva 🐈 naps.\n</gdi>\n';

afterEach(() => {
  vi.useRealTimers();
});

/** A clock that moves only during `sleep`, which takes `late` milliseconds longer than requested. */
function clock(late = 0) {
  const slept: number[] = [];
  let time = 1000;
  return {
    slept,
    elapsed: () => time - 1000,
    now: () => time,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      time += milliseconds + late;
    },
  };
}

describe('a replay read by the client', () => {
  test('gives the whole text, the token counts and a finish', async () => {
    const { arrivals, text, outcome } = await gather(
      complete(requestTo(), {
        signal: new AbortController().signal,
        fetch: replayFetch(STORY, { tokensPerSecond: 100, model: 'm', ...clock() }),
      }),
    );
    const pieces = cutIntoPieces(STORY);
    expect(text).toBe(STORY);
    expect(outcome).toEqual({ type: 'finished' });
    expect(arrivals.map(({ type }) => type)).toEqual(['open', 'usage', ...pieces.map(() => 'text'), 'usage', 'end']);
    expect(arrivals.filter((a) => a.type === 'text').map((a) => a.completionTokens)).toEqual(
      pieces.map((_, at) => at + 1),
    );
    expect(arrivals.at(-2)).toMatchObject({ type: 'usage', completionTokens: pieces.length });
  });

  test('ends at once when the user stops it during a wait', async () => {
    const controller = new AbortController();
    let fetch = globalThis.fetch;
    const asleep = new Promise<AbortSignal>((resolve) => {
      fetch = replayFetch(STORY, {
        tokensPerSecond: 1,
        model: 'm',
        now: () => 0,
        sleep: async (_, signal) => {
          resolve(signal);
          return new Promise((wake) => signal.addEventListener('abort', () => wake()));
        },
      });
    });
    const completion = gather(complete(requestTo(), { signal: controller.signal, fetch }));
    const sleeping = await asleep;
    controller.abort();
    expect((await completion).outcome).toEqual({ type: 'stopped' });
    expect(sleeping.aborted).toBe(true);
  });

  test('uses timers by default', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const arrived: string[] = [];
    const fetch = replayFetch(STORY, { tokensPerSecond: 1000, model: 'm' });
    const response = await fetch('http://demo/v1/chat/completions', { method: 'POST', body: '{"messages":[]}' });
    const reading = (async () => {
      for await (const bytes of response.body ?? []) arrived.push(new TextDecoder().decode(bytes));
    })();
    const pieces = cutIntoPieces(STORY).length;
    await vi.advanceTimersByTimeAsync(pieces);
    expect(arrived.join('')).not.toContain('[DONE]');
    // One event each millisecond, the first at once: the role, the pieces, and the end.
    expect(arrived).toHaveLength(1 + pieces);
    await vi.advanceTimersByTimeAsync(1);
    await reading;
    expect(arrived).toHaveLength(1 + pieces + 1);
    expect(arrived.at(-1)).toContain('[DONE]');
  });
});

/** Returns how many pieces each read of a replay contains. */
async function play(time: ReturnType<typeof clock>) {
  const fetch = replayFetch('one two three four five', { tokensPerSecond: 100, model: 'm', ...time });
  const response = await fetch('http://demo/v1/chat/completions', { method: 'POST', body: '{"messages":[]}' });
  const reads: number[] = [];
  const decoder = new TextDecoder();
  if (response.body === null) throw new Error('No body');
  for await (const bytes of response.body) reads.push(decoder.decode(bytes).split('"content":').length - 1);
  return reads;
}

describe('the speed of a replay', () => {
  test('is one piece every 10 ms at 100 tokens per second', async () => {
    const time = clock();
    expect(await play(time)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(time.slept).toEqual([10, 10, 10, 10, 10, 10]);
  });

  test('does not drop when timers are late', async () => {
    const time = clock(4);
    await play(time);
    expect(time.elapsed()).toBeLessThan(65);
  });

  test('is kept after a long sleep by sending all due pieces in one read', async () => {
    expect(await play(clock(1000))).toEqual([1, 6]);
  });
});

test.each([
  ['another path', 'http://demo/v1/models', { method: 'POST', body: '{}' }],
  ['another method', 'http://demo/v1/chat/completions', {}],
])('%s is not found', async (_, url, init) => {
  expect((await replayFetch('', { tokensPerSecond: 1, model: 'm' })(url, init)).status).toBe(404);
});
