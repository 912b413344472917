import { hugePng } from '../../helpers/journey-pictures.ts';
import type { ReplayOptions } from '../comparison.ts';
import { CHAT, expectSame, messagesWith, request, withReplay } from '../comparison.ts';
import type { Asked } from '../exchange.ts';
import { ask } from '../exchange.ts';
import { LIMITED, MAX_PIXELS } from '../flags.ts';
import { expect, test } from '../test.ts';

test.use({ flags: LIMITED });

const OPTIONS: ReplayOptions = { imageLimit: 2, maxModelLen: 4096, maxPixels: MAX_PIXELS, cors: { origins: ['*'] } };
const origin = 'http://page.example';
const preflight = { origin, 'access-control-request-method': 'POST' };

const cases: Readonly<Record<string, Asked>> = {
  'models, asked by a page of another origin': { path: '/v1/models', headers: { origin } },
  'models, asked by none': { path: '/v1/models' },
  'an unknown path, asked by a page of another origin': { path: '/nowhere', headers: { origin } },
  'a preflight': {
    path: CHAT,
    method: 'OPTIONS',
    headers: { ...preflight, 'access-control-request-headers': 'authorization,content-type' },
  },
  'a preflight for a method that no server knows': {
    path: CHAT,
    method: 'OPTIONS',
    headers: { ...preflight, 'access-control-request-method': 'TELL' },
  },
  'a stream, asked by a page of another origin': { path: CHAT, headers: { origin }, body: request },
  'too many pictures': { path: CHAT, headers: { origin }, body: { ...request, messages: messagesWith(3) } },
  'max_tokens above the context': { path: CHAT, headers: { origin }, body: { ...request, max_tokens: 8192 } },
  'a prompt above the context': {
    path: CHAT,
    headers: { origin },
    body: { ...request, messages: [{ role: 'user', content: 'word '.repeat(5000) }] },
  },
};

for (const [name, asked] of Object.entries(cases)) {
  test(`the replay server answers as vLLM does: ${name}`, async ({ vllm }) => {
    await expectSame(vllm, OPTIONS, asked);
  });
}

/** How many tokens a picture of 2000x1500 adds to a prompt. */
async function tokensOfLargePicture(port: number): Promise<number> {
  const { buffer } = hugePng('large.png', 2000, 1500);
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${buffer.toString('base64')}` } };
  const count = async (content: object[]) => {
    const body = { model: request.model, messages: [{ role: 'user', content }] };
    const answer = await ask(port, { path: '/tokenize', body });
    return (JSON.parse(answer.body) as { readonly count: number }).count;
  };
  const text = { type: 'text', text: 'Tell it.' };
  return (await count([text, image])) - (await count([text]));
}

test('the replay server counts the tokens of a shrunk picture as vLLM does', async ({ vllm }) => {
  const real = await tokensOfLargePicture(vllm.port);
  expect(real).toBeGreaterThan(200);
  expect(await withReplay(OPTIONS, tokensOfLargePicture)).toBe(real);
});
