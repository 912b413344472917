import { expect, test } from 'vitest';
import { completionsIn, idOfFile, storyIdOf } from '../../src/formats/index.ts';

test.each([
  ['12.txt', '12'],
  ['12', '12'],
  ['12_cot.txt', '12'],
  ['12_story.txt', '12'],
  ['story-3920.txt', 'story-3920'],
  ['12.1f2e.7.txt', '12.1f2e.7'],
  ['12.1f2e.7', '12.1f2e.7'],
  ['my.model.jsonl', 'my.model'],
])('the ID in %s is %s', (name, id) => expect(idOfFile(name)).toBe(id));

test.each([
  ['12.1f2e.7', '12'],
  ['a.b.1f2e.7', 'a.b'],
  ['12', null],
  ['12.7', null],
])('the story of %s is %s', (id, story) => expect(storyIdOf(id)).toBe(story));

const idsIn = (value: unknown): unknown[] => completionsIn(value).map(({ id }) => id);

test('IDs are taken from rows, lines and batch results, not from chat completions', () => {
  const body = { id: 'chatcmpl-1', choices: [{ message: { content: 'Hello.' } }] };
  expect(idsIn({ story_id: 12, chain_of_thought: 'a', story: 'b' })).toEqual(['12']);
  expect(idsIn([{ id: 'x', completion: 'a' }, { generated_text: 'b' }])).toEqual(['x', undefined]);
  expect(idsIn({ id: 'b1', custom_id: '12.1f2e.7', response: { status_code: 200, body } })).toEqual(['12.1f2e.7']);
  expect(idsIn(body)).toEqual([undefined]);
});

test('the number of pictures is known without their sizes', () => {
  const row = { chain_of_thought: 'a', story: 'b' };
  expect(completionsIn({ ...row, images: ['1.jpg', '2.jpg'] })).toMatchObject([{ frames: 2, sizes: [] }]);
  expect(completionsIn({ ...row, frame_count: 5n })).toMatchObject([{ frames: 5, sizes: [] }]);
});
