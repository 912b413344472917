import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeltaJoiner, type Delta } from '../../src/inference/delta-text.ts';

function join(deltas: readonly Delta[]): string {
  const joiner = new DeltaJoiner();
  return deltas.map((delta) => joiner.write(delta)).join('') + joiner.end();
}

describe('one text from every field', () => {
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
  ])('%s', (_, deltas, text) => {
    expect(join(deltas)).toBe(text);
    expect(join(deltas.flatMap(cutByCharacter))).toBe(text);
  });

  test('a field that is no text is passed over', () => {
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
const run = fc.record({ field, text });

test('where the runs are cut makes no difference', () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 6 }), fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (runs, sizes) => {
      const whole = runs.map((r) => ({ [r.field]: r.text }));
      const cut = runs.flatMap((r) => cutBySizes(r.text, sizes).map((piece) => ({ [r.field]: piece })));
      expect(join(cut)).toBe(join(whole));
    }),
    { numRuns: 2000 },
  );
});

test('nothing is lost or moved: tags are only put between', () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
      const joined = join(runs.map((r) => ({ [r.field]: r.text })));
      let at = 0;
      for (const char of runs.flatMap((r) => r.text.split(''))) {
        at = joined.indexOf(char, at) + 1;
        expect(at).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a stream of content alone passes unchanged and is never held back', () => {
  fc.assert(
    fc.property(fc.array(text), (pieces) => {
      const joiner = new DeltaJoiner();
      for (const content of pieces) expect(joiner.write({ content })).toBe(content);
      expect(joiner.end()).toBe('');
    }),
  );
});

test('white space without end is held back in linear time', () => {
  const joiner = new DeltaJoiner();
  joiner.write({ reasoning: 'a' });
  for (let at = 0; at < 300_000; at++) joiner.write({ content: ' ' });
  expect(joiner.write({ content: 'b' })).toBe(`\n</think>\n${' '.repeat(300_000)}b`);
});

function cutByCharacter(delta: Delta): Delta[] {
  return Object.entries(delta).flatMap(([name, value]) =>
    // Both names with the same text are one field: they cannot be cut apart.
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
