import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askQueue } from '../../src/inference/index.ts';
import { startReplay } from '../../scripts/replay/server.mjs';

const server = { baseUrl: 'http://localhost:8000/v1', model: '', apiKey: '' };
const { signal } = new AbortController();

const answer =
  (body: string, status = 200): typeof globalThis.fetch =>
  async () =>
    new Response(body, { status });

describe('the metrics of a server', () => {
  let replay: Awaited<ReturnType<typeof startReplay>>;
  beforeAll(async () => {
    replay = await startReplay({ version: '0.32.0' });
  });
  afterAll(async () => replay.close());

  test.each([
    [0, 0],
    [1, 3],
    [12, 1],
  ])('say that %i requests run and %i wait', async (running, waiting) => {
    replay.set({ running, waiting });
    expect(await askQueue({ ...server, baseUrl: replay.url }, { signal })).toEqual({ running, waiting });
  });
});

test('the counts of several engines are added up, without the counts by reason', async () => {
  const metrics = [
    '# TYPE vllm:num_requests_running gauge',
    'vllm:num_requests_running{engine="0",model_name="m"} 2.0',
    'vllm:num_requests_running{engine="1",model_name="m"} 1.0',
    'vllm:num_requests_waiting{engine="0",model_name="m"} 4.0',
    'vllm:num_requests_waiting{engine="1",model_name="m"} 0.0',
    'vllm:num_requests_waiting_by_reason{engine="0",model_name="m",reason="capacity"} 3.0',
    'vllm:num_requests_waiting_by_reason{engine="0",model_name="m",reason="deferred"} 1.0',
    '',
  ].join('\n');
  expect(await askQueue(server, { signal, fetch: answer(metrics) })).toEqual({ running: 3, waiting: 4 });
});

test.each([
  ['has no such metrics', answer('python_info 1.0\n')],
  ['reports only one of the two counts', answer('vllm:num_requests_waiting{engine="0"} 1.0\n')],
  ['refuses', answer('{"detail":"Not Found"}', 404)],
  ['cannot be reached', async () => Promise.reject(new TypeError('Failed to fetch'))],
] satisfies [string, typeof globalThis.fetch][])('the queue is unknown if the server %s', async (_, fetch) => {
  expect(await askQueue(server, { signal, fetch })).toBeNull();
});

test('the request through a relay has the header that the relay requires', async () => {
  const requests: Request[] = [];
  await askQueue(
    { ...server, relay: { target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' } },
    {
      signal,
      fetch: async (input, init) => {
        requests.push(new Request(input, init));
        return new Response('');
      },
    },
  );
  expect(requests.map(({ url, headers }) => [url, headers.get('x-storylens')])).toEqual([
    ['http://localhost:5173/relay/1/metrics', 'page'],
  ]);
});
