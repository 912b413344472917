import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOfRatings, judge, mergeRatings, ratingsOf, sampled, score, summaryOf } from '../../src/session/index.ts';
import type { Session, VerdictName } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, sessionWithRun } from '../helpers/session.ts';

const mention = (from: number) => ({ kind: 'mention', at: [from, from + 5], frame: null, entities: [] }) as const;

function give(session: Session, rater: string, verdicts: readonly VerdictName[]): void {
  const { id } = readingOf(session);
  for (const [i, verdict] of verdicts.entries())
    judge(session, id, { target: mention(i), rater }, { verdict, note: '', givenAt: i });
}

async function fileOf(session: Session): Promise<string> {
  return csvOfRatings(await ratingsOf(Object.values(session.records.getState().runs)));
}

test('the ratings of a run have a row for each verdict and score, and the number of inventions', async () => {
  const { session } = await sessionWithRun(harbour);
  give(session, 'Ann', ['right', 'invented', 'invented']);
  score(session, readingOf(session).id, 'Ann', { description: 4 });
  score(session, readingOf(session).id, 'Ann', { creativity: 2 });
  const ratings = await ratingsOf(Object.values(session.records.getState().runs));
  expect(ratings.map(({ item, value }) => [item, value])).toEqual([
    ['verdict', 'right'],
    ['verdict', 'invented'],
    ['verdict', 'invented'],
    ['invented', '2'],
    ['description', '4'],
    ['creativity', '2'],
  ]);
});

test('the files of raters at different devices fit together, and a file twice counts once', async () => {
  const [ann, ben] = [await sessionWithRun(harbour), await sessionWithRun(harbour)];
  give(ann.session, 'Ann', ['right', 'invented', 'wrong-place', 'right']);
  give(ben.session, 'Ben', ['right', 'invented', 'wrong-place', 'invented']);
  for (const { session } of [ann, ben])
    score(session, readingOf(session).id, session === ann.session ? 'Ann' : 'Ben', { description: 3 });
  const files = [await fileOf(ann.session), await fileOf(ben.session), await fileOf(ben.session)];
  const { ratings, others } = mergeRatings(files);
  expect(others).toBe(0);
  expect(ratings).toHaveLength(2 * 6);
  const summary = summaryOf(ratings);
  expect(summary.raters).toEqual(['Ann', 'Ben']);
  expect(summary.models).toMatchObject([{ outputs: 1, invented: 1.5, description: 3, creativity: null }]);
  // Of 4 pairs, 3 agree: α = 1 - 7 · (1 · 2) / (8² - (3² + 3² + 2²)), by hand.
  expect(summary.verdicts).toEqual({ alpha: 1 - (7 * 2) / (64 - 22), units: 4 });
  expect(summary.description).toEqual({ alpha: null, units: 1 });
});

test('α of ratings in files is that of the published example', () => {
  // K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), section C: four observers, twelve units.
  const units = ['111', '2232', '3333', '3333', '2222', '1234', '4444', '1121', '2222', '555', '11', '3'];
  const rows = units.flatMap((values, unit) =>
    values.split('').map((value, rater) => `r${rater},o${unit},m,creativity,,${value},`),
  );
  const { ratings } = mergeRatings([`rater,output,model,item,target,value,note\n${rows.join('\n')}`]);
  expect(summaryOf(ratings).creativity.alpha?.toFixed(3)).toBe('0.815');
});

test('rows of other tables are left out and counted', () => {
  expect(mergeRatings(['a,b\n1,2\n3,4', 'rater,output,item,value\nAnn,x,creativity,9\n'])).toMatchObject({
    ratings: [],
    others: 3,
  });
});

test('a sample depends only on the seed, has each item at most once, and the given size', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(), fc.nat(50), (count, seed, size) => {
      const items = Array.from({ length: count }, (_, i) => i);
      const some = sampled(items, seed, size);
      expect(some).toEqual(sampled(items, seed, size));
      expect(new Set(some).size).toBe(Math.min(count, size));
      expect(sampled(items, seed, null).toSorted((a, b) => a - b)).toEqual(items);
    }),
  );
});
