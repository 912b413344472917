import { describe, expect, test } from 'vitest';
import { createParser, emptyDocument, reduce } from '../../src/grounding/index.ts';
import { boxesIn, mentionsIn, readInAnyCut, reportsIn } from '../helpers/any-cut.ts';
import { harbour } from '../fixtures/harbour.ts';
import { storyText } from '../helpers/feed.ts';

const control = readInAnyCut(harbour);
const [thinking = '', story = ''] = harbour.replace('<think>\n', '').split('</think>\n');

describe('what is around a completion is no part of it, and is reported once', () => {
  test.each([
    ['a code fence', '```markdown\n', '```\n'],
    ['an answer', '<answer>\n', '</answer>'],
    ['tokens of a chat template', '<|im_start|>assistant\n', '<|im_end|>\n<|endoftext|>'],
    ['tokens of another chat template', '<|start_header_id|>assistant<|end_header_id|>\n\n', '<|eot_id|>'],
    ['tokens of a classifier', '[CLS] ', ' [SEP]'],
    ['an end of a turn', '<start_of_turn>model\n', '<end_of_turn>'],
    ['a sentence end', '', '</s>'],
    ['a code fence of tildes', '~~~\n', '~~~\n'],
    ['quotes of Python', '"""\n', '"""\n'],
    ['tokens with bars of full width', '<｜Assistant｜>', '<｜end▁of▁sentence｜>'],
    ['tokens of a solution', '<|begin_of_solution|>', '<|end_of_solution|>'],
    ['the tokens of GLM’s answer', '\n<|begin_of_box|>', '<|end_of_box|>'],
    ['HTML', '<html>\n<body>\n', '</body></html>'],
  ])('%s', (_, before, after) => {
    for (const text of [`${before}${harbour}${after}`, `<think>\n${thinking}</think>\n${before}${story}${after}`]) {
      const doc = readInAnyCut(text);
      expect(storyText(doc)).toEqual(storyText(control));
      expect(boxesIn(doc)).toEqual(boxesIn(control));
      expect(reportsIn(doc)).toEqual([expect.stringMatching(/^\d wrapper$/)]);
    }
  });

  test.each([
    ['<thinking>', '</thinking>'],
    ['[THINK]', '[/THINK]'],
    ['<reasoning>', '</reasoning>'],
    ['< think >', '< / think >'],
    ['<|START_THINKING|>', '<|END_THINKING|>'],
    ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ])('%s is the tag of the thinking', (opening, closing) => {
    const doc = readInAnyCut(`${opening}\n${thinking}${closing}\n${story}`);
    expect(boxesIn(doc)).toEqual(boxesIn(control));
    expect(storyText(doc)).toEqual(storyText(control));
    expect(doc.thinkTags).toHaveLength(1);
  });

  test.each(['## Story\n', '### Grounded Story\n\n', '**Story:**\n', '---\n\n', '\n* * *\n'])(
    '%j before the story is no part of it',
    (label) => {
      const doc = readInAnyCut(`<think>\n${thinking}</think>\n${label}${story}`);
      expect(storyText(doc)).toEqual(storyText(control));
    },
  );

  test('but a rule inside a frame separates two scenes', () => {
    const text = '<gdi image1>\nDay.\n---\nNight.\n</gdi>';
    expect(storyText(readInAnyCut(text))[0]).toContain('---');
  });

  test('but a box of GLM in a cell is a box', () => {
    const text = `<think>\n${thinking.replace(/\d+,\d+,\d+,\d+/, '<|begin_of_box|>[[1,2,3,4]]<|end_of_box|>')}</think>\n${story}`;
    expect(boxesIn(readInAnyCut(text))[0]).toMatch(/1,2,3,4$/);
  });

  test('but markup inside a frame is text', () => {
    const words = 'He said [SEE] <s>no</s> <answer>yes</answer> <|x|> [1] <story>';
    expect(storyText(readInAnyCut(`<gdi image1>${words}</gdi>`))).toEqual([words]);
  });
});

