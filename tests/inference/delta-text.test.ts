import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delta } from '../../src/inference/delta-pieces.ts';
import { DeltaJoiner } from '../../src/inference/delta-text.ts';

function join(deltas: readonly Delta[]): string {
  const joiner = new DeltaJoiner();
  return deltas.map((delta) => joiner.write(delta)).join('') + joiner.end();
}

describe('the fields of the deltas are joined into one text', () => {
  test.each<[string, Delta[], string]>([
    ['inline', [{ content: '<think>\na\n</think>\nb' }], '<think>\na\n</think>\nb'],
    ['no thinking', [{ content: 'b' }], 'b'],
    ['reasoning', [{ reasoning: 'a' }, { content: 'b' }], '<think>\na\n</think>\nb'],
    ['reasoning_content', [{ reasoning_content: 'a' }, { content: 'b' }], '<think>\na\n</think>\nb'],
    ['both, the same', [{ reasoning: 'a', reasoning_content: 'a' }, { content: 'b' }], '<think>\na\n</think>\nb'],
    ['one after the other', [{ reasoning: 'a' }, { reasoning_content: 'A' }], '<think>\naA'],
    ['nulls and empties', [{ content: '' }, { reasoning: 'a', content: null }, { reasoning: '' }, {}], '<think>\na'],
    ['line breaks of their own', [{ reasoning: '\na\n' }, { content: '\nb' }], '<think>\na\n</think>\nb'],
    ['opener in the reasoning', [{ reasoning: '\n<think>a' }, { content: 'b' }], '\n<think>a\n</think>\nb'],
    ['closer in the content', [{ reasoning: 'a' }, { content: '\n</think>b' }], '<think>\na\n</think>b'],
    ['closer in the reasoning', [{ reasoning: 'a</think>' }, { content: 'b' }], '<think>\na</think>b'],
    [
      'opener in the content',
      [{ content: '<think>\n' }, { reasoning: 'a' }, { content: 'b' }],
      '<think>\na\n</think>\nb',
    ],
    ['white space between', [{ reasoning: 'a' }, { content: '\n' }, { reasoning: 'A' }], '<think>\na\nA'],
    ['white space before', [{ content: '\n' }, { reasoning: 'a' }], '\n<think>\na'],
    ['not quite the closer', [{ reasoning: 'a' }, { content: '</thing>' }], '<think>\na\n</think>\n</thing>'],
    ['not quite the opener', [{ reasoning: '<thin air' }], '<think>\n<thin air'],
    ['thinking twice', [{ reasoning: 'a' }, { content: 'b' }, { reasoning: 'A' }], '<think>\na\n</think>\nb<think>\nA'],
    ['an end within the thinking', [{ reasoning: 'a' }], '<think>\na'],
    ['an end within the closer', [{ reasoning: 'a' }, { content: '</th' }], '<think>\na</th'],
    ['both fields in one delta', [{ reasoning: 'a', content: 'b' }], '<think>\na\n</think>\nb'],
    ['a tag from other names', [{ content: 'a</think' }, { content: '>' }, { reasoning: 'b' }], 'a</think><think>\nb'],
  ])('case: %s', (_, deltas, text) => {
    expect(join(deltas)).toBe(text);
    expect(join(deltas.flatMap(cutByCharacter))).toBe(text);
  });

  test.each<[string, Delta[], string]>([
    [
      'parts of text',
      [
        {
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        },
      ],
      'ab',
    ],
    ['one part that is not in a list', [{ content: { type: 'output_text', text: 'a' } }], 'a'],
    [
      'a part of thinking with parts of its own',
      [{ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'a' }] }] }, { content: 'b' }],
      '<think>\na\n</think>\nb',
    ],
    [
      'a part of thinking before a part of text',
      [
        {
          content: [
            { type: 'thinking', thinking: 'a', signature: 'x' },
            { type: 'text', text: 'b' },
          ],
        },
      ],
      '<think>\na\n</think>\nb',
    ],
    ['a part of reasoning', [{ content: [{ type: 'reasoning', text: 'a' }] }], '<think>\na'],
    ['parts in the field of the thinking', [{ reasoning_content: [{ type: 'text', text: 'a' }] }], '<think>\na'],
    ['parts without text', [{ content: [{ type: 'image_url', image_url: {} }, null, 7, []] }, { content: 'b' }], 'b'],
  ])('%s', (_, deltas, text) => {
    expect(join(deltas)).toBe(text);
  });

  test('other values are ignored', () => {
    const odd = JSON.parse('{"content":["a"],"reasoning":7}') as Delta;
    expect(join([odd, { content: 'b' }])).toBe('b');
  });
});

