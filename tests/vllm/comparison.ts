import { expect } from '@playwright/test';
import { png } from '../helpers/journey-pictures.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { VLLM } from '../../scripts/vllm/install.mjs';
import type { Answer, Asked } from './exchange.ts';
import { ask } from './exchange.ts';
import type { Vllm } from './server.ts';
import { CONTEXT, MODEL } from './server.ts';
import { texts } from './texts.ts';

export type ReplayOptions = NonNullable<Parameters<typeof startReplay>[0]>;

export const CHAT = '/v1/chat/completions';
const picture = `data:image/png;base64,${png('frame.png').buffer.toString('base64')}`;
const image = { type: 'image_url', image_url: { url: picture } };

/** Messages with this many pictures. */
export const messagesWith = (images: number) => [
  { role: 'system', content: 'You tell stories.' },
  { role: 'user', content: [{ type: 'text', text: 'Tell it.' }, ...Array.from({ length: images }, () => image)] },
];

/** A request as the page makes it, for three tokens. */
export const request = {
  model: MODEL,
  messages: messagesWith(1),
  stream: true,
  temperature: 0.7,
  top_p: 0.9,
  top_k: -1,
  min_p: 0,
  repetition_penalty: 1,
  seed: 7,
  max_tokens: 3,
  vllm_xargs: { says: 'short' },
};

/** Replaces the values that differ from answer to answer or depend on how the text is split into tokens. */
function normalised({ status, headers, body }: Answer): Answer {
  const shape = body
    .replaceAll(/chatcmpl-[\w-]+/g, 'chatcmpl-ID')
    // It holds a hash of the server's settings.
    .replaceAll(/"system_fingerprint":"vllm-([\d.]+)-\w+"/g, '"system_fingerprint":"vllm-$1-HASH"')
    .replaceAll(/modelperm-\w+/g, 'modelperm-ID')
    .replaceAll(/"created":\d+/g, '"created":TIME')
    .replaceAll(/"root":"[^"]*"/g, '"root":"PATH"')
    .replaceAll(/_tokens":\d+/g, '_tokens":NUMBER')
    .replaceAll(/"count":\d+/g, '"count":NUMBER')
    .replaceAll(/"tokens":\[[\d,]*\]/g, '"tokens":NUMBERS')
    .replaceAll(/"(content|reasoning)":"(?:[^"\\]|\\.)+"/g, '"$1":"TEXT"');
  return {
    status,
    headers: headers
      // Node's client asks for this header and uvicorn sends it; a browser does not ask.
      .filter((header) => header !== 'connection: close')
      .map((header) => header.replace(/^(date|content-length): .*$/, '$1')),
    // All chunks of text have the same shape, so their number does not matter.
    body: shape
      .split('\n\n')
      .filter((event, i, events) => event !== events[i - 1])
      .join('\n\n'),
  };
}

/** A replay server of the same release, which serves the same model with the same text. */
export async function withReplay<T>(options: ReplayOptions, read: (port: number) => Promise<T>): Promise<T> {
  const server = await startReplay({
    text: texts.short,
    version: VLLM,
    model: 'path',
    servedNames: [MODEL],
    maxModelLen: CONTEXT,
    ...options,
  });
  try {
    return await read(server.port);
  } finally {
    await server.close();
  }
}

/** Both servers give the same answer to this request. */
export async function expectSame(vllm: Vllm, options: ReplayOptions, asked: Asked): Promise<Answer> {
  const real = normalised(await ask(vllm.port, asked));
  const replayed = normalised(await withReplay(options, (port) => ask(port, asked)));
  expect(replayed).toEqual(real);
  return real;
}

/** The series of the engine's queue and cache, by name and labels, with the type of the whole answer. */
export async function expectSameMetrics(vllm: Vllm, options: ReplayOptions): Promise<void> {
  const shown = async (port: number) => {
    const { status, headers, body } = normalised(await ask(port, { path: '/metrics' }));
    const series = body.match(/^vllm:(?:num_requests_(?:running|waiting)|kv_cache_usage_perc)\w*\{.*\}/gm);
    return { status, headers, series };
  };
  const real = await shown(vllm.port);
  expect(real.series).not.toBeNull();
  expect(await withReplay(options, shown)).toEqual(real);
}
