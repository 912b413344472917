import { expect, test } from 'vitest';
import { chat, chunksOf, serve, textOf } from '../../scripts/replay/client.mjs';
import type { Settings } from '../../scripts/replay/options.mjs';

const text = '<think>\n## Image 1\n</think>\n<gdi image1>A story.</gdi>';
const thinking = '\n## Image 1\n';
const story = '\n<gdi image1>A story.</gdi>';

async function deltas(reasoning: Settings['reasoning'], options: object = {}): Promise<object[]> {
  const server = await serve({ text, reasoning, ...options });
  const stream = await (await chat(server)).text();
  return chunksOf(stream).map((chunk) => chunk.choices[0].delta);
}

test('inline, the tags are content', async () => {
  const server = await serve({ text });
  expect(textOf(await (await chat(server)).text())).toBe(text);
});

test.each([
  ['reasoning', '0.16.0', ['reasoning']],
  ['reasoning_content', '0.10.0', ['reasoning_content']],
  ['both', '0.12.0', ['reasoning', 'reasoning_content']],
] as const)(
  '%s: the tags are gone, thinking and story have fields of their own',
  async (reasoning, version, fields) => {
    const server = await serve({ text, reasoning, version });
    const stream = await (await chat(server)).text();
    expect(textOf(stream)).toBe(story);
    expect(fields.map((field) => textOf(stream, field))).toEqual(fields.map(() => thinking));
    expect(server.requests[0]?.sent).toBe(text);
    const keys = chunksOf(stream).flatMap((chunk) => Object.keys(chunk.choices[0].delta));
    expect(new Set(keys)).toEqual(new Set(['role', 'content', ...fields]));
  },
);

test('each dialect has its own fields in the deltas', async () => {
  const cut = [7, 12, 8, 26];
  expect(await deltas('reasoning', { cut })).toEqual([
    { role: 'assistant', content: '' },
    { reasoning: thinking },
    { content: story.slice(0, 26) },
    { content: story.slice(26) },
    {},
  ]);
  expect((await deltas('reasoning_content', { cut, version: '0.10.0' }))[1]).toEqual({ reasoning_content: thinking });
  expect(await deltas('both', { cut, version: '0.12.0' })).toEqual([
    { role: 'assistant', content: '', reasoning_content: null },
    { reasoning: thinking, reasoning_content: thinking },
    { content: story.slice(0, 26), reasoning_content: null },
    { content: story.slice(26), reasoning_content: null },
    { reasoning_content: null },
  ]);
});

test('alternating, each delta of thinking is in one of the two fields', async () => {
  expect(await deltas('alternating', { cut: [7, 3, 3, 3, 3, 8, 26] })).toEqual([
    { role: 'assistant', content: '' },
    { reasoning: '\n##' },
    { reasoning_content: ' Im' },
    { reasoning: 'age' },
    { reasoning_content: ' 1\n' },
    { content: story.slice(0, 26) },
    { content: story.slice(26) },
    {},
  ]);
});

test('empty chunks have no text in any dialect', async () => {
  const options = { cut: [7, 12, 8, 100], emptyChunks: true };
  expect((await deltas('inline', options)).slice(1, 4)).toEqual([
    { content: '' },
    { content: '<think>' },
    { content: '' },
  ]);
  expect((await deltas('reasoning', options)).slice(1)).toEqual([
    {},
    {},
    { reasoning: thinking },
    {},
    {},
    { content: story },
    {},
  ]);
});

test('a token with the end of the thinking and the beginning of the story sends both', async () => {
  const [, first] = await deltas('reasoning', { cut: 1000 });
  expect(first).toEqual({ content: story, reasoning: thinking });
});

test('without the first tag the text begins with thinking; without both tags there is none', async () => {
  const server = await serve({ text: 'so be it</think>told', reasoning: 'reasoning' });
  const stream = await (await chat(server)).text();
  expect([textOf(stream, 'reasoning'), textOf(stream)]).toEqual(['so be it', 'told']);
  server.set({ text: 'told' });
  expect(textOf(await (await chat(server)).text())).toBe('told');
  server.set({ text: '<think>never ends' });
  expect(textOf(await (await chat(server)).text(), 'reasoning')).toBe('never ends');
});

test('without a stream the thinking is in the same fields', async () => {
  const server = await serve({ text, reasoning: 'reasoning' });
  const { choices } = await (await chat(server, { stream: false })).json();
  expect(choices[0].message).toMatchObject({ content: story, reasoning: thinking });
  expect(choices[0].message).not.toHaveProperty('reasoning_content');
  expect(server.requests[0]?.sent).toBe(text);
  server.set({ reasoning: 'alternating' });
  const alternating = await (await chat(server, { stream: false })).json();
  expect(alternating.choices[0].message).toMatchObject({ content: story, reasoning: thinking });
});
