import { test } from 'vitest';
import { expectWholeAfter, ways } from './broken-answers.ts';

// 66 answers in total, with new random positions each time. `npm run test:long` uses 506 answers.
test.each(ways)('an answer that breaks off anywhere keeps its text and can be completed: %s', async (way) =>
  expectWholeAfter(way, 6),
);
