import { describe, expect, test } from 'vitest';
import { detectionsOf, sectionsOf, storyOf, thoughtOf } from '../../../src/grounding/index.ts';

const HEAD = '| Character ID | Description | Bounding Box |\n|---|---|---|\n';
const sizes = [{ width: 100, height: 100 }];

const boxes = (rows: string, before = `## Image 1\n### Characters\n${HEAD}`): number[][] =>
  detectionsOf(`<think>\n${before}${rows}\n\n.</think>\n`, { sizes }).map(({ x, y, w, h }) => [x, y, w, h]);
const box = (written: string): number[] | undefined => boxes(`| char1 | Tall | ${written} |`)[0];

describe('the thinking and the story', () => {
  test.each([
    ['both tags are needed', '<think>\na\n', ''],
    ['a closing tag before the opening one does not count', '</think><think> b </think>', 'b'],
    ['the first pair counts', '<think>a</think><think>b</think>', 'a'],
    ['Python strips U+001C and U+0085, but not U+FEFF', '<think>\x1c\x85\uFEFFa\u3000</think>', '\uFEFFa'],
  ])('%s', (_, text, thought) => expect(thoughtOf(text)).toBe(thought));

  test.each([
    ['the line break after the tag is skipped', '</think>\n<gdi image1>', '<gdi image1>'],
    ['without it the first character is lost', '</think><gdi image1>', 'gdi image1>'],
    ['a character of two code units is lost as a whole', '</think>😀a', 'a'],
    ['a thinking that is not closed has no story', '<think>\na', ''],
    ['a text without thinking is the story', ' a ', ' a '],
  ])('%s', (_, text, story) => expect(storyOf(text)).toBe(story));
});

describe('sections', () => {
  const count = (text: string): number => sectionsOf(text).length;
  test('a gap ends the reading', () => expect(count('## Image 1\n## Image 2\n## Image 4\n')).toBe(2));
  test('other headings do not count', () => {
    for (const heading of ['## Image 1:', '## image 1', '## Image 01', '##Image 1', '## Image 1 (left)'])
      expect(count(`${heading}\n`)).toBe(0);
  });
  test('a heading of a lower level counts', () => expect(count('#### Image 1  \n')).toBe(1));
  test('a heading at the end of the text does not count', () => expect(count('## Image 1')).toBe(0));
  test('the headings may be in any order, and the first of a number counts', () => {
    const rows = (n: number): string => `### Characters\n${HEAD}| char${n} | Tall | 0,0,1,1 |\n\n`;
    const [one, two] = sectionsOf(`## Image 2\n${rows(2)}## Image 1\n${rows(1)}## Image 2\n${rows(3)}`);
    expect([one, two].map((section) => section?.characters[0]?.get('Character ID'))).toEqual(['char1', 'char2']);
  });
});

describe('tables', () => {
  const rows = (table: string): number =>
    sectionsOf(`## Image 1\n### Characters\n${table}`)[0]?.characters.length ?? -1;
  test('a table needs a line break after its last row', () => {
    expect(rows(`${HEAD}| a | b | c |\n| a | b | c |`)).toBe(1);
  });
  test('blank lines between the title and the table are skipped', () =>
    expect(rows(`\n \n${HEAD}| a | b | c |\n`)).toBe(1));
  test('an empty table takes the title and the rows of the next one, without fields', () => {
    const [section] = sectionsOf(`## Image 1\n### Characters\n\n### Objects\n${HEAD}| a | b | c |\n\n`);
    expect(section?.characters.map((row) => row.size)).toEqual([0, 0]);
    expect(section?.objects.length).toBe(1);
  });
  test('the line after the headings is skipped, whatever it is', () => {
    expect(rows('| Character ID |\n| char1 |\n| char2 |\n')).toBe(1);
  });
  test('a row may be one cell short, because the cell after the last pipe counts', () => {
    expect(rows(`${HEAD}| a | b |\n`)).toBe(1);
    expect(rows(`${HEAD}| a |\n`)).toBe(0);
    expect(rows(`${HEAD}| a | b\n`)).toBe(0);
  });
  test('a row without its first pipe loses its first cell', () => {
    const [section] = sectionsOf(`## Image 1\n### Characters\n${HEAD}char1 | Tall | 0,0,1,1 | more |\n`);
    expect(section?.characters[0]?.get('Character ID')).toBe('Tall');
  });
  test('a pipe behind a backslash splits, too', () => {
    expect(boxes(String.raw`| char1 | A\|B | 0,0,1,1 |`)).toEqual([]);
  });
  test('a heading without words is left out, and the columns move', () => {
    expect(
      boxes('| x | 0,0,1,1 | |', '## Image 1\n### Characters\n| Character ID | | Bounding Box |\n|---|\n'),
    ).toEqual([[0, 0, 0.01, 0.01]]);
  });
  test('the columns are found by their exact headings', () => {
    expect(boxes('| x | 0,0,1,1 |', '## Image 1\n### Characters\n| Character ID | Bounding box |\n|---|\n')).toEqual(
      [],
    );
  });
  test('a carriage return is white space, and other line separators are text', () => {
    expect(boxes('| char1 | Tall | 0,0,1,1 |\r')).toEqual([[0, 0, 0.01, 0.01]]);
    expect(boxes('| char1 | Tall\u2028 | 0,0,1,1 |')).toEqual([[0, 0, 0.01, 0.01]]);
  });
});

