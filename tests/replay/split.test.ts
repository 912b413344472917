/** The text is the same for every split, and the bytes are split where the settings say. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chat, messages, rawAnswer, serve, textOf, writesOf } from '../../scripts/replay/client.mjs';
import { startReplay } from '../../scripts/replay/server.mjs';
import type { Split } from '../../scripts/replay/options.mjs';

const text = 'Zoë 😀👩‍👩‍👧 walks. مشت زوي إلى البيت.\n| char1 | 10,20 |';
const head = 'POST /v1/chat/completions HTTP/1.1\ncontent-type: application/json';
const body = JSON.stringify({ messages, stream: true, request_id: 'r1' });

async function writes(split: Split, story = text): Promise<Buffer[]> {
  const server = await serve({ text: story, split });
  return writesOf(await rawAnswer(server, head, body));
}
const joined = (pieces: Buffer[]) =>
  Buffer.concat(pieces)
    .toString('utf8')
    .replaceAll(/"created":\d+/g, '"created":1');

test('each event is its own write, in both event splits', async () => {
  const together = await writes('events');
  const apart = await writes('events-apart');
  expect(together.every((write) => write.toString('utf8').endsWith('\n\n'))).toBe(true);
  expect(together.map((write) => joined([write]))).toEqual(apart.map((write) => joined([write])));
  expect(textOf(joined(together))).toBe(text);
});

test('events apart reach the client in separate reads', async () => {
  const server = await serve({ text: 'abcdefghij', cut: 1, split: 'events-apart' });
  let reads = 0;
  for await (const piece of (await chat(server)).body ?? []) reads += piece.length > 0 ? 1 : 0;
  expect(reads).toBeGreaterThan(1);
});

test('the stream can be sent one byte at a time', async () => {
  const pieces = await writes('bytes', 'é😀');
  expect(pieces.every((piece) => piece.length === 1)).toBe(true);
  expect(textOf(joined(pieces))).toBe('é😀');
});

test('the stream can be cut at given offsets, in any order, also inside a character', async () => {
  const whole = Buffer.concat(await writes('events'));
  const inside = whole.indexOf(Buffer.from('ë')) + 1;
  const pieces = await writes([inside, 3, 10 ** 9, 40]);
  expect(pieces.map((piece) => piece.length).slice(0, 3)).toEqual([3, 37, inside - 40]);
  expect(pieces[2]?.at(-1)).toBe(0xc3);
  expect(joined(pieces)).toBe(joined([whole]));
});

const lengths = async (seed: number) => (await writes({ seed })).map((piece) => piece.length);

test('random cuts are the same for the same seed and differ for another', async () => {
  const first = await lengths(7);
  expect(await lengths(7)).toEqual(first);
  expect(await lengths(8)).not.toEqual(first);
  expect(first.length).toBeGreaterThan(10);
});

test('with hundreds of random cuts of tokens and bytes the same text arrives', async () => {
  const server = await startReplay();
  const unit = fc.constantFrom(
    'a',
    ' ',
    '|',
    '\n',
    '"',
    '\\',
    '<',
    'é',
    '😀',
    '👩‍👩‍👧',
    'مرحبا',
    '日本',
    '\u2028',
    '\u0007',
    '\ud83d',
  );
  const stories = fc.string({ unit, maxLength: 60 });
  const cuts = fc.oneof(fc.constant('tokens' as const), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }));
  const splits: fc.Arbitrary<Split> = fc.oneof(
    fc.nat().map((seed) => ({ seed })),
    fc.array(fc.nat(9000), { maxLength: 40 }),
    fc.constantFrom('events' as const, 'events-apart' as const),
  );
  const property = fc.asyncProperty(stories, cuts, fc.boolean(), splits, async (story, cut, splitPairs, split) => {
    server.set({ text: story, cut, splitPairs, split });
    expect(textOf(await (await chat(server)).text())).toBe(story);
    expect(server.requests.at(-1)?.sent).toBe(story);
  });
  await fc.assert(property, { numRuns: 300 });
  await server.close();
});
