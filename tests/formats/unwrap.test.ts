import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/formats/index.ts';
import type { Sample } from '../../src/formats/index.ts';
import { parseAll } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const [thought = '', story = ''] = harbour.replace('<think>\n', '').split('</think>\n');
const unwrapText = (text: string): readonly Sample[] => unwrap([{ name: 'a.txt', text }]);
const row = { story_id: 12, images: ['1.jpg'], frame_count: 1, chain_of_thought: thought, story };

/** Writes a value as Python prints it. */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, field]) => `${printed(key)}: ${printed(field)}`)
      .join(', ')}}`;
  if (typeof value !== 'string') return JSON.stringify(value);
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

/** Expects that the only sample has the same analyses, entities and words as the harbour story. */
function expectHarbour(samples: readonly Sample[], wrapper: string | null): void {
  expect(samples).toHaveLength(1);
  expect(samples[0]?.wrapper).toBe(wrapper);
  const [doc, whole] = [parseAll(samples[0]?.completion ?? ''), parseAll(harbour)];
  expect(doc.entities).toEqual(whole.entities);
  expect(doc.analyses.map(({ frame }) => frame)).toEqual([1, 2, 3]);
  const words = ({ story: frames }: typeof doc): string[] =>
    frames.map(({ spans }) =>
      spans
        .map(({ text }) => text)
        .join('')
        .trim(),
    );
  expect(words(doc)).toEqual(words(whole));
}

test('a completion stays as it is', () => {
  expect(unwrapText(harbour)).toEqual([{ name: 'a.txt', completion: harbour, switches: [], wrapper: null, sizes: [] }]);
  for (const text of [
    '[CLS] A story.',
    '{no JSON',
    "'Yes,' she said.",
    '"Yes," she said.',
    '{"other": 1}',
    '(Music)',
  ]) {
    expect(unwrapText(text)).toMatchObject([{ completion: text, wrapper: null }]);
  }
  expect(unwrap([])).toEqual([]);
  expect(unwrapText(' \n')).toEqual([]);
});

const reasoning = { reasoning_content: `\n${thought}`, content: story };
const chat = (message: object): object => ({ object: 'chat.completion', choices: [{ index: 0, message }] });
const parts = [
  { type: 'thinking', thinking: thought },
  { type: 'text', text: story },
];
const shapes: readonly (readonly [string, string, string])[] = [
  ['a row of the dataset', JSON.stringify(row, null, 2), 'a row of the dataset'],
  ['a row that Python prints', printed(row), 'a row of the dataset, printed by Python'],
  ['a chat completion', JSON.stringify(chat({ role: 'assistant', content: harbour })), 'a chat completion'],
  ['a chat completion with reasoning', JSON.stringify(chat(reasoning)), 'a chat completion'],
  ['a chat completion with content parts', JSON.stringify(chat({ content: parts })), 'a chat completion'],
  ['a chat completion that Python prints', printed(chat({ content: harbour })), 'a chat completion, printed by Python'],
  ['a text completion', JSON.stringify({ choices: [{ text: harbour }] }), 'a chat completion'],
  [
    'messages',
    JSON.stringify({
      messages: [
        { role: 'user', content: 'Tell.' },
        { role: 'assistant', content: harbour },
      ],
    }),
    'a list of messages',
  ],
  [
    'a list of messages',
    JSON.stringify([
      { role: 'user', content: [{ type: 'text', text: 'Tell.' }] },
      { role: 'assistant', content: parts },
    ]),
    'a list of messages',
  ],
  ['a JSON string', JSON.stringify(harbour), 'a quoted text'],
  ['a Python string', printed(harbour), 'a quoted text, printed by Python'],
  ['a generated text', JSON.stringify([{ generated_text: harbour }]), 'a JSON object'],
];

describe('a completion is taken out of', () => {
  test.each(shapes)('%s', (_, text, wrapper) => expectHarbour(unwrapText(text), wrapper));

  test('a saved stream, with thinking and content in any number of events', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.boolean(), (size, separate) => {
        const cut = (text: string): string[] => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const deltas = separate
          ? [
              ...cut(thought).map((reasoning_content) => ({ reasoning_content })),
              ...cut(story).map((content) => ({ content })),
            ]
          : cut(harbour).map((content) => ({ content }));
        const events = deltas.map((delta) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}`);
        expectHarbour(unwrapText([...events, 'data: [DONE]', ''].join('\n\n')), 'a saved stream');
      }),
      { numRuns: 50 },
    );
  });
});

