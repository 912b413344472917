import { describe, expect, test } from 'vitest';
import {
  FINDING_KINDS,
  createParser,
  emptyDocument,
  findingsOf,
  parseAll,
  reduce,
} from '../../../src/grounding/index.ts';
import type { FindingKind } from '../../../src/grounding/index.ts';

const CHARACTERS = '| Character ID | Name | Description | Emotions | Bounding Box |\n|---|---|---|---|---|\n';
const OBJECTS = '| Object ID | Description | Bounding Box |\n|---|---|---|\n';

interface Parts {
  readonly people: readonly [string, string];
  readonly things: readonly [string, string];
  readonly settings: readonly [string, string];
  readonly phases: string;
  readonly story: readonly [string, string];
  readonly frames: number;
}

const ANN = '| char1 | Ann | Tall woman in red | Calm | 10,10,30,90 |\n';
const BOB = '| char2 | Bob | Old man with cane | Sad | 40,10,60,90 |\n';

/** A well-formed completion of two frames in which the audit finds nothing. */
const whole: Parts = {
  people: [
    ANN + BOB,
    '| char1 | Ann | Tall woman in red | Calm | 12,10,32,90 |\n| char2 | Bob | Old man with cane | Sad | 42,10,62,90 |\n',
  ],
  things: [
    '| obj1 | Red kite | 70,10,90,30 |\n',
    '| obj1 | Red kite | 72,10,92,30 |\n| bg1 | Garden | 0,0,100,100 |\n',
  ],
  settings: ['| Location | Hall |\n', '| Location | Garden |\n'],
  phases: 'Introduction,Development,Conflict,Turning Point,Conclusion',
  story: [
    '<gdo char1>Ann</gdo> <gda char1>took</gda> <gdo obj1>the kite</gdo> and was glad. “Come,” said <gdo char2>Bob</gdo>.',
    'In <gdl bg1>the garden</gdl> <gdo char1 char2>they</gdo> <gda char1 char2>ran</gda> for a while, and that was all.',
  ],
  frames: 2,
};

function completionOf({ people, things, settings, phases, story }: Parts): string {
  const sections = [0, 1].map(
    (i) =>
      `## Image ${i + 1}\n\n### Characters\n${CHARACTERS}${people[i]}\n### Objects\n${OBJECTS}${things[i]}\n### Setting\n| Setting Element | Description |\n|---|---|\n${settings[i]}\n`,
  );
  const rows = phases.split(',').map((phase) => `| ${phase} | They play | A kite | Image 1 |\n`);
  const narrative = `## Narrative Structure\n\n| Narrative Phase | Description | Key Events | Images |\n|---|---|---|---|\n${rows.join('')}`;
  const frames = story.map((text, i) => `<gdi image${i + 1}>\n${text}\n</gdi>`);
  return `<think>\n${sections.join('\n')}\n${narrative}</think>\n${frames.join('\n\n')}`;
}

const found = (text: string, frames = 2): readonly string[] =>
  findingsOf(
    parseAll(text),
    Array.from({ length: frames }, () => ({ width: 100, height: 100 })),
  ).list.map(({ kind }) => kind);

const inFirst = (text: string): Partial<Parts> => ({ story: [text, whole.story[1]] });
const withPeople = (first: string, second = whole.people[1]): Partial<Parts> => ({ people: [first, second] });
const [people1, people2] = whole.people;

const FLIES = 'It was her day, and the sun of May was on the hill for all to see and that was good';
const box = (written: string): Partial<Parts> => withPeople(ANN + BOB.replace('40,10,60,90', written));

/** One example that has the kind, and one that just does not: parts of the whole completion, or a text. */
const examples: Readonly<
  Record<FindingKind, readonly [has: Partial<Parts> | string, hasNot: Partial<Parts> | string]>
