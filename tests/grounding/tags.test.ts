import { expect, test } from 'vitest';
import { isNamed, mayBecomeTag, readTag } from '../../src/grounding/tags.ts';

const names = [
  'gdo char1',
  'gdi image1',
  'gdl LOCATION',
  'gda="char1"',
  'gdo:char1',
  'gdo/',
  'gdo char1/',
  'char1',
  'lm_2 /',
];
const more = ['think', 'thinking', 'reasoning', 'answer', 's', 'end_of_turn'];
const spaced = [...names, ...more].flatMap((name) =>
  ['<', '</', '< ', '< / ', '<  /  '].flatMap((opening) => [`${opening}${name}>`, `${opening}${name} >`]),
);
const others = ['<|im_start|>', '<|endoftext|>', '<|eot_id|>', '[SEP]', '[/THINK]', '[CLS]'];

test.each([...spaced, ...others])('every beginning of %s may become a tag', (tag) => {
  expect(readTag(tag)).not.toBeNull();
  for (let length = 1; length < tag.length; length++) expect(mayBecomeTag(tag.slice(0, length))).toBe(true);
});

test.each([
  '<think image1>',
  '<thinker>',
  '<answer/>',
  '<     gdo char1>',
  '<b>',
  '<gdx>',
  '[SEE]',
  '[1]',
  '<|x|>',
  '<obj>',
])('%s is no tag', (text) => {
  expect(readTag(text)).toBeNull();
});

const inside =
  'gdo char1|gda char1 char4|gdl LOCATION|gdi image1|gdo |gdo char1/|gdo id="char1"|gdf image1|gdx char1|gdo';
const closing = '/gdo|/gda|/gdl|/gdi|/gdf|/gdo |/gdx|gdo\tchar1';

// In capitals, no tag takes the short path of the usual spelling.
test.each(`${inside}|${closing}`.split('|'))('<%s> is read as the same tag in capitals', (written) => {
  const [usual, capitals] = [`<${written}>`, `<${written.replace(/gd./, (name) => name.toUpperCase())}>`];
  expect(readTag(usual)).toEqual(readTag(capitals));
  for (let length = 1; length < usual.length; length++) {
    expect(mayBecomeTag(usual.slice(0, length))).toBe(mayBecomeTag(capitals.slice(0, length)));
    expect(isNamed(usual.slice(0, length))).toBe(isNamed(capitals.slice(0, length)));
  }
});
