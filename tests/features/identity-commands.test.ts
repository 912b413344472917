import { expect, test } from 'vitest';
import { plan } from '../../src/features/corrections/identityCommands.ts';
import type { Fields } from '../../src/features/corrections/identityCommands.ts';
import { parseAll } from '../../src/grounding/index.ts';
import type { FrameNo } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const run = { completion: harbour, doc: parseAll(harbour) };
const fields: Fields = {
  id: 'char1',
  command: 'rename',
  name: 'Ines',
  newId: 'char3',
  other: 'char2',
  first: 1 as FrameNo,
  last: 3 as FrameNo,
};
const say = (some: Partial<Fields>): string => {
  const planned = plan(run, { ...fields, ...some });
  return planned.ok ? planned.label : planned.problem;
};

test.each<[Partial<Fields>, string]>([
  [{ name: 'Marta' }, 'Rename char1 to Marta: 2 rows and 2 mentions change'],
  [{ name: ' Ines ' }, 'No table has another name than “Ines” for char1.'],
  [{ name: ' ' }, 'Type the new name.'],
  [{ id: 'bg1', name: 'Nets' }, 'No table has another name than “Nets” for bg1.'],
  [
    { command: 'merge' },
    'Merge char1 into char2: 1 row and 6 mentions change; 1 row is removed, because both are in that image',
  ],
  [{ command: 'merge', other: null }, 'The story has no other identity.'],
  [{ command: 'swap', last: 1 as FrameNo }, 'Swap char1 and char2 in image 1: 2 rows and 4 mentions change'],
  [{ command: 'swap', last: 0 as FrameNo }, 'The last image is before the first one.'],
  [{ command: 'split', first: 3 as FrameNo }, 'Split char1: char3 from image 3 on: 1 row and 2 mentions change'],
  [{ command: 'split', id: 'lm1', newId: 'lm2', first: 2 as FrameNo }, 'lm1 is in no image from 2 on.'],
  [{ command: 'change-id', newId: ' Char9 ' }, 'Change char1 to char9: 2 rows and 6 mentions change'],
  [{ command: 'change-id', newId: 'ann' }, 'An ID is char, obj, lm or bg and a number, such as char3.'],
  [{ command: 'change-id', newId: 'char2' }, 'char2 is in use. To make one identity of two, choose Merge.'],
])('with %j the dialog says “%s”', (some, expected) => {
  expect(say(some)).toBe(expected);
});
