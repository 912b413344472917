import { describe, expect, test } from 'vitest';
import { identitiesOf } from '../../src/grounding/index.ts';
import { boxesIn, mentionsIn, readInAnyCut, reportsIn } from '../helpers/any-cut.ts';
import { harbour } from '../fixtures/harbour.ts';

const THINKING = `<think>
## Image 1
| Character ID | Name | Bounding Box |
|---|---|---|
| char1 | Ann | 1,2,3,4 |
| char2 | Bo | 5,6,7,8 |
</think>
`;
const inFrame = (story: string): string => `${THINKING}<gdi image1>${story}</gdi>`;

test('attributes as an HTML parser prints them are read as IDs, and reported once', () => {
  const printed = harbour
    .replaceAll(/<gdi (\w+)>/g, '<gdi $1="">')
    .replaceAll(
      /<(gd[oal]) ([\w ]+)>/g,
      (_, tag: string, ids: string) => `<${tag} ${ids.replaceAll(/\w+/g, '$&=""')}>`,
    );
  const doc = readInAnyCut(printed);
  const control = readInAnyCut(harbour);
  expect(mentionsIn(doc)).toEqual(mentionsIn(control));
  expect(doc.story.map(({ frame }) => frame)).toEqual([1, 2, 3]);
  expect(reportsIn(doc)).toEqual(['15 attributes']);
});

test.each([
  'image1',
  'image1:',
  'Images 1.',
  'name="image1"',
  'image_id="1"',
  'src="image1"',
  "image='image1'",
  '图像1',
])('<gdi %s> is the frame of image 1', (attributes) => {
  expect(readInAnyCut(`<gdi ${attributes}>Rain.</gdi>`).story.map(({ frame }) => frame)).toEqual([1]);
});

test.each(['image1-3', 'char1', 'image', 'image1 image2'])('<gdi %s> does not say which image it is', (attributes) => {
  const doc = readInAnyCut(`<gdi ${attributes}>Rain.</gdi>`);
  expect(doc.story.map(({ frame }) => frame)).toEqual([null]);
  expect(reportsIn(doc)).toContain('unknown-frame');
});

describe('the IDs of a tag', () => {
  test.each([
    'char1 char2',
    'char1="" char2=""',
    "char1='' char2=''",
    'id="char1 char2"',
    'ids="char1, char2"',
    'id="char1" id="char2"',
    '="char1 char2"',
    'char1&char2',
    'char1 &amp; char2',
    'char1&amp;char2',
    'char1/char2',
    'char1, char2',
    'char1; char2',
    'char1 and char2',
    "char1's char2",
    'char1’s char2’s',
    'char1-char2',
    'char1+char2',
    '[char1, char2]',
    'entity_id="char1" class="char2"',
    'ref="#char1" ref="#char2"',
    '@char1 @char2',
    'char1\nchar2',
    'char1 char2 name="Ann and Bo"',
  ])('<gdo %s>', (attributes) => {
    const doc = readInAnyCut(inFrame(`<gdo ${attributes}>They</gdo> ran.`));
    expect(mentionsIn(doc)).toEqual(['gdo char1 char2: They']);
    expect(doc.faults.filter(({ type }) => type !== 'unusual')).toEqual([]);
  });

  test.each(['<gda=char1>', '<gda id=char1>', '<gda  char1 >', "<gda char1's>", '<gda="char1">', '<gda:char1>'])(
    '%s',
    (tag) => {
      expect(mentionsIn(readInAnyCut(inFrame(`${tag}ran</gda>`)))).toEqual(['gda char1: ran']);
    },
  );

  test('joined by a hyphen are two only if both are known', () => {
    const doc = readInAnyCut(inFrame('<gdo char1-char9>They</gdo>'));
    expect(mentionsIn(doc)).toEqual(['gdo: They']);
    expect(reportsIn(doc)).toEqual(['1 attributes', 'unknown-id']);
  });
});

test.each([
  '<gdi src="image1.png">',
  '<gdi image1.jpg>',
  '<gdi\nimage1>',
  '<gdi image1="">',
  '<gdi image="1">',
  '<gdi id="image1">',
  '<gdi=image1>',
  '<gdi image_1>',
  '<gdi 1>',
])('the frame %s', (tag) => {
  const doc = readInAnyCut(`${tag}Rain.</gdi>`);
  expect(doc.story.map(({ frame }) => frame)).toEqual([1]);
  expect(doc.faults.filter(({ type }) => type !== 'unusual')).toEqual([]);
});

test('an ID with a name in the cell of a table is that ID', () => {
  const rows = ['char1: Ann', 'Bo (char2)', '**char3** – Cy', 'char4-Di']
    .map((id, i) => `| ${id} | ${i},2,3,4 |\n`)
    .join('');
  const doc = readInAnyCut(`<think>\n## Image 1\n| Character ID | Box |\n|---|---|\n${rows}</think>\n`);
  expect(boxesIn(doc).map((box) => box.split(':')[0])).toEqual(
    ['char1', 'char2', 'char3', 'char4-Di'].map((id) => `image 1 ${id}`),
  );
});