const field = fc.constantFrom('content' as const, 'reasoning' as const, 'reasoning_content' as const);
const text = fc
  .array(fc.constantFrom('<think>', '</think>', '<', '</', 'think', '>', ' ', '\n', 'a', 'é', '🐈', '<gdi image1>'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));
/** A stretch of text in one field. */
const anyStretch = fc.record({ field, text });

/** The text in the stretches of each field, by the switches: `thinking: a` and `content: b`. */
function stretchesOf(deltas: readonly Delta[]): string[] {
  const joiner = new DeltaJoiner();
  const switches: { at: number; to: string }[] = [];
  let joined = '';
  for (const delta of deltas) {
    joined += joiner.write(delta);
    switches.push(...joiner.takeSwitches());
  }
  joined += joiner.end();
  switches.push(...joiner.takeSwitches());
  return switches.map(({ at, to }, i) => `${to}: ${joined.slice(at, switches[i + 1]?.at)}`);
}

test.each<[string, Delta[], string[]]>([
  ['only content', [{ content: '<think>a</think>b' }], []],
  ['both', [{ reasoning: 'a' }, { content: 'b' }], ['thinking: <think>\na\n</think>\n', 'content: b']],
  [
    'a closer in the content',
    [{ reasoning: 'a' }, { content: '</think>b' }],
    ['thinking: <think>\na</think>', 'content: b'],
  ],
  [
    'a closer in the reasoning',
    [{ reasoning: 'a</think>c' }, { content: 'b' }],
    ['thinking: <think>\na</think>c', 'content: b'],
  ],
  [
    'white space between',
    [{ reasoning: 'a' }, { content: '\n' }, { reasoning: 'A' }],
    ['thinking: <think>\na\n', 'thinking: A'],
  ],
  ['no content', [{ reasoning: 'a' }], ['thinking: <think>\na']],
])('the offsets at which the field changes are known: %s', (_, deltas, stretches) => {
  expect(stretchesOf(deltas)).toEqual(stretches);
  expect(stretchesOf(deltas.flatMap(cutByCharacter))).toEqual(stretches);
});

test('delta boundaries never change the result', () => {
  fc.assert(
    fc.property(
      fc.array(anyStretch, { maxLength: 6 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
      (stretches, sizes) => {
        const whole = stretches.map((stretch) => ({ [stretch.field]: stretch.text }));
        const cut = stretches.flatMap((stretch) =>
          cutBySizes(stretch.text, sizes).map((piece) => ({ [stretch.field]: piece })),
        );
        expect(join(cut)).toBe(join(whole));
      },
    ),
    { numRuns: 2000 },
  );
});

test('no text is lost or moved: the joiner only adds tags', () => {
  fc.assert(
    fc.property(fc.array(anyStretch, { maxLength: 6 }), (stretches) => {
      const joined = join(stretches.map((stretch) => ({ [stretch.field]: stretch.text })));
      let position = 0;
      for (const char of stretches.flatMap((stretch) => stretch.text.split(''))) {
        position = joined.indexOf(char, position) + 1;
        expect(position).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a stream of only content passes unchanged and is never held back', () => {
  fc.assert(
    fc.property(fc.array(text), (pieces) => {
      const joiner = new DeltaJoiner();
      for (const content of pieces) expect(joiner.write({ content })).toBe(content);
      expect(joiner.end()).toBe('');
    }),
  );
});

test('holding back a long stretch of white space takes linear time', () => {
  const joiner = new DeltaJoiner();
  joiner.write({ reasoning: 'a' });
  for (let at = 0; at < 300_000; at++) joiner.write({ content: ' ' });
  expect(joiner.write({ content: 'b' })).toBe(`\n</think>\n${' '.repeat(300_000)}b`);
});

function cutByCharacter(delta: Delta): Delta[] {
  return Object.entries(delta).flatMap(([name, value]) =>
    // If a delta has both names of the reasoning, it stays whole: the two texts must stay equal.
    typeof value === 'string' && !(name === 'reasoning_content' && 'reasoning' in delta)
      ? Array.from({ length: value.length }, (_, at) => ({ [name]: value.charAt(at) }))
      : [],
  );
}

function cutBySizes(whole: string, sizes: Iterator<number>): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < whole.length;) {
    const size = sizes.next().value;
    pieces.push(whole.slice(at, at + size));
    at += size;
  }
  return pieces;
}
