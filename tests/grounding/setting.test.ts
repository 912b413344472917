import { describe, expect, test } from 'vitest';
import { groundingOfMention, identitiesOf } from '../../src/grounding/index.ts';
import type { GroundedDocument } from '../../src/grounding/index.ts';
import { mentionsIn, readInAnyCut, reportsIn } from '../helpers/any-cut.ts';
import { mentionsOf } from '../helpers/feed.ts';

const THINKING = `<think>
## Image 1
### Objects
| Object ID | Description | Bounding Box |
|---|---|---|
| bg1 | Shelves of jars | 1,2,30,40 |
### Setting
| Setting Element | Description | Mood | Time | Narrative Function |
|---|---|---|---|---|
| Location | A pharmacy, late at night | Calm | Night | Opens |
| Interior Design | Dark wood | Warm | Night | Sets the tone |
| **Time Period** | The 1930s | Old | Past | Dates it |
## Image 2
### Setting
| Setting Element | Description | Mood | Time | Narrative Function |
|---|---|---|---|---|
| Location | The street outside | Cold | Night | Moves on |
| Lighting (street lamps) | Pools of light | Cold | Night | Shows the way |
</think>
`;

function groundings(doc: GroundedDocument): string[] {
  const identities = identitiesOf(doc);
  return mentionsOf(doc).map(({ mention, frame }) => {
    const grounding = groundingOfMention(identities, mention, frame as Parameters<typeof groundingOfMention>[2]);
    return `${mention.ids.join(' ')}: ${grounding}`;
  });
}

test('an element of the Setting table in place of an ID is grounded in that row of its own frame', () => {
  const doc = readInAnyCut(
    `${THINKING}<gdi image1>In <gdl LOCATION>the pharmacy</gdl>, <gdl interior_design>old wood</gdl>, <gdl Time Period>then</gdl>, <gdl WEATHER>rain</gdl>.</gdi>
<gdi image2>On <gdl Location>the street</gdl> under <gdl LIGHTING>lamps</gdl>, not <gdl INTERIOR DESIGN>wood</gdl>.</gdi>`,
  );
  expect(groundings(doc)).toEqual([
    'LOCATION: setting',
    'INTERIOR_DESIGN: setting',
    'TIME_PERIOD: setting',
    'WEATHER: none',
    'LOCATION: setting',
    'LIGHTING: setting',
    'INTERIOR_DESIGN: none',
  ]);
  expect(doc.faults).toEqual([]);
  expect(doc.entities).toEqual(['bg1']);
});

test.each([
  'LOCATION',
  'ENVIRONMENT',
  'LIGHTING',
  'WEATHER',
  'TIME_PERIOD',
  'ARCHITECTURE',
  'INTERIOR_DESIGN',
  'ATMOSPHERE',
  'BACKGROUND',
])('%s is an element, in any case, with an underscore or a space', (element) => {
  const words = element.toLowerCase().replace('_', ' ');
  const rows = `<think>\n## Image 1\n### Setting\n| Setting Element | Description |\n|---|---|\n| ${words} | x |\n</think>\n`;
  for (const written of [element, words, words.toUpperCase(), element.toLowerCase()])
    expect(groundings(readInAnyCut(`${rows}<gdi image1><gdl ${written}>here</gdl></gdi>`))).toEqual([
      `${element}: setting`,
    ]);
});

test.each([
  ['InteriorDesign', 'INTERIOR_DESIGN'],
  ['Time', 'TIME_PERIOD'],
  ['setting: LOCATION', 'LOCATION'],
  ['SETTING_LOCATION', 'LOCATION'],
  ['Location = a harbour', 'LOCATION'],
  ['Location – a harbour', 'LOCATION'],
])('<gdl %s> names %s', (written, element) => {
  const [mention] = mentionsOf(readInAnyCut(`<gdi image1><gdl ${written}>here</gdl></gdi>`));
  expect(mention?.mention).toMatchObject({ ids: [element], unknown: [] });
});

test('an element beside an ID belongs to the same mention, and a box of this frame grounds it better', () => {
  const doc = readInAnyCut(
    `${THINKING}<gdi image1><gdl bg1 INTERIOR_DESIGN>shelves</gdl> <gdl bg2 LOCATION>room</gdl></gdi>`,
  );
  expect(groundings(doc)).toEqual(['bg1 INTERIOR_DESIGN: here', 'bg2 LOCATION: setting']);
});

test('an element is named by its row in the frame, else by its title', () => {
  const identities = identitiesOf(readInAnyCut(THINKING));
  expect([
    identities.name('LOCATION', 1 as never),
    identities.name('LOCATION', 2 as never),
    identities.name('TIME_PERIOD', 2 as never),
  ]).toEqual(['A pharmacy', 'The street outside', 'Time Period']);
});

describe('a tag without words that is never closed', () => {
  test('is an empty mention, and the words after it stay prose', () => {
    const doc = readInAnyCut(
      `${THINKING}<gdi image1>The hum of the <gdl bg1 INTERIOR_DESIGN>, <gdo char7>Alex</gdo> said, and panels <gdo bg1> of the ship. A <gdl Location: Dark indoor space>, then.</gdi>`,
    );
    expect(mentionsIn(doc)).toEqual(['gdl bg1 INTERIOR_DESIGN: ', 'gdo char7: Alex', 'gdo bg1: ', 'gdl LOCATION: ']);
    expect(doc.story[0]?.spans.map(({ text, mention }) => (mention === null ? text : `[${text}]`)).join('')).toBe(
      'The hum of the [], [Alex] said, and panels [] of the ship. A [], then.',
    );
    expect(mentionsOf(doc).map(({ mention }) => mention.within)).toEqual([null, null, null, null]);
    expect(reportsIn(doc)).toEqual(['1 attributes', '3 unclosed-marker']);
  });

  test('is a mention up to the next punctuation or tag if a word follows it directly', () => {
    const doc = readInAnyCut(
      '<gdi image1><gdo char1>Ann waved, and <gdo char2>Bo <gda char2>ran</gda> to <gdo char3>Mr Day.\n\nThen it rained.</gdi>',
    );
    expect(mentionsIn(doc)).toEqual(['gdo char1: Ann waved', 'gdo char2: Bo', 'gda char2: ran', 'gdo char3: Mr Day']);
    expect(reportsIn(doc)).toEqual(['unclosed-tag', 'unclosed-tag', 'unclosed-tag']);
  });

  test('ends at the punctuation of other scripts, too', () => {
    const doc = readInAnyCut('<gdi image1>在<gdl bg1>，<gdo char1>他走了。后来下雨。</gdi>');
    expect(mentionsIn(doc)).toEqual(['gdl bg1: ', 'gdo char1: 他走了']);
  });

  test('does not take the closing tag of another mention', () => {
    const doc = readInAnyCut(
      '<gdi image1>Panels <gdo bg1> shone and <gda char1>Ann ran</gdo> on. <gdo char2>Bo</gdo> slept.</gdi>',
    );
    expect(mentionsIn(doc)).toEqual(['gdo bg1: ', 'gda char1: Ann ran', 'gdo char2: Bo']);
  });

  test('has an end in front of the mentions that follow it', () => {
    const text = '<gdi image1>A <gdl bg1>, <gdo char1>Ann</gdo> ran.</gdi>';
    const ends = readInAnyCut(text).story[0]?.tags.mentionEnds;
    expect(ends?.map(({ mention, at }) => [mention.tag, text.slice(...at), at[0]])).toEqual([
      ['gdl', '', 23],
      ['gdo', '</gdo>', 39],
    ]);
  });
});