describe('spaces inside the brackets of tags', () => {
  const spaced = story.replaceAll(/<(\/?)([^<>]+)>/g, (_, slash: string, name: string) =>
    slash === '' ? `< ${name} > ` : ` < / ${name} >`,
  );
  test.each([
    ['and all in lower case', spaced.toLowerCase()],
    ['and all on one line', `[CLS] ${spaced.toLowerCase().replaceAll(/\s+/g, ' ')} [SEP]`],
  ])('%s', (_, text) => {
    const doc = readInAnyCut(`<think>\n${thinking}</think>\n${text}`);
    expect(mentionsIn(doc)).toEqual(mentionsIn(control).map((mention) => mention.toLowerCase()));
    expect(doc.story.map(({ frame, closed }) => [frame, closed])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(reportsIn(doc)).toContain('15 spaced-tags');
  });

  test('do not make a tag of a comparison', () => {
    const words = 'a < b, 3 < 4 > 2, < gd > and < char >';
    expect(storyText(readInAnyCut(`<gdi image1>${words}</gdi>`))).toEqual([words]);
  });
});

describe('a draft of the story in the thinking stays thinking', () => {
  const draft = '<gdi image1>\nDRAFT: <gdo char9>a woman</gdo> waits.\n</gdi>\n';
  const cases: [string, string][] = [
    ['after <think>', `<think>\nLet me try:\n${draft}Too flat.\n${thinking}</think>\n${story}`],
    ['after the tables', `<think>\n${thinking}\n${draft}Good.\n</think>\n${story}`],
    ['without <think>', `A try:\n${draft}Too flat.\n</think>\n<think>\n${thinking}</think>\n${story}`],
    ['in several think blocks', `<think>\nA try:\n</think>\n${draft}<think>\n${thinking}</think>\n${story}`],
    [
      'after </think> in backticks',
      `<think>\nI end with \`</think>\` and \`<gdi image1>\`.\n${draft}${thinking}</think>\n${story}`,
    ],
    [
      'after </think> without any quotes',
      `<think>\nI end with </think> only then.\n${draft}${thinking}</think>\n${story}`,
    ],
    ['as a whole', `<think>\n${thinking}${story.replaceAll('Ines', 'Someone')}\n</think>\n${story}`],
    ['in a code fence', `<think>\n\`\`\`xml\n${draft}\`\`\`\n${thinking}</think>\n${story}`],
  ];
  test.each(cases)('%s', (_, text) => {
    const doc = readInAnyCut(text);
    expect(storyText(doc)).toEqual(storyText(control));
    expect(mentionsIn(doc)).toEqual(mentionsIn(control));
    expect(boxesIn(doc)).toEqual(boxesIn(control));
    expect(doc.entities).toEqual(control.entities);
    expect(doc.draft).toBeNull();
    expect(reportsIn(doc).filter((report) => !/draft|wrapper/.test(report))).toEqual([]);
  });

  test('and a draft of the tables, too: the last analysis of an image counts', () => {
    const table = (box: string): string =>
      `## Image 1\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 | Ann | ${box} |\n`;
    const doc = readInAnyCut(
      `<think>\n${table('9,9,9,9')}</think>\n<think>\n${table('1,2,3,4')}</think>\n<gdi image1>Rain.</gdi>`,
    );
    expect(boxesIn(doc)).toEqual(['image 1 char1: 1,2,3,4']);
    expect(doc.notes.map(({ text }) => text)).toEqual(['char1 | Ann | 9,9,9,9']);
  });

  test('unless nothing follows: then the draft is the story', () => {
    const doc = readInAnyCut(`<think>\n${thinking}\n${story}</think>\n`);
    expect(storyText(doc).slice(0, 3)).toEqual(storyText(control));
    expect(reportsIn(doc)).toEqual(['thinking-unclosed', 'stray-closing-tag']);
  });

  test('unless the story goes on with other frames', () => {
    const doc = readInAnyCut('<gdi image1>One.</gdi>\n</think>\n<gdi image2>Two.</gdi>');
    expect(doc.story.map(({ frame }) => frame)).toEqual([1, 2]);
  });

  test('may show as story until </think> comes; then it is thinking again', () => {
    let doc = emptyDocument;
    const parser = createParser((event) => {
      doc = reduce(doc, event);
    });
    parser.write(`<think>\n${draft}`);
    expect(storyText(doc)).toHaveLength(1);
    parser.write('Too flat.\n</think>\n');
    expect(storyText(doc)).toEqual([]);
    expect(doc.notes.map(({ text }) => text)).toEqual(['DRAFT: a woman waits.', 'Too flat.']);
  });
});
