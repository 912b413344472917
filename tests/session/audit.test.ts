import { expect, test } from 'vitest';
import { findingCounts, findingsBySection, findingsIn } from '../../src/session/index.ts';
import type { PageState } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { sessionWithRun } from '../helpers/session.ts';

test('the marks of the audit have their section and their frame', async () => {
  const { session } = await sessionWithRun(harbour);
  const state = session.page.getState();
  // The first frame is wholly grounded; in the second one, “him” has no tag and the nets have no box.
  expect(findingsBySection(state).map((findings) => findings.length > 0)).toEqual([false, true, true]);
  expect(
    findingCounts(state)
      .get(2 as never)
      ?.of.get('bg1'),
  ).toBeGreaterThan(0);
});

test('if the audit fails, the other panes have no marks, and only its own tab fails', async () => {
  const { session } = await sessionWithRun(harbour);
  const { run } = session.page.getState();
  const story = [{ ...run!.doc.story[0]!, spans: [{ ...run!.doc.story[0]!.spans[0]!, text: null }] }];
  const broken = { run: { ...run!, id: 'broken', doc: { ...run!.doc, story } } } as unknown as Pick<PageState, 'run'>;
  expect(() => findingsIn(broken)).toThrow(TypeError);
  expect(findingsBySection(broken)).toEqual([]);
  expect(findingCounts(broken).size).toBe(0);
});
