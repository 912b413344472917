import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import type { Mention } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { cut, eventsOf, feed, mentionsOf, rowsOf } from '../helpers/feed.ts';
import { groundingOf, identitiesOf } from '../../src/grounding/index.ts';

/** Pieces of the format in random order: such text comes close to every rule of the parser. */
const scraps = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<think>',
        '</think>',
        '<gdi image1>',
        '<gdi image2>',
        '</gdi>',
        '<gdo char1>',
        '<gdo char1 char2>',
        '</gdo>',
        '<gda char3>',
        '</gda>',
        '<gdl lm1>',
        '</gdl>',
        '<gd',
        '<',
        '>',
        '</',
        '\n',
        '\n\n',
        '## Image 1\n',
        '## Image 2\n',
        '### Characters\n',
        '### Setting\n',
        '## Narrative Structure\n',
        '| Character ID | Name | Bounding Box |\n',
        '|---|---|---|\n',
        '| char1 | Ann | 1,2,3,4 |\n',
        '| obj1 | 5,6,7,8',
        '|',
        '**',
        '```',
        ' ',
        'She ',
        'ran. ',
        '👩‍🚀',
        '\r\n',
        '< gdo char2 > ',
        '< / gdo >',
        '<gdi image0>',
        '<gdl LOCATION>',
        '<gdo x-1>',
        '<gdo>',
        '<char1/>',
        '<thinking>',
        '<answer>',
        '<|im_end|>',
        '<|im_start|>assistant',
        '[SEP]',
        '[/THINK]',
        '`</think>`',
        '## Images 0-2\n',
        'Image 2:\n',
        'STORY (raw):\n',
        '## 图像 ２\n',
        '| x-1 | An oar,\n',
        'long | 1,2,3,4 |\n',
        '| Ding | Box |\n',
        '| ID | Box ||---|---| | obj1 | 1,2,3,4 | | obj2 | 5,6,7,8 |\n',
        '[{"bbox_2d": [1, 2,\n',
        '3, 4], "label": "char1"}]',
        '- char2: Bo\n',
        '  box [1,2,3,4]\n',
        '<table><tr><th>Object ID</th></tr>',
        '<tr><td>obj1</td><td>1,2,3,4</td></tr></table>\n',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

const texts = fc.oneof(
  scraps,
  fc.string(),
  fc.constantFrom(harbour),
  fc.nat(harbour.length).map((n) => harbour.slice(0, n)),
);
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });

test('chunk boundaries never change the document: whole, by character and at random', () => {
  fc.assert(
    fc.property(texts, cuts, (text, lengths) => {
      const whole = parseAll(text);
      expect(feed(cut(text, lengths))).toEqual(whole);
      expect(feed(cut(text, [1]))).toEqual(whole);
    }),
    { numRuns: 600 },
  );
});

test('the ranges of the events tile the text, and a text event has exactly the text of its range', () => {
  fc.assert(
    fc.property(texts, cuts, (text, lengths) => {
      let at = 0;
      for (const event of eventsOf(cut(text, lengths))) {
        if (event.type === 'fault') {
          expect(event.at[0]).toBeLessThanOrEqual(event.at[1]);
          expect(event.at[1]).toBeLessThanOrEqual(text.length);
          continue;
        }
        expect(event.at[0]).toBe(at);
        at = event.at[1];
        if (event.type === 'text') expect(event.text).toBe(text.slice(...event.at));
      }
      expect(at).toBe(text.length);
    }),
    { numRuns: 600 },
  );
});

test('a story without tags is kept word for word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = text.replaceAll('<', '(');
      const doc = parseAll(`<gdi image1>${words}</gdi>`);
      expect(doc.story[0]?.spans.map((s) => s.text).join('')).toBe(words);
    }),
    { examples: [['`']] },
  );
});

test('a line that never ends is cut at its limit, for any chunks', () => {
  const line = `<think>\n| ${'x'.repeat(40_000)}`;
  const whole = parseAll(line);
  expect(whole.notes.map((note) => note.text.length)).toEqual([16_384, 16_384, 7_234]);
  expect(feed(cut(line, [997]))).toEqual(whole);
  expect(whole.faults.map((f) => f.type)).toEqual(['line-too-long', 'line-too-long']);
});

test('a tag that never ends becomes text', () => {
  const text = `<gdi image1><gdo ${'char1 '.repeat(80)}and so on`;
  expect(
    feed(cut(text, [3]))
      .story[0]?.spans.map((s) => s.text)
      .join(''),
  ).toBe(text.slice('<gdi image1>'.length));
});

test('mentions nest at most 8 deep', () => {
  let deepest = 0;
  for (const event of eventsOf([`<gdi image1>${'<gdo char1>x'.repeat(500)}</gdi>`])) {
    if (event.type !== 'mention-open') continue;
    let depth = 0;
    for (let m: Mention | null = event.mention; m !== null; m = m.within) depth++;
    deepest = Math.max(deepest, depth);
  }
  expect(deepest).toBe(8);
});

test('write after end throws', async () => {
  const { createParser } = await import('../../src/grounding/index.ts');
  const parser = createParser(() => undefined);
  parser.end();
  expect(() => parser.write('x')).toThrow('write() after end()');
});

test.skipIf(realSample === null)('a real story of 17 frames, in deltas of four characters', () => {
  const text = realSample ?? '';
  const doc = feed(cut(text, [4]));
  const mentions = mentionsOf(doc);
  expect(mentions).toHaveLength(165);
  const identities = identitiesOf(doc);
  const count = { here: 0, setting: 0, elsewhere: 0, none: 0 };
  for (const { mention, frame } of mentions)
    for (const id of mention.ids) count[groundingOf(identities, id, frame as Parameters<typeof groundingOf>[2])]++;
  expect(count).toEqual({ here: 134, setting: 0, elsewhere: 28, none: 12 });
  expect(rowsOf(doc).filter((row) => row.box !== null)).toHaveLength(48);
  expect(doc.faults.map((f) => f.type)).toEqual(Array(3).fill('wrong-closing-tag'));
  expect(doc).toEqual(parseAll(text));
});

test.skipIf(realSample === null)('a real story, cut at random a hundred times', () => {
  const text = realSample ?? '';
  const whole = parseAll(text);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }), (lengths) => {
      expect(feed(cut(text, lengths))).toEqual(whole);
    }),
    { numRuns: 100 },
  );
});
