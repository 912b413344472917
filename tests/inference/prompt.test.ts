import { expect, test } from 'vitest';
import { messages } from '../../src/inference/prompt.ts';
import { PICTURES, requestTo } from './request.ts';

const text = { type: 'text', text: 'Tell one from these images.' };
const image = (url: string) => ({ type: 'image_url', image_url: { url } });
const user = {
  role: 'user',
  content: [text, ...PICTURES.map(image)],
};

test('the messages have the layout of the training: system prompt, text, then the images in frame order', () => {
  expect(messages(requestTo())).toEqual([{ role: 'system', content: 'Tell stories.' }, user]);
});

test('a blank system prompt is left out', () => {
  expect(messages({ ...requestTo(), systemPrompt: ' \n' })).toEqual([user]);
});

test('a kept text is the last message, unchanged', () => {
  const kept = ' <think>\n| char1 |\n';
  expect(messages({ ...requestTo(), systemPrompt: '', kept })).toEqual([user, { role: 'assistant', content: kept }]);
});
