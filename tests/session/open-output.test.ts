import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { joinOutput, MAX_BYTES, readTexts } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const [thought = '', story = ''] = harbour.replace('<think>\n', '').split('</think>\n');

describe('two texts are joined into one completion', () => {
  const whole = { ...parseAll(harbour), faults: [] };
  const words = (text: string): string[] =>
    parseAll(text).story.map(({ spans }) =>
      spans
        .map((span) => span.text)
        .join('')
        .trim(),
    );

  const pairs: [string, string, string][] = [
    ['by their names', '12_cot.txt', '12_story.txt'],
    ['in the other order', 'story.txt', 'chain_of_thought.txt'],
    ['by their content', 'a.txt', 'b.txt'],
  ];
  test.each(pairs)('%s', (_, first, second) => {
    const firstIsStory = first.startsWith('story');
    const joined = joinOutput([
      { name: first, text: firstIsStory ? story : thought },
      { name: second, text: firstIsStory ? thought : story },
    ]);
    const doc = parseAll(joined);
    expect(doc.analyses.map(({ frame }) => frame)).toEqual([1, 2, 3]);
    expect(doc.entities).toEqual(whole.entities);
    expect(words(joined)).toEqual(words(harbour));
    expect(doc.faults).toEqual([]);
  });

  test('by their content, in any order', () => {
    const pair = [
      { name: 'a', text: thought },
      { name: 'b', text: story },
    ];
    expect(joinOutput(pair.toReversed())).toBe(joinOutput(pair));
  });

  test('by their names rather than their content', () => {
    const tagged = '## Image 1\nThe <gdo char1>boy</gdo> is in it.';
    const joined = joinOutput([
      { name: '3_story.txt', text: 'A story without a tag.' },
      { name: '3_cot.txt', text: tagged },
    ]);
    expect(joined).toBe(`<think>\n${tagged}\n</think>\nA story without a tag.`);
  });

  test('without doubling existing think tags', () => {
    const joined = joinOutput([
      { name: 'cot.txt', text: `<think>\n${thought}\n</think>` },
      { name: 'story.txt', text: story },
    ]);
    expect(joined.match(/<\/?think>/g)).toEqual(['<think>', '</think>']);
    expect(parseAll(joined).faults).toEqual([]);
  });

  test('one after the other if both are stories', () => {
    const joined = joinOutput([
      { name: 'a_story.txt', text: 'One.\n' },
      { name: 'b_story.txt', text: '\nTwo.' },
    ]);
    expect(joined).toBe('One.\n\nTwo.');
  });
});

test('a single text stays as it is, and empty texts are ignored', () => {
  expect(joinOutput([{ name: 'pasted', text: harbour }])).toBe(harbour);
  expect(
    joinOutput([
      { name: 'x_cot.txt', text: ' \n' },
      { name: 'pasted', text: harbour },
    ]),
  ).toBe(harbour);
  expect(joinOutput([])).toBe('');
});

describe('files', () => {
  test('are read as text', async () => {
    expect(await readTexts([new File(['<gdi image1>Ünïcode 🙂</gdi>'], 'a.txt')])).toEqual({
      texts: [{ name: 'a.txt', text: '<gdi image1>Ünïcode 🙂</gdi>' }],
      problems: [],
    });
  });

  const bad: [string, () => File, string][] = [
    ['empty', () => new File([' \n'], 'a.txt'), '“a.txt” is empty.'],
    [
      'not text',
      () => new File(['PK\u0003\u0004\0\0'], 'a.zip'),
      '“a.zip” is not a text file. An output is plain text, such as 12_cot.txt.',
    ],
    [
      'too large',
      () => new File([new Uint8Array(MAX_BYTES + 1)], 'a.bin'),
      '“a.bin” is larger than 20 MB, too large for a completion. Open a single output.',
    ],
    [
      'gone',
      () =>
        Object.assign(new File(['words'], 'a.txt'), {
          text: async () => Promise.reject(new DOMException('gone', 'NotFoundError')),
        }),
      '“a.txt” could not be read: it may have been moved or deleted.',
    ],
  ];
  test.each(bad)('that are %s are reported, and the others are read', async (_, file, sentence) => {
    const read = await readTexts([file(), new File(['A story.'], 'good.txt')]);
    expect(read).toEqual({ texts: [{ name: 'good.txt', text: 'A story.' }], problems: [sentence] });
  });
});
