import { test } from 'vitest';
import { expectWholeAfter, ways } from '../app/broken-answers.ts';

test.each(ways)('46 answers that break off anywhere keep their text and can be completed: %s', async (way) =>
  expectWholeAfter(way, 46),
);