describe('several samples', () => {
  test('of JSONL, a JSON list and several choices each have a name', () => {
    const rows = [row, { ...row, story_id: 13, story: 'Another.' }];
    const names = ['a.txt, story 12', 'a.txt, story 13'];
    expect(unwrapText(rows.map((each) => JSON.stringify(each)).join('\n')).map(({ name }) => name)).toEqual(names);
    expect(unwrapText(JSON.stringify(rows)).map(({ name }) => name)).toEqual(names);
    const choices = [{ message: { content: 'One.' } }, { message: { content: 'Two.' } }];
    expect(unwrapText(JSON.stringify({ choices }))).toMatchObject([
      { name: 'a.txt, choice 1', completion: 'One.' },
      { name: 'a.txt, choice 2', completion: 'Two.' },
    ]);
  });

  test('of files belong together by the beginning of their names, and are never mixed', () => {
    const files = [
      { name: '13_story.txt', text: 'The thirteenth.' },
      { name: '12_cot.txt', text: thought },
      { name: '12_metadata.txt', text: 'story_id: 12' },
      { name: '12_story.txt', text: story },
    ];
    const samples = unwrap(files);
    expect(samples.map(({ name }) => name)).toEqual(['13_story.txt', '12_story.txt']);
    expect(samples[0]?.completion).toBe('The thirteenth.');
    expectHarbour(samples.slice(1), 'a chain of thought and a story');
    expect(unwrap([files[0]!, files[1]!])).toHaveLength(2);
  });
});

describe('a chain of thought and a story are joined', () => {
  test.each([
    ['by their names', '12_cot.txt', '12_story.txt'],
    ['by names without a number', 'chain_of_thought.txt', 'story.txt'],
    ['by their content', 'a.txt', 'b.txt'],
    ['if only one has a name that says so', 'cot.txt', 'pasted'],
  ])('%s, in any order', (_, first, second) => {
    const files = [
      { name: first, text: `<think>\n${thought}\n</think>` },
      { name: second, text: story },
    ];
    for (const texts of [files, files.toReversed()]) {
      const samples = unwrap(texts);
      expectHarbour(samples, 'a chain of thought and a story');
      expect(samples[0]?.completion.match(/<\/?think>/g)).toEqual(['<think>', '</think>']);
    }
  });

  test('by their names rather than their content', () => {
    const tagged = '## Image 1\nThe <gdo char1>boy</gdo> is in it.';
    const files = [
      { name: '3_story.txt', text: 'A story without a tag.' },
      { name: '3_cot.txt', text: tagged },
    ];
    expect(unwrap(files)).toMatchObject([{ completion: `<think>\n${tagged}\n</think>\nA story without a tag.` }]);
  });
});

test('the sizes of pictures that Python prints are those of the frames', () => {
  const picture = '<PIL.JpegImagePlugin.JpegImageFile image mode=RGB size=575x240 at 0x7F>';
  const text = printed({ ...row, images: 'IMAGES' }).replace("'IMAGES'", `[${picture}, ${picture}]`);
  const size = { width: 575, height: 240 };
  expect(unwrapText(text)[0]?.sizes).toEqual([size, size]);
  const unknown = printed({ ...row, images: 'IMAGES' }).replace("'IMAGES'", `[${picture}, <object at 0x7F>]`);
  expect(unwrapText(unknown)).toMatchObject([{ wrapper: 'a row of the dataset, printed by Python', sizes: [] }]);
});

test('any text gives samples, and no text is lost', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.json()), (text) => {
      const samples = unwrapText(text);
      if (text.trim() === '') expect(samples).toEqual([]);
      else expect(samples.length).toBeGreaterThan(0);
      if (samples[0]?.wrapper === null) expect(samples[0].completion).toBe(text);
    }),
  );
});

test('a text that keeps thinking and story apart says where the story begins', () => {
  const reasoning_content = 'I will end with </think> and <gdi image1>.';
  const [sample] = unwrapText(JSON.stringify({ choices: [{ message: { content: 'A story.', reasoning_content } }] }));
  expect(sample?.switches.map(({ at, to }) => [to, sample.completion.slice(at)])).toEqual([
    ['thinking', `<think>${reasoning_content}</think>A story.`],
    ['content', 'A story.'],
  ]);
});

describe('a completion inside another form of text is unwrapped:', () => {
  const escaped = JSON.stringify(harbour).slice(1, -1);
  test.each([
    ['a string without its quotes', escaped, 'a text with escaped line breaks'],
    ['with escaped slashes, too', escaped.replaceAll('/', String.raw`\/`), 'a text with escaped line breaks'],
    ['escaped slashes alone', harbour.replaceAll('</', String.raw`<\/`), 'a text with escaped slashes'],
    ['HTML', harbour.replaceAll('<', '&lt;').replaceAll('>', '&gt;'), 'a text that is escaped for HTML'],
    ['a quotation', harbour.replaceAll(/^/gm, '> '), 'a quotation'],
    ['line breaks of an old Mac', harbour.replaceAll('\n', '\r'), 'a text with the line breaks of an old system'],
  ])('%s', (_, text, wrapper) => {
    expectHarbour(unwrapText(text), wrapper);
  });

  test('but a completion that only has such forms in it stays as it is', () => {
    for (const text of [
      '<gdi image1>He wrote &lt;gdo&gt; and a\\n.</gdi>',
      String.raw`<gdi image1>A path C:\new.</gdi>` + '\nMore.',
      '> a\nb',
    ])
      expect(unwrapText(text)).toMatchObject([{ completion: text, wrapper: null }]);
  });
});

test('a text is read once, however often its samples are asked for', () => {
  const text = { name: 'rows.json', text: JSON.stringify([row, row]) };
  const [first] = unwrap([text]);
  const again = unwrap([{ name: 'other.txt', text: story }, text]);
  expect(again[1]).toBe(first);
});