test('the long form of an ID in the tables is that ID, and of no other', () => {
  const table = '## Image 1\n| Character ID | Box |\n|---|---|\n| char1 | 1,2,3,4 |\n';
  const doc = readInAnyCut(
    `<think>\n${table}</think>\n<gdi image1><gdo character1>Ann</gdo> saw <gdo Character_1 object2>it</gdo>.</gdi>`,
  );
  expect(mentionsIn(doc)).toEqual(['gdo char1: Ann', 'gdo char1: it']);
  expect(reportsIn(doc)).toEqual(['unknown-id']);
});

test('an HTML formatter may break a tag over two lines', () => {
  const doc = readInAnyCut(inFrame('Then <gdo\n  char1\n>Ann</gdo\n> ran. 3 <\n4 gd.'));
  expect(mentionsIn(doc)).toEqual(['gdo char1: Ann']);
});

test('an ID in place of the name of a tag is a mention', () => {
  const doc = readInAnyCut(
    inFrame('<char1>Ann</char1> saw <lm2>the tower</lm2>; <char2/> is gone; <char2>he</gdo> ran.'),
  );
  expect(mentionsIn(doc)).toEqual(['gdo char1: Ann', 'gdl lm2: the tower', 'gdo char2: ', 'gdo char2: he']);
  expect(reportsIn(doc)).toEqual(['4 id-in-place-of-tag', 'empty-mention']);
});

test('a tag that closes itself is an empty mention', () => {
  const doc = readInAnyCut(inFrame('<gdo char1/> is gone, and <gdo char2 /> too.'));
  expect(mentionsIn(doc)).toEqual(['gdo char1: ', 'gdo char2: ']);
  expect(doc.story[0]?.spans.at(-1)).toMatchObject({ text: ' too.', mention: null });
});

test('a tag without an ID in place of the closing tag closes the mention', () => {
  const doc = readInAnyCut(
    inFrame('From <gdl lm1>the lighthouse<gdl> <gdo char1>he<gdo> <gda char1>waves<gda> a hand.'),
  );
  expect(mentionsIn(doc)).toEqual(['gdl lm1: the lighthouse', 'gdo char1: he', 'gda char1: waves']);
  expect(doc.story[0]?.spans.at(-1)).toMatchObject({ text: ' a hand.', mention: null });
  expect(reportsIn(doc)).toEqual(['3 tag-in-place-of-closing']);
});

test('an entity outside a tag stays text', () => {
  const doc = readInAnyCut(inFrame('Fish &amp; <gdo char1 &amp; char2>chips</gdo> < char1 < &'));
  expect(doc.story[0]?.spans.map(({ text }) => text).join('')).toBe('Fish &amp; chips < char1 < &');
});

describe('an ID of another shape', () => {
  const table = `## Image 1
### Characters
| Character ID | Name | Bounding Box |
|---|---|---|
| cha2 | Tomas | 1,2,3,4 |
### Objects
| Object ID | Description | Bounding Box |
|---|---|---|
| 1-boat-0 | An old skiff | 5,6,7,8 |
| landmark-1 | A lighthouse | 9,10,11,12 |
| Buoy | A red buoy | 1,1,9,9 |
`;
  const story = `<gdi image1><gdo cha2>Tom</gdo>, <gdo 1-boat-0>the skiff</gdo>, <gdl landmark-1>a light</gdl>, <gdo Buoy>it</gdo>, <gdo cha3>Bo</gdo>, <gdo char2>he</gdo>, <gdo whale>a whale</gdo>.</gdi>`;
  const mentions = [
    'gdo cha2: Tom',
    'gdo 1-boat-0: the skiff',
    'gdl landmark-1: a light',
    'gdo Buoy: it',
    'gdo: Bo',
    'gdo char2: he',
    'gdo: a whale',
  ];

  test('that a table and the story use is one identity, with the kind of its table', () => {
    const doc = readInAnyCut(`<think>\n${table}</think>\n${story}`);
    expect(mentionsIn(doc)).toEqual(mentions);
    expect(doc.entities).toEqual(['cha2', '1-boat-0', 'landmark-1', 'Buoy', 'char2']);
    const identities = identitiesOf(doc);
    expect(doc.entities.map((id) => identities.kind(id))).toEqual(['char', 'obj', 'lm', 'obj', 'char']);
    expect(boxesIn(doc)).toContain('image 1 1-boat-0: 5,6,7,8');
    expect(doc.faults.filter(({ type }) => type === 'unknown-id')).toMatchObject([
      { id: 'cha3', near: 'cha2' },
      { id: 'whale', near: null },
    ]);
  });

  test('is found as well if the story comes first', () => {
    const doc = readInAnyCut(`${story}\n\n${table}`);
    expect(mentionsIn(doc)).toEqual(mentions);
    expect(doc.faults.filter(({ type }) => type === 'unknown-id')).toMatchObject([{ id: 'cha3' }, { id: 'whale' }]);
  });

  test('that is near a known ID suggests it', () => {
    const doc = readInAnyCut(inFrame('<gdo chra1>a</gdo><gdo char1.2>b</gdo><gdo hcar2>c</gdo><gdo James>d</gdo>'));
    expect(doc.faults).toMatchObject([{ near: 'char1' }, { near: 'char1' }, { near: 'char2' }, { near: null }]);
  });
});