describe('boxes', () => {
  test.each([
    ['0,0,40,40', [0, 0, 0.4, 0.4]],
    [' 0 , 0,40,40 ', [0, 0, 0.4, 0.4]],
    ['0,0,40,40,', [0, 0, 0.4, 0.4]],
    [',0,0,,40,40', [0, 0, 0.4, 0.4]],
    ['+0,0,4_0,040', [0, 0, 0.4, 0.4]],
    ['٠,0,٤٠,𝟒𝟎', [0, 0, 0.4, 0.4]],
    ['90,40,50,0', [0.9, 0.4, 0, 0]],
    ['-10,60,30,99', [0, 0.6, 0.4, 0.39]],
    ['60,60,200,300', [0.6, 0.6, 1, 1]],
    ['50,50,140,60', [0.5, 0.5, 0.9, 0.1]],
    [`0,0,${'9'.repeat(300)},40`, [0, 0, 1, 0.4]],
  ])('%s', (written, expected) => expect(box(written)).toEqual(expected));

  test.each([
    '[0,0,4,4]',
    '0.0,0,4,4',
    'None',
    '',
    '0,0,4',
    '0,0,4,4,4',
    '0;0;4;4',
    '4 0,0,4,4',
    '_4,0,4,4',
    '4__0,0,4,4',
    '²,0,4,4',
    '- 4,0,4,4',
    '1e2,0,4,4',
    '0x1,0,4,4',
    `0,0,4,${'1'.repeat(4301)}`,
  ])('%s is none', (written) => expect(box(written)).toBeUndefined());

  test('a number that Python cannot divide drops the boxes of the whole story', () => {
    expect(boxes(`| char1 | Tall | 0,0,4,4 |\n| char2 | Tall | 0,0,4,${'1'.repeat(320)} |`)).toEqual([]);
  });
  test('of other units, the numbers are shares of their own size', () => {
    const text = `<think>\n## Image 1\n### Characters\n${HEAD}| char1 | Tall | 100,200,500,400 |\n\n.</think>`;
    const [straight] = detectionsOf(text, { sizes: [{ width: 1000, height: 1000 }] });
    expect(straight).toMatchObject({ x: 0.1, y: 0.2, w: 0.4, h: 0.2 });
    const [turned] = detectionsOf(text, { sizes: [{ width: 1000, height: 1000, yFirst: true }] });
    expect(turned).toMatchObject({ x: 0.2, y: 0.1, w: 0.2, h: 0.4 });
  });
  test('decimals are read only where they are asked for', () => {
    const text = `<think>\n## Image 1\n### Characters\n${HEAD}| char1 | Tall | 0.25,0,.5,1 |\n\n.</think>`;
    const unit = { sizes: [{ width: 1, height: 1 }] };
    expect(detectionsOf(text, unit)).toEqual([]);
    expect(detectionsOf(text, { ...unit, decimals: true })).toMatchObject([{ x: 0.25, y: 0, w: 0.25, h: 1 }]);
  });
  test.each([
    ['Person far away', true],
    ['PERSON', true],
    ['Person\x1fnear', true],
    ["Person's hat", false],
    ['A person', false],
    ['', false],
  ])('an object described as “%s” is a character: %s', (description, person) => {
    const text = `<think>\n## Image 1\n### Objects\n${HEAD.replace('Character', 'Object')}| obj1 | ${description} | 0,0,1,1 |\n\n.</think>`;
    expect(detectionsOf(text, { sizes })).toMatchObject([{ id: 'obj1', person }]);
  });
});
