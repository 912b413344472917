import { expect, test } from 'vitest';
import { chat, chunksOf, messages, serve, textOf } from '../../scripts/replay/client.mjs';

const text = '<think>\n## Image 1\n| a | b |\n</think>\nThe end.';
const continuing = { continue_final_message: true, add_generation_prompt: false };
const answered = (content: unknown) => ({ messages: [...messages, { role: 'assistant', content }], ...continuing });

test.each([0, 1, 19, 30, text.length])('a continuation from character %i streams only the rest', async (at) => {
  const server = await serve({ text });
  const stream = await (await chat(server, answered(text.slice(0, at)))).text();
  expect(textOf(stream)).toBe(text.slice(at));
  expect(chunksOf(stream)[0].choices[0].delta.role).toBe('assistant');
  expect(chunksOf(stream).at(-1).choices[0].finish_reason).toBe('stop');
});

test('content in parts counts as well', async () => {
  const server = await serve({ text });
  const parts = [{ type: 'text', text: text.slice(0, 12) }];
  expect(textOf(await (await chat(server, answered(parts))).text())).toBe(text.slice(12));
});

test('an answer that differs from the recorded text is continued where they begin to differ', async () => {
  const server = await serve({ text: 'one two three' });
  expect(textOf(await (await chat(server, answered('one 2'))).text())).toBe('two three');
  expect(textOf(await (await chat(server, answered('one two three four'))).text())).toBe('');
});

test('a continuation inside the thinking streams thinking, one after it streams story', async () => {
  const server = await serve({ text, reasoning: 'reasoning' });
  const inside = await (await chat(server, answered(text.slice(0, 19)))).text();
  expect([textOf(inside, 'reasoning'), textOf(inside)]).toEqual(['| a | b |\n', '\nThe end.']);
  const after = await (await chat(server, answered(text.slice(0, 38)))).text();
  expect([textOf(after, 'reasoning'), textOf(after)]).toEqual(['', 'The end.']);
});

test('a parser that does not read the request delivers the rest of the thinking as content', async () => {
  const server = await serve({ text, reasoning: 'reasoning', continuesThinkingIn: 'content' });
  const inside = await (await chat(server, answered(text.slice(0, 19)))).text();
  expect([textOf(inside, 'reasoning'), textOf(inside)]).toEqual(['', text.slice(19)]);
  expect(server.requests[0]?.sent).toBe(text.slice(19));
  const fromStart = await (await chat(server, answered(''))).text();
  expect([textOf(fromStart, 'reasoning'), textOf(fromStart)]).toEqual(['\n## Image 1\n| a | b |\n', '\nThe end.']);
  const after = await (await chat(server, answered(text.slice(0, 38)))).text();
  expect([textOf(after, 'reasoning'), textOf(after)]).toEqual(['', 'The end.']);
});

test('such a parser may deliver the rest of the story as thinking', async () => {
  const server = await serve({ text, reasoning: 'both', version: '0.12.0', continuesStoryIn: 'reasoning' });
  const after = await (await chat(server, answered(text.slice(0, 38)))).text();
  expect([textOf(after, 'reasoning'), textOf(after)]).toEqual(['The end.', '']);
  expect(textOf(after, 'reasoning_content')).toBe('The end.');
  expect(server.requests[0]?.sent).toBe('The end.');
  const inside = await (await chat(server, answered(text.slice(0, 19)))).text();
  expect([textOf(inside, 'reasoning'), textOf(inside)]).toEqual(['| a | b |\n', '\nThe end.']);
  server.set({ reasoning: 'inline' });
  expect(textOf(await (await chat(server, answered(text.slice(0, 38)))).text())).toBe('The end.');
});

test('a fault is counted from the start of the continuation', async () => {
  const server = await serve({ text: 'abcdefghij', cut: 1, fault: { kind: 'finish', reason: 'length', after: 3 } });
  await (await chat(server)).text();
  await (await chat(server, answered('abc'))).text();
  expect(server.requests.map(({ sent }) => sent)).toEqual(['abc', 'def']);
});

test('without continue_final_message the last answer is only context', async () => {
  const server = await serve({ text });
  const body = { ...answered('<think>'), continue_final_message: false };
  expect(textOf(await (await chat(server, body)).text())).toBe(text);
});

test('both flags are refused, and add_generation_prompt must be false explicitly', async () => {
  const server = await serve({ text, version: '0.11.0' });
  const ask = async (add_generation_prompt?: boolean) => {
    const response = await chat(server, { ...answered('<think>'), add_generation_prompt });
    return [response.status, (await response.json()).error.message];
  };
  const both = 'Cannot set both `continue_final_message` and `add_generation_prompt` to True.';
  expect(await ask(true)).toEqual([400, expect.stringContaining(both)]);
  const known = 'continue_final_message and add_generation_prompt are not compatible.';
  expect(await ask()).toEqual([400, expect.stringMatching(new RegExp(`^${known} Use .* None$`))]);
});
