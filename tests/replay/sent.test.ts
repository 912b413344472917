/** `sent` is the text that a client has after reading everything. Here the client is StoryLens's. */

import { expect, test } from 'vitest';
import { DeltaJoiner } from '../../src/inference/delta-text.ts';
import { chat, dataOf, messages, serve } from '../../scripts/replay/client.mjs';
import type { Fault } from '../../scripts/replay/faults.mjs';

const text = '<think>\n## Image 1\n| a | b |\n</think>\n<gdi image1>Zoë 😀 walks.</gdi>';
const modes = ['inline', 'reasoning', 'reasoning_content', 'both', 'alternating'] as const;
const seconds = ['continuesThinkingIn', 'continuesStoryIn'] as const;

/** The bytes that arrive until the connection ends or breaks. */
async function receive(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let received = '';
  try {
    for await (const piece of response.body ?? []) received += decoder.decode(piece, { stream: true });
  } catch {
    // The connection broke; the bytes so far count.
  }
  return received;
}

/** The text of a stream, up to the first event that is not a chunk. */
function read(stream: string, kept = ''): string {
  const joiner = new DeltaJoiner(kept);
  let joined = '';
  for (const data of dataOf(stream.slice(0, stream.lastIndexOf('\n\n') + 2))) {
    try {
      const chunk = JSON.parse(data);
      if (chunk.error !== undefined) break;
      joined += joiner.write(chunk.choices[0].delta);
    } catch {
      break;
    }
  }
  return joined + joiner.end();
}

/** Each fault after each number of tokens; the tags and the two halves of the text fall on borders of many kinds. */
const faults: readonly ((after: number) => Fault)[] = [
  (after) => ({ kind: 'error-event', after }),
  (after) => ({ kind: 'cut', after, midEvent: after % 2 === 1 }),
  (after) => ({ kind: 'finish', reason: 'length', after }),
  (after) => ({ kind: 'finish', reason: 'abort', after }),
  (after) => ({ kind: 'no-finish', after, done: after % 2 === 0 }),
  (after) => ({ kind: 'malformed', after }),
];

test.each(modes)('%s: after every fault at every token, `sent` is what the client has', async (reasoning) => {
  const server = await serve({ text, reasoning, cut: [2, 5, 3], emptyChunks: true });
  const bare = (full: string) => (reasoning === 'inline' ? full : full.replaceAll(/<\/?think>/g, ''));
  const lengths = new Set<number>();
  for (const fault of faults) {
    for (let after = 0; after <= 24; after++) {
      server.set({ fault: fault(after), split: after % 3 === 0 ? { seed: after } : 'events' });
      // oxlint-disable-next-line no-await-in-loop -- the server has one fault at a time
      const joined = read(await receive(await chat(server)));
      const { sent = null } = server.requests.at(-1) ?? {};
      expect([fault(after), joined]).toEqual([fault(after), sent]);
      expect(bare(text).startsWith(bare(joined))).toBe(true);
      lengths.add(joined.length);
    }
  }
  expect(lengths).toContain(text.length);
  expect(lengths.size).toBeGreaterThan(15);
});

test.each([false, true])('`sent` is right after a resumed stall at every token (mid-event: %s)', async (midEvent) => {
  const server = await serve({ text, reasoning: 'reasoning', cut: 6 });
  for (let after = 0; after <= 12; after++) {
    server.set({ fault: { kind: 'stall', after, midEvent } });
    // oxlint-disable-next-line no-await-in-loop -- the server has one fault at a time
    const stream = await chat(server).then(async (response) => {
      server.resume();
      return receive(response);
    });
    expect([after, read(stream), server.requests.at(-1)?.sent]).toEqual([after, text, text]);
  }
});

test('`sent` is right after a stall in the middle of the finish chunk with the last text', async () => {
  const server = await serve({
    text,
    reasoning: 'reasoning',
    cut: 6,
    fault: { kind: 'stall', after: 3, midEvent: true },
  });
  const response = await chat(server, { max_tokens: 4 });
  server.resume();
  expect(read(await receive(response))).toBe(text.slice(0, 24));
  expect(server.requests[0]?.sent).toBe(text.slice(0, 24));
});

test('a tag counts as sent when text other than white space has followed it', async () => {
  const server = await serve({ text, reasoning: 'reasoning', cut: [7, 1, 21, 8, 1, 5, 100] });
  const at = async (after: number) => {
    server.set({ fault: { kind: 'cut', after } });
    await receive(await chat(server));
    return server.requests.at(-1)?.sent;
  };
  expect(await at(1)).toBe('');
  expect(await at(2)).toBe('\n');
  expect(await at(3)).toBe(text.slice(0, 29));
  expect(await at(4)).toBe(text.slice(0, 29));
  expect(await at(5)).toBe(`${text.slice(0, 29)}\n`);
  expect(await at(6)).toBe(text.slice(0, 43));
});

/** Where lines end, in the thinking and in the story; not before its last line is over, which would leave none of it. */
const seams = [8, 19, text.indexOf('<gdi'), text.indexOf('Zoë')];
const ways = seconds.flatMap((name) => ['content', 'reasoning'].map((field) => [name, field] as const));

test.each(modes.flatMap((reasoning) => ways.map(([name, field]) => [reasoning, name, field] as const)))(
  '%s: a continuation from any line, %s %s, is the rest',
  async (reasoning, name, field) => {
    const server = await serve({ text, reasoning, [name]: field });
    for (const seam of seams) {
      const kept = text.slice(0, seam);
      const body = { continue_final_message: true, add_generation_prompt: false };
      const asked = { ...body, messages: [...messages, { role: 'assistant', content: kept }] };
      // oxlint-disable-next-line no-await-in-loop -- in order, for the log
      const rest = read(await receive(await chat(server, asked)), kept);
      expect([seam, kept + rest]).toEqual([seam, text]);
      expect(server.requests.at(-1)?.sent).toBe(rest);
    }
  },
);