> = {
  'no-row': [
    inFirst('<gdl lm1>The tower</gdl> was high and the day was long.'),
    inFirst('<gdo obj1>The kite</gdo> was high and the day was long.'),
  ],
  'other-frame': [
    inFirst('<gdl bg1>The garden</gdl> was green and the day was long.'),
    {
      ...inFirst(whole.story[0]),
      story: [whole.story[0], '<gdl bg1>The garden</gdl> was green and the day was long.'],
    },
  ],
  'wrong-kind': [
    inFirst('<gdo obj1>The kite</gdo> <gda obj1>flew</gda> in the wind.'),
    inFirst('<gdo char1>Ann</gdo> <gda char1>flew</gda> in the wind.'),
  ],
  'setting-element': [
    inFirst('<gdl LOCATION>The hall</gdl> was dark and the day was long.'),
    inFirst('The hall was dark and the day was long.'),
  ],
  'empty-tag': [
    inFirst('<gdo char1></gdo> and the day was long.'),
    inFirst('<gdo char1>Ann</gdo> and the day was long.'),
  ],
  'nested-tag': [
    inFirst('<gdo char1>Ann with <gdo obj1>the kite</gdo></gdo> was glad.'),
    inFirst('<gdo char1>Ann</gdo> with <gdo obj1>the kite</gdo> was glad.'),
  ],
  'doubled-tag': [
    inFirst('<gdo char1><gdo char1>Ann</gdo></gdo> was glad of that.'),
    inFirst('<gdo char1>Ann</gdo> <gdo char1>Ann</gdo> was glad of that.'),
  ],
  'crossing-tag': [
    inFirst('<gdl bg1>the <gdo obj1>kite</gdl> of the day</gdo> was high.'),
    inFirst('<gdl bg1>the <gdo obj1>kite</gdo> of the day</gdl> was high.'),
  ],
  'wrong-closing': [
    inFirst('<gdo char1>Ann</gdo> <gda char1>ran</gdo> for a while.'),
    inFirst('<gdo char1>Ann</gdo> <gda char1>ran</gda> for a while.'),
  ],
  'one-place': [
    {
      story: [
        whole.story[0],
        '<gdl bg1>the garden</gdl>, <gdl bg1>the river</gdl> and <gdl bg1>the road</gdl> of the day.',
      ],
    },
    {
      story: [
        whole.story[0],
        '<gdl bg1>the garden</gdl>, <gdl bg1>the river</gdl> and <gdl bg1>the wide gardens</gdl> of the day.',
      ],
    },
  ],
  'untagged-name': [
    inFirst('The day was long for Ann and for the kite'),
    inFirst('The day was long for <gdo char1>Ann</gdo> and for all.'),
  ],
  'untagged-name-in-speech': [
    inFirst('<gdo char2>Bob</gdo> said: “That is for Ann.”'),
    inFirst('<gdo char2>Bob</gdo> said that it was for Ann.'),
  ],
  'untagged-pronoun': [
    inFirst('The day was long for herself and for all.'),
    inFirst('The day was long for <gdo char1>herself</gdo> and for all.'),
  ],
  'untagged-object': [inFirst('The old kites were of red paper.'), inFirst('The old balloons were of red paper.')],
  'bare-mention': [
    inFirst('<gdo char1>the tall</gdo> one of the day was glad.'),
    inFirst('<gdo char1>the tall woman</gdo> of the day was glad.'),
  ],
  'two-names-in-story': [
    inFirst('That was <gdo char1>Ann</gdo> and that was <gdo char1>Eva</gdo> of the hill.'),
    inFirst('That was <gdo char1>Ann</gdo> and that was <gdo char1>Ann Miller</gdo> of the hill.'),
  ],
  'action-without-subject': [
    inFirst('The day was long, and then <gda char1>ran</gda> for the hill.'),
    inFirst('The day was long for <gdo char1>Ann</gdo>, and then <gda char1>ran</gda> for the hill.'),
  ],
  'no-box': [box('None'), box('40,10,60,91')],
  'unreadable-box': [box('left of Ann'), box('[40, 10, 60, 90]')],
  'empty-box': [box('40,10,40,90'), box('40,10,41,90')],
  outside: [box('40,10,60,103'), box('40,10,60,101')],
  'whole-frame': [box('0,0,99,97'), box('0,0,95,95')],
  'same-box': [box('10,10,30,90'), box('10,10,30,89')],
  'copied-box': [withPeople(people1, people1), withPeople(people1, people2)],
  'two-boxes': [
    withPeople(`${ANN}${BOB}| char2 | Bob | Old man with cane | Sad | 1,10,9,90 |\n`),
    withPeople(`${ANN}${BOB}`),
  ],
  'two-names': [
    withPeople(people1, people2.replace('Bob', 'Tom')),
    withPeople(people1, people2.replace('Bob', 'Old Bob')),
  ],
  'shared-name': [
    withPeople(people1, `${people2}| char3 | Ann | Girl | Sad | 1,1,9,9 |\n`),
    withPeople(people1, `${people2}| char3 | Anna | Girl | Sad | 1,1,9,9 |\n`),
  ],
  'changed-description': [
    withPeople(
      people1.replace('Tall woman in red', 'Tall woman, long red coat'),
      people2.replace('Tall woman in red', 'Small boy, short blue trousers'),
    ),
    withPeople(
      people1.replace('Tall woman in red', 'Tall woman, long red coat'),
      people2.replace('Tall woman in red', 'Old woman, short blue dress'),
    ),
  ],
  jump: [
    {
      people: [
        `${people1}| char3 | Eve | Girl | Sad | 1,1,9,9 |\n`,
        `${people2}| char3 | Eve | Girl | Sad | 61,61,69,69 |\n`,
      ],
    },
    {
      people: [
        `${people1}| char3 | Eve | Girl | Sad | 1,1,9,9 |\n`,
        `${people2}| char3 | Eve | Girl | Sad | 21,21,29,29 |\n`,
      ],
    },
  ],
  'not-analysed': [completionOf(whole).replace('## Image 2', '## Image 1'), completionOf(whole)],
  'not-written': [completionOf(whole).replace(/\n\n<gdi image2>[^]*$/, ''), completionOf(whole)],
  'written-twice': [completionOf(whole).replace('<gdi image2>', '<gdi image1>'), completionOf(whole)],
  'out-of-order': [
    completionOf(whole)
      .replace('<gdi image1>', '<gdi image9>')
      .replace('<gdi image2>', '<gdi image1>')
      .replace('<gdi image9>', '<gdi image2>'),
    completionOf(whole),
  ],
  'unknown-frame': [completionOf(whole).replace('<gdi image2>', '<gdi image3>'), completionOf(whole)],
  'no-tables': [`<think>\nThere are two pictures.\n</think>\n<gdi image1>\n${FLIES}.\n</gdi>`, completionOf(whole)],
  'no-narrative': [completionOf(whole).replace(/## Narrative[^]*?(?=<\/think>)/, ''), completionOf(whole)],
  'phase-missing': [
    { phases: 'Introduction,Development,Conflict,Conclusion' },
    { phases: 'Introduction,Development,The conflict,Turning point,Conclusion' },
  ],
  'unknown-setting': [
    { settings: ['| Music | Loud |\n', whole.settings[1]] },
    { settings: ['| The lighting | Dim |\n', whole.settings[1]] },
  ],
  'no-thinking': [completionOf(whole).replace(/<think>[^]*<\/think>\n/, ''), completionOf(whole)],
  'cut-off': [completionOf(whole).slice(0, -12), completionOf(whole)],
};

const textOf = (example: Partial<Parts> | string): string =>
  typeof example === 'string' ? example : completionOf({ ...whole, ...example });

test('the whole completion has no findings', () => {
  expect(found(completionOf(whole))).toEqual([]);
});

describe.each(FINDING_KINDS)('%s', (kind) => {
  test('is found', () => expect(found(textOf(examples[kind][0]))).toContain(kind));
  test('is not found in an example that just does not have it', () =>
    expect(found(textOf(examples[kind][1]))).not.toContain(kind));
});

test('a box up to a tenth outside is a note, and a finding beyond', () => {
  const severities = ['40,10,60,103', '40,10,60,112'].map(
    (written) =>
      findingsOf(parseAll(textOf(box(written))), [{ width: 100, height: 100 }, null]).list.find(
        ({ kind }) => kind === 'outside',
      )?.severity,
  );
  expect(severities).toEqual(['note', 'finding']);
});

test('every finding has a range in the text, and a sentence', () => {
  for (const [has] of Object.values(examples)) {
    const text = textOf(has);
    for (const { at, sentence } of findingsOf(parseAll(text), [null, null]).list) {
      expect(at[0]).toBeLessThanOrEqual(at[1]);
      expect(at[1]).toBeLessThanOrEqual(text.length);
      expect(sentence).toMatch(/^[\p{Lu}<“\p{Ll}].*[.…]$/u);
    }
  }
});

test('in another language the group of words is off, and the list says so', () => {
  const german = inFirst(
    'Sie nahm den Drachen und lief in den Garten, denn Ann war froh und Bob war es auch, wie er sagte.',
  );
  const { english, list } = findingsOf(
    parseAll(
      completionOf({ ...whole, ...german, story: [german.story?.[0] ?? '', 'Dort blieben sie bis zum Abend.'] }),
    ),
    [],
  );
  expect([english, list.filter(({ kind }) => kind.startsWith('untagged'))]).toEqual([false, []]);
});

test('what may still come is missing only at the end of the text', () => {
  let doc = emptyDocument;
  const parser = createParser((event) => {
    doc = reduce(doc, event);
  });
  const kinds = (): string[] => findingsOf(doc, [null, null]).list.map(({ kind }) => kind);
  const text = completionOf(whole);
  parser.write(text.slice(0, text.indexOf('## Image 2')));
  expect(kinds()).toEqual([]);
  parser.end();
  expect(kinds()).toEqual(expect.arrayContaining(['not-analysed', 'no-narrative', 'not-written']));
});

test('a new sentence leaves the findings of the frames before it as they are', () => {
  let doc = emptyDocument;
  const parser = createParser((event) => {
    doc = reduce(doc, event);
  });
  const sizes = [null, null];
  parser.write(
    completionOf({ ...whole, ...inFirst('The day was long for <gdo char1>Ann</gdo> and for herself.') }).replace(
      /.{9}<\/gdi>$/s,
      '',
    ),
  );
  const [before] = findingsOf(doc, sizes).list;
  parser.write(' And she was glad.');
  const after = findingsOf(doc, sizes).list;
  expect(before?.kind).toBe('untagged-pronoun');
  expect(after[0]).toBe(before);
  expect(after.map(({ frame, sentence }) => [frame, sentence]).at(-1)).toEqual([2, 'The pronoun “she” is in no tag.']);
});
