import { test } from 'vitest';
import { expectWholeAfter, ways } from './broken-answers.ts';

// 66 answers in all, at other places each time; `npm run test:long` breaks off 506.
test.each(ways)('an answer that breaks off anywhere loses nothing and can be made whole: %s', async (way) =>
  expectWholeAfter(way, 6),
);
