import { expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { frameText, sentenceStart } from '../../src/grounding/frame-text.ts';

const [part] = parseAll(
  '<gdi image1>She met Mr. <gdo char1>Reed. He</gdo> left. <gdo char2>Tom</gdo> sat.</gdi>',
).story;
const spans = part!.spans;

test('the text of a frame has no tags, and each span has its place in it', () => {
  const { text, starts, sentences } = frameText({ spans });
  expect(text).toBe('She met Mr. Reed. He left. Tom sat.');
  expect(spans.map((span, i) => text.slice(starts[i], (starts[i] ?? 0) + span.text.length))).toEqual(
    spans.map((span) => span.text),
  );
  expect(sentences.map(([from, to]) => text.slice(from, to))).toEqual(['She met Mr. Reed.', ' He left.', ' Tom sat.']);
});

test('unchanged spans have the same text object', () => {
  expect(frameText({ spans })).toBe(frameText({ spans }));
});

test('the sentence of an offset begins with the white space before it', () => {
  const shown = frameText({ spans });
  expect(sentenceStart(shown, shown.text.indexOf('Reed'))).toBe(0);
  expect(shown.text.slice(sentenceStart(shown, shown.text.indexOf('left')))).toBe(' He left. Tom sat.');
});
