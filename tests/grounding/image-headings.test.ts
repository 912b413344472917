import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { boxesIn, mentionsIn, readInAnyCut, reportsIn } from '../helpers/any-cut.ts';
import { harbour } from '../fixtures/harbour.ts';
import { storyText } from '../helpers/feed.ts';

const control = readInAnyCut(harbour);
const [thinking = '', story = ''] = harbour.replace('<think>\n', '').split('</think>\n');

describe('an image heading of another shape', () => {
  const shapes: [string, (no: number) => string][] = [
    ['Picture', (no) => `## Picture ${no}:`],
    ['Frame', (no) => `## Frame ${no}`],
    ['of level 3', (no) => `### Image ${no}`],
    ['of level 1', (no) => `# IMAGE ${no}`],
    ['in bold', (no) => `**Image ${no}**`],
    ['in bold with a colon', (no) => `**Image ${no}:**`],
    ['plain', (no) => `Image ${no}:`],
    ['in brackets', (no) => `[Image ${no}]`],
    ['between lines', (no) => `--- Image ${no} ---`],
    ['in Chinese', (no) => `## 图像 ${no}`],
    ['in Chinese with an ordinal', (no) => `## 第${no}张图片`],
    ['with full-width signs', (no) => `## 图像${String.fromCodePoint(0xff10 + no)}：`],
    ['with words', (no) => `## Image #${no} – the quay`],
    ['with zeros', (no) => `## Image 0${no}`],
    ['in a list', (no) => `1. Image ${no}`],
    ['with a full stop', (no) => `Image ${no}.`],
    ['with a word after it', (no) => `Image ${no} analysis:`],
    ['with words before it', (no) => `## Analysis of Image ${no}`],
    ['Scene', (no) => `### Scene ${no}`],
    ['Panel', (no) => `**Panel ${no}**`],
    ['Figure, shortened', (no) => `## Fig. ${no}`],
    ['in round brackets', (no) => `## Image (${no})`],
    ['in square brackets', (no) => `## Image [${no}]`],
    ['with a hyphen', (no) => `## Image-${no}`],
    ['as code', (no) => `## \`image${no}\``],
    ['as a tag', (no) => `<image${no}>`],
    ['in HTML', (no) => `<h2>Image ${no}</h2>`],
    ['after a pictograph', (no) => `## 🖼️ Image ${no}`],
    ['after a step', (no) => `## Step 1.${no}: Image ${no}`],
    ['after its number', (no) => `## ${no}. Image`],
    ['before tokens of pictures', (no) => `Picture ${no}: <|vision_start|><|vision_end|>`],
    ['with a character without a width', (no) => `## Image\u{200B} ${no}`],
    ['of a keyframe', (no) => `## Keyframe ${no}`],
    ['of a video', (no) => `## Video frame ${no}`],
    ['with a numeral', (no) => `## Image ${['One', 'Two', 'Three'][no - 1]}`],
    ['with a Roman numeral', (no) => `## Image ${'III'.slice(0, no)}`],
    ['with an ordinal', (no) => `## The ${['first', 'second', 'third'][no - 1]} image`],
    ['in Chinese with a numeral', (no) => `## 第${'一二三'[no - 1]}张图像`],
    ['in Portuguese', (no) => `## Imagem ${no}`],
    ['in Italian', (no) => `## Immagine ${no}`],
    ['in Russian', (no) => `## Кадр ${no}`],
    ['in Japanese', (no) => `## フレーム${no}`],
    ['in Korean', (no) => `## 사진 ${no}`],
    ['in Arabic', (no) => `## صورة ${no}`],
    ['with how many there are', (no) => `## Image ${no}/3`],
    ['with words that have a number', (no) => `## Image ${no} - 8 women on the quay`],
  ];
  test.each(shapes)('%s', (_, heading) => {
    const text = harbour.replaceAll(/## Image (\d)/g, (_match, no: string) => heading(Number(no)));
    const doc = readInAnyCut(text);
    expect(boxesIn(doc)).toEqual(boxesIn(control));
    expect(mentionsIn(doc)).toEqual(mentionsIn(control));
    expect(doc.narrative?.rows).toHaveLength(2);
  });

  test('is reported once if it has another word', () => {
    expect(reportsIn(parseAll(harbour.replaceAll('## Image', '## Picture')))).toEqual(['3 other-headings']);
  });

  test.each([
    ['## Images 1-2', [1, 2]],
    ['## Image 2 to Image 4', [2, 3, 4]],
    ['**Frames 1, 2 and 5**', [1, 2, 5]],
    ['## 图像 1至3', [1, 2, 3]],
    ['## Images 1+3', [1, 3]],
    ['## Images 1, 2, and 3', [1, 2, 3]],
    ['## Images (1-2)', [1, 2]],
    ['## Images [1, 2]', [1, 2]],
    ['### Images #1-#2', [1, 2]],
    ['## Frames 1..3', [1, 2, 3]],
    ['## Images 1/2', [1, 2]],
    ['## Images 1\u{2212}2', [1, 2]],
    ['<h2>Images 1-2</h2>', [1, 2]],
    ['## 图像 1 和 2', [1, 2]],
    ['## Scenes 1-2', [1, 2]],
    ['## Images 1-2: 8 women', [1, 2]],
  ])('%s gives its rows to each image', (heading, frames) => {
    const doc = readInAnyCut(
      `<think>\n${heading}\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n| obj1 | A bag | 1,2,3,4 |\n| obj2 | A hat | 5,6,7,8 |\nNobody.\n</think>\n<gdi image1>One.</gdi>`,
    );
    expect(doc.analyses.map(({ frame }) => frame)).toEqual(frames);
    for (const analysis of doc.analyses)
      expect([analysis.tables[0]?.rows.map(({ id }) => id), analysis.notes.map(({ text }) => text)]).toEqual([
        ['obj1', 'obj2'],
        ['Nobody.'],
      ]);
  });

  test('is one of the story if its word says so and no thinking is open', () => {
    const doc = readInAnyCut('<gdi image1>\n## Scene 1\nRain.\n</gdi>');
    expect(doc.story.flatMap(({ spans }) => spans.map(({ text }) => text)).join('')).toContain('## Scene 1');
    expect(doc.analyses).toEqual([]);
  });

  test('is none in the middle of a sentence', () => {
    const doc = readInAnyCut(
      '<think>\n## Image 1\nImage 2 shows the same man.\nFrame 3: a wide shot of it\n</think>\n',
    );
    expect(doc.analyses.map(({ frame, notes }) => [frame, notes.length])).toEqual([[1, 2]]);
  });
});

describe('images counted from 0', () => {
  const fromZero = (text: string, pattern: RegExp): string =>
    text.replaceAll(pattern, (_, before: string, no: string) => `${before}${Number(no) - 1}`);
  const HEADINGS = /(## Image )(\d)/g;
  const TAGS = /(<gdi image)(\d)/g;
  test.each([
    ['in the headings and the story', fromZero(fromZero(harbour, HEADINGS), TAGS), 2],
    ['in the headings only', fromZero(harbour, HEADINGS), 1],
    ['in the story only', fromZero(harbour, TAGS), 1],
  ])('%s are the same images, and are reported', (_, text, parts) => {
    const doc = readInAnyCut(text);
    expect(boxesIn(doc)).toEqual(boxesIn(control));
    expect(doc.story.map(({ frame }) => frame)).toEqual([1, 2, 3]);
    expect(reportsIn(doc)).toEqual([`${parts} counted-from-zero`]);
  });

  test('are recognised from the headings if the story skips the first', () => {
    const doc = readInAnyCut('## Image 0\na\n## Image 1\nb\n<gdi image1>Rain.</gdi>');
    expect(doc.analyses.map(({ frame }) => frame)).toEqual([1, 2]);
    expect(doc.story.map(({ frame }) => frame)).toEqual([2]);
  });

  test('are recognised after other frames', () => {
    expect(readInAnyCut('<gdi image1>b</gdi><gdi image0>a</gdi>').story.map(({ frame }) => frame)).toEqual([2, 1]);
  });
});

describe('tables after the story', () => {
  test('are read as thinking', () => {
    const doc = readInAnyCut(`${story}\n${thinking}`);
    expect(boxesIn(doc)).toEqual(boxesIn(control));
    expect(mentionsIn(doc)).toEqual(mentionsIn(control));
    expect(doc.faults).toEqual([]);
  });

  test.each([
    ['an image heading', '## Image 1\n'],
    ['a plain image heading', 'Image 1:\n'],
    ['a section', '### Characters\n'],
    ['the headings of a table', ''],
  ])('end a frame that is still open: %s', (_, heading) => {
    const doc = readInAnyCut(
      `<gdi image1>\nShe <gdo char1>Ann</gdo> ran and nobody was abl...\n\n${heading}| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 | Ann | 1,2,3,4 |\n`,
    );
    expect(boxesIn(doc)).toEqual(['image 1 char1: 1,2,3,4']);
    expect(storyText(doc)).toEqual(['\nShe Ann ran and nobody was abl...\n\n']);
  });

  test('and labels of the parts are no part of the story', () => {
    const doc = readInAnyCut(`STORY (raw):\n${story.replace('</gdi>\n', '')}\nCHAIN OF THOUGHT (raw):\n${thinking}`);
    expect(storyText(doc).join('')).not.toMatch(/raw/);
    expect(boxesIn(doc)).toEqual(boxesIn(control));
  });

  test.each([
    ['before its words', (words: string, tables: string) => `${tables}${words}`],
    ['after its words', (words: string, tables: string) => `${words}${tables}`],
  ])('in an open frame, %s, are about that frame', (_, join) => {
    const images = thinking.split(/(?=^## )/m).slice(0, 3);
    const frames = story.trim().split(/\n\n(?=<gdi)/);
    const text = frames.map((frame, i) => {
      const tables = (images[i] ?? '').replace(/^## Image \d\n/, '');
      const [, opening = '', words = ''] = /^(<gdi[^>]*>\n)([^]*)<\/gdi>$/.exec(frame.trim()) ?? [];
      return `${opening}${join(words, tables)}</gdi>\n`;
    });
    const doc = readInAnyCut(text.join('\n'));
    expect(boxesIn(doc)).toEqual(boxesIn(control));
    expect(mentionsIn(doc)).toEqual(mentionsIn(control));
    expect(new Set(doc.story.map(({ frame }) => frame))).toEqual(new Set([1, 2, 3]));
  });

  test('may alternate with the frames', () => {
    const part = (no: number): string =>
      `## Picture ${no}\n| Object ID | Bounding Box |\n|---|---|\n| obj${no} | ${no},2,3,4 |\n<gdi image${no}>\nIt <gdo obj${no}>stood</gdo>.\n`;
    const doc = readInAnyCut([1, 2, 3].map(part).join('\n'));
    expect(boxesIn(doc)).toEqual(['image 1 obj1: 1,2,3,4', 'image 2 obj2: 2,2,3,4', 'image 3 obj3: 3,2,3,4']);
    expect(doc.story.map(({ frame }) => frame)).toEqual([1, 2, 3]);
  });

  test('a line of the story that begins like a heading is a line of the story', () => {
    const words = 'Pictures hung there.\nSetting\n*Image* of a man\n# 1 fan\nImage 2 was gone.\n| a pipe\n';
    expect(storyText(readInAnyCut(`<gdi image1>\n${words}</gdi>`))).toEqual([`\n${words}`]);
  });
});
