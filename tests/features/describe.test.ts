import { expect, test } from 'vitest';
import { describeMention } from '../../src/features/story/describe.ts';
import { identitiesOf, parseAll } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { mentionsOf } from '../helpers/feed.ts';

test.each([
  [1, '<gdo char1>', 'Ines (char1), boxed in this image'],
  [2, '<gdo char1>', 'Ines (char1), boxed in image 1, 3 but not in this one'],
  [1, '<gdo char1 obj1>', 'Ines (char1), boxed in this image; Red kite (obj1), boxed in this image'],
  [2, '<gdl bg1>', 'bg1, boxed in no image'],
  [3, '<gda lm1 bg1>', 'Clock tower (lm1), boxed in image 1 but not in this one; bg1, boxed in no image'],
  [1, '<gdo>', 'Names nobody'],
  [1, '<gdo person>', 'Names nobody'],
])('in image %i, the tag %s is described as “%s”', (frame, tag, expected) => {
  const name = tag.slice(1, 4);
  const thinking = harbour.slice(0, harbour.indexOf('</think>') + 8);
  const doc = parseAll(`${thinking}\n<gdi image${frame}>${tag}words</${name}></gdi>`);
  const [found] = mentionsOf(doc);
  if (!found) throw new Error('No mention');
  expect(describeMention(found.mention, doc.story[0]?.frame ?? null, identitiesOf(doc))).toBe(expected);
});
