import { test } from 'vitest';
import { expectWholeAfter, ways } from '../app/broken-answers.ts';

test.each(ways)('46 answers that break off anywhere lose nothing and can be made whole: %s', async (way) =>
  expectWholeAfter(way, 46),
);
